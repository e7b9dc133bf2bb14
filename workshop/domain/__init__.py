"""The core: what a workshop is and its rules. No clock, no disk, no browser, no chance."""
