"""Whether a value can be: by its kind, its parts, and what the organisation said before."""

from dataclasses import dataclass, field
from decimal import Decimal, DivisionByZero, InvalidOperation

from django.utils.translation import gettext as _

from benchmarking.figures import shown_figure
from benchmarking.models import IndicatorVersion, Shape, ValueKind

LARGEST = Decimal(10) ** 15
PLACES, CENTS = Decimal("0.0001"), Decimal("0.01")
# A figure that was rounded agrees with its parts as far as this.
ROUNDED = Decimal("0.5")


@dataclass
class Said:
    """What was written of one indicator; `faults` are by the name of a field."""

    kind: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    figure: Decimal | None = None
    note: str = ""
    source: str = ""
    faults: dict[str, str] = field(default_factory=dict)


def computed(version: IndicatorVersion, numerator: Decimal, denominator: Decimal) -> Decimal:
    """The figure by its parts."""
    times = 100 if version.shape == Shape.SHARE else 1
    return (numerator * times / denominator).quantize(PLACES)


def judge(said: Said, version: IndicatorVersion, before: Decimal | None) -> Said:
    """Fill in the figure by its parts, and name what cannot be; `before` is its last figure."""
    if said.kind != ValueKind.FIGURE:
        if any(one is not None for one in (said.numerator, said.denominator, said.figure)):
            said.faults["kind"] = _("There is a number. Choose “a figure”, or empty it.")
        return said
    for name in ("numerator", "denominator", "figure"):
        number = getattr(said, name)
        if number is not None and (number < 0 or number >= LARGEST):
            said.faults[name] = _("Write a number from 0 on.")
    if said.faults:
        return said
    _judge_parts(said, version)
    if not said.faults:
        _judge_size(said, version, before)
    return said


def _judge_parts(said: Said, version: IndicatorVersion) -> None:
    if not version.has_parts:
        said.numerator = said.denominator = None
        if said.figure is None:
            said.faults["figure"] = _("Write the figure; zero is one.")
        return
    if said.numerator is None or said.denominator is None:
        name = "numerator" if said.numerator is None else "denominator"
        said.faults[name] = _("Write both parts; zero is a number.")
        return
    # As they are kept: what is judged is what stands there afterwards.
    said.numerator, said.denominator = (
        part.quantize(CENTS) for part in (said.numerator, said.denominator)
    )
    if said.denominator == 0:
        said.faults["denominator"] = _("Nothing can be divided by zero. Does it apply to you?")
        return
    try:
        by_parts = computed(version, said.numerator, said.denominator)
    except (InvalidOperation, DivisionByZero):
        by_parts = LARGEST
    if by_parts >= LARGEST:
        said.faults["numerator"] = _("Check the two parts: what they give is too large.")
    elif said.figure is not None and abs(said.figure - by_parts) > ROUNDED:
        words = {"figure": shown_figure(by_parts, version.unit)}
        said.faults["figure"] = _("By its parts it is %(figure)s. Check the three.") % words
    else:
        said.figure = by_parts


def _judge_size(said: Said, version: IndicatorVersion, before: Decimal | None) -> None:
    """What is unlikely is kept with a word about it."""
    figure = said.figure or Decimal(0)
    if said.note:
        return
    if version.shape == Shape.SHARE and figure > 100:
        said.faults["note"] = _("It is more than the whole. Check it; if it is right, say why.")
    elif before is not None and (figure * 2 < before or figure > before * 2):
        words = {"figure": shown_figure(before, version.unit)}
        said.faults["note"] = (
            _("Last time it was %(figure)s. Check it; if it is right, say why.") % words
        )
