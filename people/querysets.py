"""Questions about persons and what waits for them."""

import datetime
from typing import Any

from pages.registries import DeskLine, desk_lines


def lines_of_the_desk(person: Any) -> list[DeskLine]:
    """What every room has for this person, soonest first, undated last."""
    lines = [line for room in desk_lines for line in room(person)]
    return sorted(lines, key=lambda line: (line.due_on or datetime.date.max, line.title))
