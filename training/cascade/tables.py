"""The figures as tables of words: on the page, and as numbers in the files."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.spreadsheets import Value
from training.cascade.figures import Figures
from training.cascade.hiding import Hidden, hide


@dataclass(frozen=True)
class Line:
    """A generation or the sum, what is hidden of it, and the generation before it."""

    figures: Figures
    hidden: Hidden
    before: "Line | None" = None

    @property
    def label(self) -> str:
        generation = self.figures.generation
        if generation is None:
            return pgettext("training figures", "All")
        if generation == 0:
            return _("Not verified (0)")
        return _("Generation %(number)s") % {"number": number_format(generation)}

    def value(self, name: str) -> Value:
        """A number, None where there is none, or the word for what is hidden."""
        if _is_hidden(name, self):
            return pgettext("figure", "hidden")
        computed = _COMPUTED.get(name)
        number: Value = computed(self) if computed else getattr(self.figures, name)
        return number


@dataclass(frozen=True)
class Table:
    """A caption, the heads of its columns, and rows of which the first cell is the head."""

    key: str
    caption: str
    heads: list[str]
    rows: list[list[str]]


def lines_from(lines: list[Figures], total: Figures, is_exact: bool) -> list[Line]:
    """The lines with what is hidden of each; the sum is the last."""
    hidden = [Hidden()] * (len(lines) + 1) if is_exact else hide(lines, total)
    made: list[Line] = []
    for figures, own in zip(lines, hidden, strict=False):
        made.append(Line(figures, own, made[-1] if made else None))
    return [*made, Line(total, hidden[-1])]


def _is_hidden(name: str, line: Line) -> bool:
    column = _HIDDEN_WITH.get(name, name)
    if column in line.hidden:
        return True
    before = line.before
    return bool(name in ("drop_off", "held") and before is not None and column in before.hidden)


def _drop_off(line: Line) -> Value:
    """By how many per cent fewer (or more) learnt than in the generation before."""
    if line.before is None or not line.before.figures.persons:
        return None
    was = line.before.figures.persons
    return round(100 * (line.figures.persons - was) / was)


def _held(line: Line) -> Value:
    """What the mean at the end gained or lost against the generation before."""
    after, was = line.figures.after, line.before.figures.after if line.before else None
    return None if after is None or was is None else round(after - was, 1)


def _mean(of: float | None) -> Value:
    return None if of is None else round(of, 1)


def _rate(line: Line) -> Value:
    asked = line.figures.asked
    return round(100 * line.figures.answered / asked) if asked else None


_COMPUTED: dict[str, Callable[[Line], Value]] = {
    "drop_off": _drop_off,
    "held": _held,
    "score_before": lambda line: _mean(line.figures.before),
    "score_after": lambda line: _mean(line.figures.after),
    "rate": _rate,
}
_HIDDEN_WITH = {
    "drop_off": "persons",
    "held": "scores",
    "score_before": "scores",
    "score_after": "scores",
    "rate": "answers",
    "asked": "answers",
    "answered": "answers",
}
_PERCENT, _SIGNED = {"drop_off", "rate"}, {"drop_off", "held"}


def columns() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Tables: a key, a caption, and what stands in the columns."""
    persons = _("Persons")
    return [
        (
            "reach",
            _("How far it travelled"),
            [
                ("events", _("Trainings")),
                ("persons", persons),
                ("drop_off", _("Against the generation before")),
                ("towns", _("Local governments reached")),
                ("unnamed", _("Besides, unnamed")),
            ],
        ),
        (
            "stay",
            _("Who is still there"),
            [
                ("persons", persons),
                ("left", _("Left")),
                ("net", _("Net of those who left")),
                ("still_there", _("Of these known to be there")),
                ("not_known", _("Of these not known")),
                ("rate", _("Questions afterwards that were answered")),
            ],
        ),
        (
            "scores",
            _("What was learnt, in per cent of the test"),
            [
                ("score_before", _("Before, on average")),
                ("score_after", _("After, on average")),
                ("held", _("After, against the generation before")),
                ("rate", _("Questions afterwards that were answered")),
            ],
        ),
    ]


def tables_of(lines: list[Line]) -> list[Table]:
    head = _("Generation")
    return [
        Table(
            key,
            caption,
            [head, *(label for _name, label in cells)],
            [[line.label, *(_words(line, name) for name, _label in cells)] for line in lines],
        )
        for key, caption, cells in columns()
    ]


def _words(line: Line, name: str) -> str:
    value = line.value(name)
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    written = number_format(abs(value), 1 if isinstance(value, float) else None)
    if name in _SIGNED:
        written = ("−" if value < 0 else "+" if value > 0 else "±") + written
    if name in _PERCENT:
        written = _("%(number)s %%") % {"number": written}
    # From left to right, sign first, in Arabic too.
    return f"\u2066{written}\u2069" if name in _SIGNED else written


def sheet_of(lines: list[Line]) -> list[list[Value]]:
    """All columns in one sheet: a row of heads, then numbers or the word for hidden."""
    named: dict[str, str] = {}
    for _key, _caption, cells in columns():
        named.update(cells)
    named |= {"asked": _("Questions sent afterwards"), "answered": _("Answers")}
    heads: list[Value] = [_("Generation"), *named.values()]
    return [heads, *([line.label, *(line.value(name) for name in named)] for line in lines)]
