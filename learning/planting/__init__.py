"""Thousands of pages for measuring and trying: invented, in five languages, the same for a seed."""

from learning.planting.plant import AlreadyPlanted, plant

__all__ = ["AlreadyPlanted", "plant"]
