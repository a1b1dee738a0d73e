"""The states of everything that moves in this room, and who may make each move, as data.

Reviewed in decision 0026; site/states.md is drawn from `TABLES`.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from pages.moving import Table, move


class Party(models.TextChoices):
    """Who makes a move: who answers for the convener, or for an organisation that takes part."""

    CONVENER = "convener", pgettext_lazy("benchmark", "the convener")
    PARTICIPANT = "participant", pgettext_lazy("benchmark", "a participant")
    SITE = "site", pgettext_lazy("benchmark", "the site")


class BenchmarkState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("benchmark", "A draft")
    OPEN = "open", pgettext_lazy("benchmark", "Under way")
    ENDED = "ended", pgettext_lazy("benchmark", "Ended")


class ParticipationState(models.TextChoices):
    INVITED = "invited", pgettext_lazy("participant", "Invited")
    JOINED = "joined", pgettext_lazy("participant", "Takes part")
    LEFT = "left", pgettext_lazy("participant", "Has left")


class VersionState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("indicator", "Proposed")
    ADOPTED = "adopted", pgettext_lazy("indicator", "Adopted")
    REPLACED = "replaced", pgettext_lazy("indicator", "Replaced")
    WITHDRAWN = "withdrawn", pgettext_lazy("indicator", "Withdrawn")


class RoundState(models.TextChoices):
    COLLECT = "collect", pgettext_lazy("round", "Collect")
    COMPARE = "compare", pgettext_lazy("round", "Compare")
    LEARN = "learn", pgettext_lazy("round", "Learn")
    IMPROVE = "improve", pgettext_lazy("round", "Improve")
    CLOSED = "closed", pgettext_lazy("round", "Closed")


class ValueState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("value", "A draft")
    SENT = "sent", pgettext_lazy("value", "Sent, not confirmed yet")
    CONFIRMED = "confirmed", pgettext_lazy("value", "Confirmed by a second person")
    ACCEPTED = "accepted", pgettext_lazy("value", "Accepted by the convener, not confirmed")


_CONVENER, _PARTICIPANT = {Party.CONVENER}, {Party.PARTICIPANT}

_B = BenchmarkState
WRITE = move("write", set(), _B.DRAFT, _CONVENER)
OPEN = move("open", {_B.DRAFT, _B.ENDED}, _B.OPEN, _CONVENER)
# Not while a round is going on.
END = move("end", {_B.OPEN}, _B.ENDED, _CONVENER)

_P = ParticipationState
# Who has left may be asked again.
INVITE = move("invite", {_P.LEFT}, _P.INVITED, _CONVENER)
# With a named data contact and the promise; without an invitation where the group is open.
JOIN = move("join", {_P.INVITED, _P.LEFT}, _P.JOINED, _PARTICIPANT)
LEAVE = move("leave", {_P.INVITED, _P.JOINED}, _P.LEFT, _PARTICIPANT)

_V = VersionState
PROPOSE = move("propose", set(), _V.PROPOSED, {Party.CONVENER, Party.PARTICIPANT})
# In the transaction in which more than half of the participants have agreed.
ADOPT = move("adopt", {_V.PROPOSED}, _V.ADOPTED, {Party.SITE})
# By the next one that is adopted; values stay with it.
REPLACE = move("replace", {_V.ADOPTED}, _V.REPLACED, {Party.SITE})
WITHDRAW = move("withdraw", {_V.PROPOSED}, _V.WITHDRAWN, _CONVENER)

_R = RoundState
BEGIN = move("begin", set(), _R.COLLECT, _CONVENER)
COMPARE = move("compare", {_R.COLLECT}, _R.COMPARE, _CONVENER)
LEARN = move("learn", {_R.COMPARE}, _R.LEARN, _CONVENER)
IMPROVE = move("improve", {_R.LEARN}, _R.IMPROVE, _CONVENER)
# With a practice note of one who is ahead and an action of each.
CLOSE = move("close", {_R.IMPROVE}, _R.CLOSED, _CONVENER)

_F = ValueState
ENTER = move("enter", set(), _F.DRAFT, _PARTICIPANT)
SEND = move("send", {_F.DRAFT}, _F.SENT, _PARTICIPANT)
# By somebody there who did not write it.
CONFIRM = move("confirm", {_F.SENT}, _F.CONFIRMED, _PARTICIPANT)
# With a reason that all participants read; the figure itself is not opened to the convener.
ACCEPT = move("accept unconfirmed", {_F.SENT}, _F.ACCEPTED, _CONVENER)
# A value that is changed while the round collects is sent and confirmed again.
TAKE_BACK = move("take back", {_F.SENT, _F.CONFIRMED, _F.ACCEPTED}, _F.DRAFT, _PARTICIPANT)

TABLES: dict[str, Table] = {
    "benchmark": (BenchmarkState, (WRITE, OPEN, END)),
    "participation": (ParticipationState, (INVITE, JOIN, LEAVE)),
    "indicator version": (VersionState, (PROPOSE, ADOPT, REPLACE, WITHDRAW)),
    "round": (RoundState, (BEGIN, COMPARE, LEARN, IMPROVE, CLOSE)),
    "value": (ValueState, (ENTER, SEND, CONFIRM, ACCEPT, TAKE_BACK)),
}
NEXT_STEPS = {one.since: one for one in (COMPARE, LEARN, IMPROVE, CLOSE)}
# What stands in a round: all but drafts.
HANDED_IN = (ValueState.SENT.value, ValueState.CONFIRMED.value, ValueState.ACCEPTED.value)
# What is compared: a value that nobody has looked over does not count.
COUNTED = (ValueState.CONFIRMED.value, ValueState.ACCEPTED.value)
# From here on, participants read each other's values.
COMPARED = tuple(one.value for one in RoundState if one != RoundState.COLLECT)
