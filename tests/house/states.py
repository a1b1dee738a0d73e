"""The states of all rooms and the moves between them, as site/states.md shows them.

python -m tests.house.states      writes the page anew
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from pages import moving
from tests.house.tree import ROOT, project_files

PAGE = ROOT / "site" / "states.md"
HEAD = """\
# States and moves

Drawn from the `states.py` of each room, and held to it by a test: a move is possible from the
states named, by whoever is named. `var/venv/bin/python -m tests.house.states` draws it anew.
"""


def tables() -> dict[str, dict[str, Any]]:
    """The tables of each file of states, by its path."""
    found = {}
    for path in project_files(".py"):
        place = path.relative_to(ROOT)
        if place.name == "states.py" and place.parts[0] != "tests":
            module = import_module(".".join(place.with_suffix("").parts))
            if hasattr(module, "TABLES"):
                found[str(place)] = module.TABLES
    return found


def page() -> str:
    """All tables, as Markdown."""
    lines = [HEAD]
    for place, those in tables().items():
        lines += [f"## `{place}`", "", *_drawn(those)]
        if lines[-1]:
            lines.append("")
    return "\n".join(lines)


def _drawn(those: dict[str, Any]) -> Iterator[str]:
    if all(isinstance(one, moving.Move) for _states, moves in those.values() for one in moves):
        yield from moving.drawn(those)
        return
    # Of the boards: who decides hangs on the board, and a move may lead back.
    yield from ("| | from | move | to |", "|---|---|---|---|")
    for noun, (_states, moves) in those.items():
        for one in moves:
            since = " · ".join(sorted(one.since))
            yield f"| {noun} | {since} | {one.name} | {one.to or 'what it was before'} |"


if __name__ == "__main__":
    PAGE.write_text(page())
