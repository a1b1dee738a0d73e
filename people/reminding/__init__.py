"""Reminding editors of texts that wait for them longer than was agreed."""
