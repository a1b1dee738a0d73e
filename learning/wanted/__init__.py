"""Translations that readers asked for."""
