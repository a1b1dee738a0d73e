"""Thousands of persons and organisations for measuring: invented, the same for a seed."""

from pages.planting import Planting
from people.planting.growing import Numbers, plant, plant_persons

PERSONS = Planting(
    "persons",
    "with posts in towns and associations, memberships, editors and contacts",
    10_000,
    plant_persons,
    (
        ("organisations", "local governments; one for five persons if not given"),
        ("associations", "one for fifty local governments if not given"),
    ),
)

__all__ = ["PERSONS", "Numbers", "plant"]
