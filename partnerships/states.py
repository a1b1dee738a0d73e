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

TABLES: dict[str, Table] = {
    "country plan": (PlanState, (WRITE, OFFER, SIGN, AGREE, REOPEN, CLOSE)),
}
