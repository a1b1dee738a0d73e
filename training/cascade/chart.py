"""The chart of a cascade: bars that are told apart by their pattern, with every number beside."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import get_language_bidi

from training.cascade.tables import Line

WIDTH, ROW, TOP, BAR = 360, 46, 4, 16
FULL = 270
KINDS = ("still_there", "not_known", "left")


@dataclass(frozen=True)
class Bar:
    kind: str
    x: float
    width: float


@dataclass(frozen=True)
class ChartRow:
    """One generation: its words at `text_y`, its bars at `bar_y`, its number at `number_x`."""

    label: str
    number: str
    text_y: int
    bar_y: int
    number_y: int
    number_x: float
    bars: list[Bar]


@dataclass(frozen=True)
class Chart:
    height: int
    begin: int
    rows: list[ChartRow]
    width: int = WIDTH
    bar: int = BAR

    @property
    def is_any_together(self) -> bool:
        return any(bar.kind == "together" for row in self.rows for bar in row.bars)


def chart_of(lines: list[Line]) -> Chart | None:
    """The generations as bars, from right to left where the language is; None without any."""
    own = [line for line in lines if line.figures.generation is not None]
    largest = max((line.figures.persons for line in own if _is_shown(line)), default=0)
    if not own or not largest:
        return None
    is_mirrored = get_language_bidi()
    rows = [_row(line, TOP + place * ROW, largest, is_mirrored) for place, line in enumerate(own)]
    return Chart(TOP + len(own) * ROW, WIDTH if is_mirrored else 0, rows)


def _is_shown(line: Line) -> bool:
    return "persons" not in line.hidden


def _row(line: Line, top: int, largest: int, is_mirrored: bool) -> ChartRow:
    at, bars = 0.0, []
    for kind, number in _parts(line):
        width = round(FULL * number / largest, 2)
        if width:
            bars.append(Bar(kind, round(WIDTH - at - width if is_mirrored else at, 2), width))
        at += width
    beside = at + 6
    value = line.value("persons")
    return ChartRow(
        label=line.label,
        number=value if isinstance(value, str) else number_format(line.figures.persons),
        text_y=top + 13,
        bar_y=top + 19,
        number_y=top + 31,
        number_x=round(WIDTH - beside if is_mirrored else beside, 2),
        bars=bars,
    )


def _parts(line: Line) -> list[tuple[str, int]]:
    if not _is_shown(line):
        return []
    if any(kind in line.hidden for kind in KINDS):
        return [("together", line.figures.persons)]
    return [(kind, getattr(line.figures, kind)) for kind in KINDS]
