"""Thousands of persons and organisations for measuring: invented, the same for a seed."""

from people.planting.growing import AlreadyPlanted, Numbers, plant

__all__ = ["AlreadyPlanted", "Numbers", "plant"]
