"""Scripted people who go through a whole workshop, by wishes alone: demo, practice and load."""
