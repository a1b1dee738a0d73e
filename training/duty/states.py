"""The states of a duty and of its evidence, and who may make each move, as data (decision 0024).

site/states.md is drawn from `TABLES`. Late is no state: it is a matter of the day.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from pages.moving import Table, move


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


_D = DutyState
OPEN = move("open", set(), _D.OPEN, {Party.SITE})
# From the person to the organisation; it stays open, and its day stays.
HAND_OVER = move("hand over", {_D.OPEN}, _D.OPEN, {Party.HOLDER, Party.KEEPER, Party.SITE})
# In the transaction that confirms its evidence.
KEEP = move("keep", {_D.OPEN}, _D.KEPT, {Party.KEEPER})
WAIVE = move("waive", {_D.OPEN}, _D.WAIVED, {Party.KEEPER, Party.PROGRAMME})

_E = EvidenceState
OFFER = move("offer", set(), _E.PROPOSED, {Party.HOLDER})
CONFIRM = move("confirm", {_E.PROPOSED}, _E.CONFIRMED, {Party.KEEPER})
REFUSE = move("not confirm", {_E.PROPOSED}, _E.REFUSED, {Party.KEEPER})

TABLES: dict[str, Table] = {
    "duty": (DutyState, (OPEN, HAND_OVER, KEEP, WAIVE)),
    "evidence": (EvidenceState, (OFFER, CONFIRM, REFUSE)),
}
COUNTING = (EvidenceState.PROPOSED.value, EvidenceState.CONFIRMED.value)
