"""Deciding on what waits and what was reported, and on who wrote it."""
