"""The states of a duty and of its evidence, and who may make each move, as data (decision 0024).

The README draws its tables from `TABLES`. Late is no state: it is a matter of the day.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy


class Party(models.TextChoices):
    """Who makes a move. `HOLDER` owes it; `KEEPER` looks after its holder."""

    HOLDER = "holder", pgettext_lazy("duty", "who owes it")
    KEEPER = "keeper", pgettext_lazy("duty", "supervisor, contact or association")
    PROGRAMME = "programme", pgettext_lazy("duty", "programme")
    SITE = "site", pgettext_lazy("duty", "the site")


class DutyState(models.TextChoices):
    OPEN = "open", pgettext_lazy("duty", "Open")
    KEPT = "kept", pgettext_lazy("duty", "Kept")
    WAIVED = "waived", pgettext_lazy("duty", "Waived")


class EvidenceState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("evidence", "Waits for a confirmation")
    CONFIRMED = "confirmed", pgettext_lazy("evidence", "Confirmed")
    REFUSED = "refused", pgettext_lazy("evidence", "Not confirmed")


@dataclass(frozen=True)
class Move:
    """A step that `by` may take from any state of `since`; none where it makes it."""

    name: str
    since: frozenset[str]
    to: str
    by: frozenset[str]


def _move(name: str, since: set[str], to: str, by: set[str]) -> Move:
    return Move(name, frozenset(since), str(to), frozenset(map(str, by)))


_D = DutyState
OPEN = _move("open", set(), _D.OPEN, {Party.SITE})
# From the person to the organisation; it stays open, and its day stays.
HAND_OVER = _move("hand over", {_D.OPEN}, _D.OPEN, {Party.HOLDER, Party.KEEPER, Party.SITE})
# In the transaction that confirms its evidence.
KEEP = _move("keep", {_D.OPEN}, _D.KEPT, {Party.KEEPER})
WAIVE = _move("waive", {_D.OPEN}, _D.WAIVED, {Party.KEEPER, Party.PROGRAMME})

_E = EvidenceState
OFFER = _move("offer", set(), _E.PROPOSED, {Party.HOLDER})
CONFIRM = _move("confirm", {_E.PROPOSED}, _E.CONFIRMED, {Party.KEEPER})
REFUSE = _move("not confirm", {_E.PROPOSED}, _E.REFUSED, {Party.KEEPER})

TABLES: dict[str, tuple[type[models.TextChoices], tuple[Move, ...]]] = {
    "duty": (DutyState, (OPEN, HAND_OVER, KEEP, WAIVE)),
    "evidence": (EvidenceState, (OFFER, CONFIRM, REFUSE)),
}
COUNTING = (EvidenceState.PROPOSED.value, EvidenceState.CONFIRMED.value)


def drawn() -> Iterator[str]:
    """The tables as lines of Markdown, for the README."""
    for noun, (_states, moves) in TABLES.items():
        yield f"| {noun}: move | from | to | by |"
        yield "|---|---|---|---|"
        for move in moves:
            since = ", ".join(sorted(move.since)) or "–"
            yield f"| {move.name} | {since} | {move.to} | {', '.join(sorted(move.by))} |"
        yield ""
