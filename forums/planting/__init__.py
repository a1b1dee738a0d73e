"""Boards, topics and posts by the thousand for measuring: invented, the same for a seed."""

from forums.planting.growing import Numbers, plant, plant_posts
from pages.planting import Planting

POSTS = Planting(
    "posts",
    "in the topics of ten boards, one of which has a twentieth of them",
    200_000,
    plant_posts,
    (("topics", "one for twenty posts if not given"),),
)

__all__ = ["POSTS", "Numbers", "plant"]
