"""The states of everything that moves in this room, and who may make each move, as data.

The README draws its tables from `TABLES`.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from pages.moving import Table, move


class Party(models.TextChoices):
    """Who makes a move: the programme drafts a plan, its associations sign it."""

    PROGRAMME = "programme", pgettext_lazy("country plan", "the programme")
    ASSOCIATION = "association", pgettext_lazy("country plan", "an association of the plan")
    SITE = "site", pgettext_lazy("country plan", "the site")


class PlanState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("country plan", "A draft")
    SIGNING = "signing", pgettext_lazy("country plan", "To be signed")
    AGREED = "agreed", pgettext_lazy("country plan", "Agreed")
    CLOSED = "closed", pgettext_lazy("country plan", "Closed")


class RiskParty(models.TextChoices):
    """Who writes a risk: its coordinators and named readers; of what is confidential the latter."""

    WRITER = "writer", pgettext_lazy("risk", "who writes it")
    SITE = "site", pgettext_lazy("risk", "the site")


class RiskState(models.TextChoices):
    OPEN = "open", pgettext_lazy("risk", "Open")
    MITIGATED = "mitigated", pgettext_lazy("risk", "Mitigated")
    ACCEPTED = "accepted", pgettext_lazy("risk", "Accepted")
    CLOSED = "closed", pgettext_lazy("risk", "Closed")


_P = PlanState
WRITE = move("write", set(), _P.DRAFT, {Party.PROGRAMME})
# A version is kept: what is signed is what was read.
OFFER = move("offer for signing", {_P.DRAFT}, _P.SIGNING, {Party.PROGRAMME})
SIGN = move("sign", {_P.SIGNING}, _P.SIGNING, {Party.ASSOCIATION})
# In the transaction of the last signature.
AGREE = move("agree", {_P.SIGNING}, _P.AGREED, {Party.SITE})
# What was signed stays as it was; the next version begins unsigned.
REOPEN = move("draft anew", {_P.SIGNING, _P.AGREED}, _P.DRAFT, {Party.PROGRAMME})
CLOSE = move("close", {_P.AGREED}, _P.CLOSED, {Party.PROGRAMME})

_R, _WRITER = RiskState, {RiskParty.WRITER}
RAISE = move("raise", set(), _R.OPEN, {RiskParty.WRITER, RiskParty.SITE})
MITIGATE = move("mitigate", {_R.OPEN}, _R.MITIGATED, _WRITER)
ACCEPT = move("accept", {_R.OPEN}, _R.ACCEPTED, _WRITER)
CLOSE_RISK = move("close", {_R.MITIGATED, _R.ACCEPTED}, _R.CLOSED, _WRITER)
OPEN_AGAIN = move("open again", {_R.MITIGATED, _R.ACCEPTED, _R.CLOSED}, _R.OPEN, _WRITER)
# What a writer may do with a risk that is there, in the order of its buttons.
RISK_MOVES = (MITIGATE, ACCEPT, CLOSE_RISK, OPEN_AGAIN)

TABLES: dict[str, Table] = {
    "country plan": (PlanState, (WRITE, OFFER, SIGN, AGREE, REOPEN, CLOSE)),
    "risk": (RiskState, (RAISE, *RISK_MOVES)),
}
