"""Example cards, comparable principles, prompts, run sheets and frameworks: files, no code."""
