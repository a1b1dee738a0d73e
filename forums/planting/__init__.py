"""Boards, topics and posts by the thousand for measuring: invented, the same for a seed."""

from forums.planting.growing import AlreadyPlanted, Numbers, plant

__all__ = ["AlreadyPlanted", "Numbers", "plant"]
