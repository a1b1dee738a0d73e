"""Searches that somebody saved, and how they hear of what is new."""
