"""The states of everything that moves in this room, and who may make each move, as data.

The README draws its tables from `TABLES`.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from pages.moving import Table, move


class Party(models.TextChoices):
    """Who makes a move: in a plan the programme and its associations, in a partnership who
    coordinates it and its partners.
    """

    PROGRAMME = "programme", pgettext_lazy("country plan", "the programme")
    KEEPER = "keeper", pgettext_lazy("partnership", "who coordinates it")
    PARTNER = "partner", pgettext_lazy("partnership", "a partner")
    ASSOCIATION = "association", pgettext_lazy("country plan", "an association of the plan")
    SITE = "site", pgettext_lazy("country plan", "the site")


class PlanState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("country plan", "A draft")
    SIGNING = "signing", pgettext_lazy("country plan", "To be signed")
    AGREED = "agreed", pgettext_lazy("country plan", "Agreed")
    CLOSED = "closed", pgettext_lazy("country plan", "Closed")


class ContractState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("contract", "A draft")
    SIGNING = "signing", pgettext_lazy("contract", "To be signed")
    SIGNED = "signed", pgettext_lazy("contract", "Signed")
    REPLACED = "replaced", pgettext_lazy("contract", "Replaced by an amendment")


class FigureState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("figure", "A draft")
    PENDING = "pending", pgettext_lazy("figure", "To be approved")
    RETURNED = "returned", pgettext_lazy("figure", "Returned")
    APPROVED = "approved", pgettext_lazy("figure", "Approved")


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

_C = ContractState
_KEEPER, _PARTNER = {Party.KEEPER}, {Party.PARTNER}
DRAW_UP = move("draw up", set(), _C.DRAFT, _KEEPER)
OFFER_CONTRACT = move("offer for signing", {_C.DRAFT}, _C.SIGNING, _KEEPER)
TAKE_BACK = move("take back", {_C.SIGNING}, _C.DRAFT, _KEEPER)
SIGN_CONTRACT = move("sign", {_C.SIGNING}, _C.SIGNING, _PARTNER)
# In the transaction of the last signature.
CONCLUDE = move("conclude", {_C.SIGNING}, _C.SIGNED, {Party.SITE})
# In the transaction in which its amendment is concluded.
REPLACE = move("replace", {_C.SIGNED}, _C.REPLACED, {Party.SITE})

_F = FigureState
_PROGRAMME = {Party.PROGRAMME}
WRITE_FIGURE = move("write", set(), _F.DRAFT, _KEEPER)
HAND_IN = move("hand in", {_F.DRAFT, _F.RETURNED}, _F.PENDING, _KEEPER)
RETURN = move("return", {_F.PENDING}, _F.RETURNED, _PROGRAMME)
# Not by who wrote it: a second person looks at each figure.
APPROVE = move("approve", {_F.PENDING}, _F.APPROVED, _PROGRAMME)

TABLES: dict[str, Table] = {
    "country plan": (PlanState, (WRITE, OFFER, SIGN, AGREE, REOPEN, CLOSE)),
    "contract": (
        ContractState,
        (DRAW_UP, OFFER_CONTRACT, TAKE_BACK, SIGN_CONTRACT, CONCLUDE, REPLACE),
    ),
    "figure": (FigureState, (WRITE_FIGURE, HAND_IN, RETURN, APPROVE)),
}
