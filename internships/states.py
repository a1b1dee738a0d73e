"""The states of everything that moves in this room, and who may make each move, as data.

Reviewed in decision 0022; site/states.md is drawn from `TABLES`.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from pages.moving import Table, move


class Party(models.TextChoices):
    """Who makes a move: the person, those who answer for where they work, or for the host."""

    PERSON = "person", pgettext_lazy("placement", "the person")
    SENDER = "sender", pgettext_lazy("placement", "the sending organisation")
    HOST = "host", pgettext_lazy("placement", "the host")
    SITE = "site", pgettext_lazy("placement", "the site")


class OfferState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("host offer", "A draft")
    OPEN = "open", pgettext_lazy("host offer", "Open")
    CLOSED = "closed", pgettext_lazy("host offer", "Closed")


class ApplicationState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("application", "A draft")
    SUBMITTED = "submitted", pgettext_lazy("application", "Sent in")
    SHORTLISTED = "shortlisted", pgettext_lazy("application", "On the shortlist")
    WAITING = "waiting", pgettext_lazy("application", "On the waiting list")
    ACCEPTED = "accepted", pgettext_lazy("application", "Accepted")
    DECLINED = "declined", pgettext_lazy("application", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "Withdrawn")


class PlacementState(models.TextChoices):
    AGREEING = "agreeing", pgettext_lazy("placement", "To be agreed")
    UNDER_WAY = "under-way", pgettext_lazy("placement", "Under way")
    ENDED = "ended", pgettext_lazy("placement", "Ended")


class ProblemState(models.TextChoices):
    OPEN = "open", pgettext_lazy("problem", "Open")
    SETTLED = "settled", pgettext_lazy("problem", "Settled")


_PERSON, _HOST, _SENDER = {Party.PERSON}, {Party.HOST}, {Party.SENDER}
_ALL = {Party.PERSON, Party.SENDER, Party.HOST}

_O = OfferState
WRITE = move("write", set(), _O.DRAFT, _HOST)
PUBLISH = move("publish", {_O.DRAFT, _O.CLOSED}, _O.OPEN, _HOST)
# By the site when its time has come.
CLOSE = move("close", {_O.OPEN}, _O.CLOSED, {Party.HOST, Party.SITE})

_A = ApplicationState
BEGIN = move("begin", set(), _A.DRAFT, _PERSON)
# Once, and complete.
SUBMIT = move("send in", {_A.DRAFT}, _A.SUBMITTED, _PERSON)
SHORTLIST = move("shortlist", {_A.SUBMITTED}, _A.SHORTLISTED, _HOST)
ACCEPT = move("accept", {_A.SUBMITTED, _A.SHORTLISTED, _A.WAITING}, _A.ACCEPTED, _HOST)
# Where no place is left.
PUT_ON_WAITING = move("put on the waiting list", {_A.SUBMITTED, _A.SHORTLISTED}, _A.WAITING, _HOST)
# In the transaction in which a place is free again: the first of those who wait.
MOVE_UP = move("move up", {_A.WAITING}, _A.ACCEPTED, {Party.SITE})
DECLINE = move("decline", {_A.SUBMITTED, _A.SHORTLISTED, _A.WAITING}, _A.DECLINED, _HOST)
WITHDRAW = move(
    "withdraw",
    {_A.SUBMITTED, _A.SHORTLISTED, _A.WAITING, _A.ACCEPTED},
    _A.WITHDRAWN,
    _PERSON,
)

_P = PlacementState
AGREE_ON = move("begin to agree", set(), _P.AGREEING, _HOST)
# A change takes back what the others had confirmed.
WRITE_AGREEMENT = move("write the agreement", {_P.AGREEING}, _P.AGREEING, _ALL)
# Once all three have.
CONFIRM = move("confirm", {_P.AGREEING}, _P.UNDER_WAY, _ALL)
END = move("end", {_P.AGREEING, _P.UNDER_WAY}, _P.ENDED, {*_ALL, Party.SITE})

_Q = ProblemState
TELL = move("tell of a problem", set(), _Q.OPEN, _PERSON)
SETTLE = move("settle", {_Q.OPEN}, _Q.SETTLED, _SENDER)

TABLES: dict[str, Table] = {
    "host offer": (OfferState, (WRITE, PUBLISH, CLOSE)),
    "application": (
        ApplicationState,
        (BEGIN, SUBMIT, SHORTLIST, ACCEPT, PUT_ON_WAITING, MOVE_UP, DECLINE, WITHDRAW),
    ),
    "placement": (PlacementState, (AGREE_ON, WRITE_AGREEMENT, CONFIRM, END)),
    "problem": (ProblemState, (TELL, SETTLE)),
}
DECIDED = (ApplicationState.DECLINED.value, ApplicationState.WITHDRAWN.value)
# What a host sees of: drafts are their writer's alone.
SENT_IN = tuple(one.value for one in ApplicationState if one != ApplicationState.DRAFT)
