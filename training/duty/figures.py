"""How duties stand in an organisation, an association and the programme; nothing names anybody.

A figure of one to four is not told. Nor is a sum that gives such a figure away when what is told is
taken off it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from people.models import Organisation
from people.querysets import members_of_today
from people.readings import FEWEST_SHOWN
from training.duty.states import DutyState, EvidenceState
from training.models import Duty

CELLS = ("open", "late", "kept", "waived", "waiting")
MOST_NAMED = 3


@dataclass(frozen=True)
class Line:
    """A row of the table; each cell is a number, or None where it is not told."""

    organisation: Organisation | None
    cells: dict[str, int | None]


@dataclass(frozen=True)
class Standing:
    """All of it together, its members, and who inspired most."""

    total: Line
    members: Sequence[Line]
    inspiring: Sequence[Line]
    is_hidden: bool


def shown(number: int) -> int | None:
    """The number, or None for one to four."""
    return number if number == 0 or number >= FEWEST_SHOWN else None


def standing_of(organisation: Organisation | None) -> Standing:
    """Of one organisation, of an association with its members, or (None) of all; few queries."""
    duties = Duty.objects.all()
    members: list[Organisation] = []
    if organisation is None:
        members = list(Organisation.objects.filter(duties__isnull=False).distinct())
    else:
        joined = members_of_today([organisation.pk])
        members = list(Organisation.objects.filter(pk__in=joined))
        duties = duties.filter(organisation__in=[organisation, *members])
    counted = _counted(duties)
    own = sorted(members, key=lambda one: (one.name, one.pk))
    lines = [_line(one, counted.get(one.pk, Counter())) for one in own]
    sums: Counter[str] = Counter()
    for figures in counted.values():
        sums.update(figures)
    total = Line(organisation, {cell: _sum_shown(cell, sums, lines) for cell in CELLS})
    return Standing(total, [line for line in lines if any_told(line)], _best(lines), _hides(total))


def any_told(line: Line) -> bool:
    """Whether a row says more than nothing."""
    return any(line.cells.values()) or None in line.cells.values()


def _hides(line: Line) -> bool:
    return None in line.cells.values()


def _counted(duties: QuerySet[Duty]) -> dict[int | None, Counter[str]]:
    """For each organisation the number of duties by how they stand; two queries."""
    today = timezone.localdate()
    is_open = Q(state=DutyState.OPEN)
    waits = Q(state=DutyState.OPEN, evidence__state=EvidenceState.PROPOSED)
    numbers: dict[str, Any] = {
        "open": Count("pk", filter=is_open & Q(due_on__gte=today), distinct=True),
        "late": Count("pk", filter=is_open & Q(due_on__lt=today), distinct=True),
        "kept": Count("pk", filter=Q(state=DutyState.KEPT), distinct=True),
        "waived": Count("pk", filter=Q(state=DutyState.WAIVED), distinct=True),
        "waiting": Count("pk", filter=waits, distinct=True),
    }
    rows: Any = duties.order_by().values("organisation_id").annotate(**numbers)
    return {row["organisation_id"]: Counter({cell: row[cell] for cell in CELLS}) for row in rows}


def _line(organisation: Organisation, figures: Counter[str]) -> Line:
    return Line(organisation, {cell: shown(figures[cell]) for cell in CELLS})


def _sum_shown(cell: str, sums: Counter[str], lines: Iterable[Line]) -> int | None:
    """The sum, where neither it nor what it leaves for the rows that are not told says too much."""
    told = [line.cells[cell] for line in lines]
    hidden = told.count(None)
    rest = sums[cell] - sum(number or 0 for number in told)
    # What is left for several rows of one to four: at its least or most it gives each of them away.
    is_pinned = hidden > 0 and rest in (hidden, hidden * (FEWEST_SHOWN - 1))
    if 0 < rest < FEWEST_SHOWN or is_pinned:
        return None
    return shown(sums[cell])


def _best(lines: Iterable[Line]) -> list[Line]:
    """Who passed on most, where it may be told."""
    told = [line for line in lines if line.cells["kept"]]
    return sorted(told, key=lambda line: -(line.cells["kept"] or 0))[:MOST_NAMED]
