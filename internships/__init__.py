"""Placements: who hosts, who applies, what three parties agree, and what came of it."""
