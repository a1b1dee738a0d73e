"""What of placements is in the small world: names for the braces of the table."""

from typing import Any


def plant(world: Any) -> None:
    """Adds to `world.things`."""
