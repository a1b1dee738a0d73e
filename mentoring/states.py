"""The states of everything that moves in this room, and who may make each move, as data.

Reviewed in decision 0020; site/states.md is drawn from `TABLES`.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from pages.moving import Table, move


class Party(models.TextChoices):
    """Who makes a move. `OTHER` is whoever of the pair did not propose; `SITE` is the worker."""

    MENTOR = "mentor", pgettext_lazy("coaching", "mentor")
    MENTEE = "mentee", pgettext_lazy("coaching", "mentee")
    OTHER = "other", pgettext_lazy("coaching", "the other of the pair")
    PROPOSER = "proposer", pgettext_lazy("coaching", "whoever proposed")
    PROGRAMME = "programme", pgettext_lazy("coaching", "programme")
    SITE = "site", pgettext_lazy("coaching", "the site")


class OfferState(models.TextChoices):
    OPEN = "open", pgettext_lazy("offer", "Open")
    PAUSED = "paused", pgettext_lazy("offer", "Paused")
    CLOSED = "closed", pgettext_lazy("offer", "Withdrawn")


class RequestState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("coaching request", "Proposed by the programme")
    WAITING = "waiting", pgettext_lazy("coaching request", "Waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("coaching request", "Accepted")
    DECLINED = "declined", pgettext_lazy("coaching request", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("coaching request", "Withdrawn")
    EXPIRED = "expired", pgettext_lazy("coaching request", "Not answered in time")
    FILLED = "filled", pgettext_lazy("coaching request", "The last place went to somebody else")


class PairState(models.TextChoices):
    AGREEING = "agreeing", pgettext_lazy("coaching pair", "To be agreed")
    UNDER_WAY = "under-way", pgettext_lazy("coaching pair", "Under way")
    ENDED = "ended", pgettext_lazy("coaching pair", "Closed")


class ProposalState(models.TextChoices):
    OPEN = "open", pgettext_lazy("proposed times", "Waits for a choice")
    PICKED = "picked", pgettext_lazy("proposed times", "One was picked")
    DECLINED = "declined", pgettext_lazy("proposed times", "None of them would do")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposed times", "Taken back")
    REPLACED = "replaced", pgettext_lazy("proposed times", "Other times were proposed")
    EXPIRED = "expired", pgettext_lazy("proposed times", "Too near by now")


class SessionState(models.TextChoices):
    BOOKED = "booked", pgettext_lazy("coaching session", "Booked")
    HELD = "held", pgettext_lazy("coaching session", "Held")
    MISSED = "missed", pgettext_lazy("coaching session", "Did not take place")
    CANCELLED = "cancelled", pgettext_lazy("coaching session", "Cancelled")


class LessonState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("lesson", "Waits for the other")
    BEGUN = "begun", pgettext_lazy("lesson", "A draft in the library")
    DROPPED = "dropped", pgettext_lazy("lesson", "Not to be published")


_BOTH = {Party.MENTOR, Party.MENTEE}

_O = OfferState
OFFER = move("offer", set(), _O.OPEN, {Party.MENTOR})
PAUSE = move("pause", {_O.OPEN, _O.PAUSED}, _O.PAUSED, {Party.MENTOR})
# By the site when the day has come.
RESUME = move("resume", {_O.PAUSED}, _O.OPEN, {Party.MENTOR, Party.SITE})
CLOSE_OFFER = move("withdraw the offer", {_O.OPEN, _O.PAUSED}, _O.CLOSED, {Party.MENTOR})
OFFER_AGAIN = move("offer again", {_O.CLOSED}, _O.OPEN, {Party.MENTOR})

_R = RequestState
ASK = move("ask", set(), _R.WAITING, {Party.MENTEE})
PROPOSE_PAIR = move("propose a pair", set(), _R.PROPOSED, {Party.PROGRAMME})
TAKE_UP = move("take up the proposal", {_R.PROPOSED}, _R.WAITING, {Party.MENTEE})
ACCEPT = move("accept", {_R.WAITING}, _R.ACCEPTED, {Party.MENTOR})
DECLINE = move("decline", {_R.WAITING}, _R.DECLINED, {Party.MENTOR})
WITHDRAW = move("withdraw", {_R.PROPOSED, _R.WAITING}, _R.WITHDRAWN, {Party.MENTEE})
# On the tenth day, or where one of the two has gone.
EXPIRE = move("let run out", {_R.PROPOSED, _R.WAITING}, _R.EXPIRED, {Party.SITE})
# In the transaction that gives the last place away.
FILL = move("close for want of a place", {_R.PROPOSED, _R.WAITING}, _R.FILLED, {Party.SITE})

_P = PairState
BEGIN = move("begin", set(), _P.AGREEING, {Party.MENTOR})
# A change takes back what the other had confirmed: they confirm what they have read.
WRITE_AGREEMENT = move("write the agreement", {_P.AGREEING, _P.UNDER_WAY}, _P.AGREEING, _BOTH)
# Once both have.
AGREE = move("confirm", {_P.AGREEING}, _P.UNDER_WAY, _BOTH)
END = move("close", {_P.AGREEING, _P.UNDER_WAY}, _P.ENDED, {*_BOTH, Party.SITE})

_T = ProposalState
PROPOSE_TIMES = move("propose three times", set(), _T.OPEN, _BOTH)
PICK = move("pick one", {_T.OPEN}, _T.PICKED, {Party.OTHER})
NONE_OF_THESE = move("none of these", {_T.OPEN}, _T.DECLINED, {Party.OTHER})
TAKE_BACK = move("take back", {_T.OPEN}, _T.WITHDRAWN, {Party.PROPOSER})
REPLACE = move("propose others", {_T.OPEN}, _T.REPLACED, _BOTH)
RUN_OUT = move("let run out", {_T.OPEN}, _T.EXPIRED, {Party.SITE})

_S = SessionState
BOOK = move("book", set(), _S.BOOKED, {Party.OTHER})
# To another time of a new proposal; while 24 hours are left.
MOVE = move("move", {_S.BOOKED}, _S.BOOKED, {Party.OTHER})
CANCEL = move("cancel", {_S.BOOKED}, _S.CANCELLED, {*_BOTH, Party.SITE})
# Once it is over.
HOLD = move("say that it took place", {_S.BOOKED, _S.MISSED}, _S.HELD, _BOTH)
MISS = move("say that it did not", {_S.BOOKED}, _S.MISSED, _BOTH)

_L = LessonState
WRITE_LESSON = move("write a lesson", set(), _L.PROPOSED, _BOTH)
# The other then reads the new words; whose draft it is goes with who wrote last.
REWRITE_LESSON = move("rewrite it", {_L.PROPOSED, _L.DROPPED}, _L.PROPOSED, _BOTH)
# To the words as they have been read.
AGREE_TO_LESSON = move("agree to it", {_L.PROPOSED}, _L.BEGUN, {Party.OTHER})
DROP_LESSON = move("drop it", {_L.PROPOSED}, _L.DROPPED, _BOTH)

TABLES: dict[str, Table] = {
    "offer": (OfferState, (OFFER, PAUSE, RESUME, CLOSE_OFFER, OFFER_AGAIN)),
    "request": (
        RequestState,
        (ASK, PROPOSE_PAIR, TAKE_UP, ACCEPT, DECLINE, WITHDRAW, EXPIRE, FILL),
    ),
    "pair": (PairState, (BEGIN, WRITE_AGREEMENT, AGREE, END)),
    "proposal": (
        ProposalState,
        (PROPOSE_TIMES, PICK, NONE_OF_THESE, TAKE_BACK, REPLACE, RUN_OUT),
    ),
    "session": (SessionState, (BOOK, MOVE, CANCEL, HOLD, MISS)),
    "lesson": (LessonState, (WRITE_LESSON, REWRITE_LESSON, AGREE_TO_LESSON, DROP_LESSON)),
}
OPEN_REQUESTS = (RequestState.PROPOSED.value, RequestState.WAITING.value)
OPEN_PAIRS = (PairState.AGREEING.value, PairState.UNDER_WAY.value)
