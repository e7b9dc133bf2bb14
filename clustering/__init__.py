"""Texts into themes. Knows nothing of workshops; import its modules by their own names."""
