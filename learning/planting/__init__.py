"""Thousands of pages for measuring and trying: invented, in five languages, the same for a seed."""

from learning.planting.plant import plant
from pages.planting import Planting

PAGES = Planting(
    "pages",
    "texts of the library in five languages, chapters included, with pictures and audiences",
    50_000,
    plant,
)

__all__ = ["PAGES", "plant"]
