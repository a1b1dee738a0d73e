"""What of the figures is not shown because it could name someone (safeguards 2B, k ≥ 5).

A number from 1 to 4 is hidden. So is a second one in its line wherever the first would follow from
the rest by subtraction: along a generation, and along a column down to its sum.
"""

from dataclasses import dataclass

from training.cascade.figures import Figures

FEWEST = 5
# A generation parts into three; the last cell of its line is their sum.
PARTS = ("still_there", "left", "not_known")
COLUMNS = (*PARTS, "persons")
Cell = tuple[int, int]


def is_too_few(number: int) -> bool:
    return 0 < number < FEWEST


@dataclass(frozen=True)
class Hidden:
    """Names of what is hidden in one line of the table."""

    names: frozenset[str] = frozenset()

    def __contains__(self, name: str) -> bool:
        return name in self.names


def hide(lines: list[Figures], total: Figures) -> list[Hidden]:
    """What is hidden of each line, the sum's as the last."""
    table = [*lines, total]
    cells = _hidden_cells([[getattr(line, name) for name in COLUMNS] for line in table])
    names: list[set[str]] = [
        {COLUMNS[column] for row, column in cells if row == number} for number in range(len(table))
    ]
    _hide_along(names, [line.scored_persons for line in table], "scores")
    _hide_along(names, [_fewer_answers(line) for line in table], "answers")
    for own in names:
        if own & {"persons", "left"}:
            own.add("net")
    return [Hidden(frozenset(own)) for own in names]


def _fewer_answers(line: Figures) -> int:
    """The smaller of those who answered and those who did not, where it is any."""
    return min((n for n in (line.answered, line.asked - line.answered) if n), default=0)


def _hide_along(names: list[set[str]], numbers: list[int], name: str) -> None:
    """Hides a column with its sum where one line alone, or too few, would follow from it."""
    own, total = numbers[:-1], len(numbers) - 1
    hidden = [number for number, value in enumerate(own) if is_too_few(value)]
    for number in hidden:
        names[number].add(name)
    follows = len(hidden) == 1 or is_too_few(sum(own[number] for number in hidden))
    if follows or is_too_few(numbers[total]):
        names[total].add(name)


def _hidden_cells(grid: list[list[int]]) -> set[Cell]:
    """Cells of `grid`, sums in its last row and column, that are hidden or hide another."""
    rows, last = len(grid), len(COLUMNS) - 1
    cells = {(r, c) for r in range(rows) for c in range(last + 1) if is_too_few(grid[r][c])}
    # That all of a few left, or none, says something of each of them.
    cells |= {(r, c) for r, _sum in cells if (r, last) in cells for c in range(last)}
    lines = [[(r, c) for c in range(last + 1)] for r in range(rows)]
    lines += [[(r, c) for r in range(rows)] for c in range(last + 1)]
    is_settled = False
    while not is_settled:
        more = {cell for line in lines if (cell := _one_more(line, grid, cells)) is not None}
        is_settled = not more
        cells |= more
    return cells


def _one_more(line: list[Cell], grid: list[list[int]], cells: set[Cell]) -> Cell | None:
    """The cell to hide besides, where one hidden in `line` follows from what is shown."""
    *parts, total = line
    hidden = [cell for cell in line if cell in cells]
    of_parts = sum(grid[r][c] for r, c in parts if (r, c) in cells)
    follows = len(hidden) == 1 or (total not in cells and of_parts < FEWEST)
    if not hidden or not follows:
        return None
    shown = [cell for cell in parts if cell not in cells]
    if not shown:
        return total if total not in cells else None
    return min(shown, key=lambda cell: (grid[cell[0]][cell[1]] == 0, grid[cell[0]][cell[1]], cell))
