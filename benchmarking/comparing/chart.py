"""Charts of a comparison, made on the server, told apart without colour; a table stands beside.

Both are mirrored where the language runs from right to left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language_bidi

from benchmarking.comparing.standing import Spread
from benchmarking.figures import shown_figure, shown_number

WIDTH, MARGIN = 360, 16
BAR, GAP, TOP = 16, 30, 4
FULL = 240
MOST_PERIODS = 8


@dataclass(frozen=True)
class Range:
    """A line from the least to the most, a box from quartile to quartile, marks on it."""

    least_x: float
    most_x: float
    box_x: float
    box_width: float
    median_x: float
    own_x: float | None
    least: str
    most: str
    width: int = WIDTH


@dataclass(frozen=True)
class Bar:
    """One period."""

    label: str
    number: str
    x: float
    width: float
    text_x: float
    y: int
    text_y: int
    number_x: float


@dataclass(frozen=True)
class Trend:
    bars: list[Bar]
    height: int
    width: int = WIDTH
    bar: int = BAR


def range_of(
    spread: Spread | None, own: Decimal | None, figures: Iterable[Decimal], unit: str
) -> Range | None:
    """None where there are not two different figures to lie between."""
    known = sorted(figures)
    if spread is None or not known or known[0] == known[-1]:
        return None
    least, most = known[0], known[-1]
    is_mirrored = get_language_bidi()

    def place(figure: Decimal) -> float:
        share = float((figure - least) / (most - least))
        at = MARGIN + share * (WIDTH - 2 * MARGIN)
        return round(WIDTH - at if is_mirrored else at, 2)

    box = (0.0, 0.0)
    if spread.lower is not None and spread.upper is not None:
        box = (place(spread.lower), place(spread.upper))
    return Range(
        least_x=place(least),
        most_x=place(most),
        box_x=min(box),
        box_width=round(max(box) - min(box), 2),
        median_x=place(spread.median),
        own_x=place(own) if own is not None else None,
        least=shown_number(least),
        most=shown_number(most),
    )


def trend_of(history: list[tuple[str, Decimal]], unit: str) -> Trend | None:
    """The last periods; None for fewer than two."""
    own = history[-MOST_PERIODS:]
    largest = max((figure for _period, figure in own), default=Decimal(0))
    if len(own) < 2 or not largest:
        return None
    is_mirrored = get_language_bidi()
    bars = []
    for number, (period, figure) in enumerate(own):
        width = round(float(figure / largest) * FULL, 2)
        beside = width + 6
        top = TOP + number * (BAR + GAP)
        bars.append(
            Bar(
                label=period,
                number=shown_figure(figure, unit),
                x=round(WIDTH - width, 2) if is_mirrored else 0,
                width=width,
                text_x=WIDTH if is_mirrored else 0,
                y=top + 19,
                text_y=top + 13,
                number_x=round(WIDTH - beside if is_mirrored else beside, 2),
            )
        )
    return Trend(bars, TOP + len(own) * (BAR + GAP))
