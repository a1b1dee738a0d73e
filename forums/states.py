"""The states of topics, posts, reports and sanctions, and the moves between them, as data.

Decision 0019 draws these tables. A draft has no states: it is there, or it has been posted.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy


class TopicState(models.TextChoices):
    HELD = "held", pgettext_lazy("topic", "Waits to be looked at")
    OPEN = "open", pgettext_lazy("topic", "Open")
    LOCKED = "locked", pgettext_lazy("topic", "Closed to replies")
    HIDDEN = "hidden", pgettext_lazy("topic", "Hidden")
    REMOVED = "removed", pgettext_lazy("topic", "Removed")


class PostState(models.TextChoices):
    HELD = "held", pgettext_lazy("post", "Waits to be looked at")
    SHOWN = "shown", pgettext_lazy("post", "Shown")
    HIDDEN = "hidden", pgettext_lazy("post", "Hidden")
    REMOVED = "removed", pgettext_lazy("post", "Removed")


class ReportState(models.TextChoices):
    OPEN = "open", pgettext_lazy("report", "Waits for a decision")
    UPHELD = "upheld", pgettext_lazy("report", "Something was done")
    DISMISSED = "dismissed", pgettext_lazy("report", "Nothing had to be done")


class SanctionState(models.TextChoices):
    IN_FORCE = "in-force", pgettext_lazy("sanction", "In force")
    TAKEN_BACK = "taken-back", pgettext_lazy("sanction", "Taken back")
    OVER = "over", pgettext_lazy("sanction", "Over")


class CreditState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("credit", "Asked")
    NAMED = "named", pgettext_lazy("credit", "Yes, with my name")
    UNNAMED = "unnamed", pgettext_lazy("credit", "Yes, without my name")
    REFUSED = "refused", pgettext_lazy("credit", "No")


@dataclass(frozen=True)
class Move:
    """A step that is possible in any state of `since`, and leads to `to`.

    `to` None leads back to the state before (`state_before` of the row).
    """

    name: str
    since: frozenset[str]
    to: str | None


_P = PostState
APPROVE_POST = Move("approve", frozenset({_P.HELD}), _P.SHOWN)
REFUSE_POST = Move("refuse", frozenset({_P.HELD}), _P.HIDDEN)
# What a newcomer brings in by an edit is looked at again (U27).
HOLD_POST = Move("hold", frozenset({_P.SHOWN}), _P.HELD)
HIDE_POST = Move("hide", frozenset({_P.SHOWN}), _P.HIDDEN)
SHOW_POST = Move("show again", frozenset({_P.HIDDEN}), _P.SHOWN)
# With everything else of a spammer, by one sanction; taken back, each is what it was (U28).
REMOVE_POST = Move("remove", frozenset({_P.HELD, _P.SHOWN, _P.HIDDEN}), _P.REMOVED)
BRING_BACK_POST = Move("bring back", frozenset({_P.REMOVED}), None)
POST_MOVES = (
    APPROVE_POST,
    REFUSE_POST,
    HOLD_POST,
    HIDE_POST,
    SHOW_POST,
    REMOVE_POST,
    BRING_BACK_POST,
)

_T = TopicState
APPROVE_TOPIC = Move("approve", frozenset({_T.HELD}), _T.OPEN)
REFUSE_TOPIC = Move("refuse", frozenset({_T.HELD}), _T.HIDDEN)
HOLD_TOPIC = Move("hold", frozenset({_T.OPEN}), _T.HELD)
LOCK_TOPIC = Move("lock", frozenset({_T.OPEN}), _T.LOCKED)
UNLOCK_TOPIC = Move("unlock", frozenset({_T.LOCKED}), _T.OPEN)
HIDE_TOPIC = Move("hide", frozenset({_T.OPEN, _T.LOCKED}), _T.HIDDEN)
SHOW_TOPIC = Move("show again", frozenset({_T.HIDDEN}), _T.OPEN)
REMOVE_TOPIC = Move("remove", frozenset({_T.HELD, _T.OPEN, _T.LOCKED, _T.HIDDEN}), _T.REMOVED)
BRING_BACK_TOPIC = Move("bring back", frozenset({_T.REMOVED}), None)
TOPIC_MOVES = (
    APPROVE_TOPIC,
    REFUSE_TOPIC,
    HOLD_TOPIC,
    LOCK_TOPIC,
    UNLOCK_TOPIC,
    HIDE_TOPIC,
    SHOW_TOPIC,
    REMOVE_TOPIC,
    BRING_BACK_TOPIC,
)
# Readers see a topic in these, and a post in SHOWN; writers and moderators see the rest of theirs.
SEEN_TOPICS = (_T.OPEN, _T.LOCKED)

_R = ReportState
UPHOLD = Move("uphold", frozenset({_R.OPEN}), _R.UPHELD)
DISMISS = Move("dismiss", frozenset({_R.OPEN}), _R.DISMISSED)
REPORT_MOVES = (UPHOLD, DISMISS)

_S = SanctionState
TAKE_BACK = Move("take back", frozenset({_S.IN_FORCE}), _S.TAKEN_BACK)
RUN_OUT = Move("run out", frozenset({_S.IN_FORCE}), _S.OVER)
SANCTION_MOVES = (TAKE_BACK, RUN_OUT)

_C = CreditState
_ANSWERED_OTHERWISE = {_C.ASKED, _C.NAMED, _C.UNNAMED, _C.REFUSED}
# Until the draft is there, an author may change their mind.
ALLOW_NAMED = Move("allow named", frozenset(_ANSWERED_OTHERWISE - {_C.NAMED}), _C.NAMED)
ALLOW_UNNAMED = Move("allow unnamed", frozenset(_ANSWERED_OTHERWISE - {_C.UNNAMED}), _C.UNNAMED)
DENY = Move("deny", frozenset(_ANSWERED_OTHERWISE - {_C.REFUSED}), _C.REFUSED)
CREDIT_MOVES = (ALLOW_NAMED, ALLOW_UNNAMED, DENY)

TABLES: dict[str, tuple[type[models.TextChoices], tuple[Move, ...]]] = {
    "topic": (TopicState, TOPIC_MOVES),
    "post": (PostState, POST_MOVES),
    "report": (ReportState, REPORT_MOVES),
    "sanction": (SanctionState, SANCTION_MOVES),
    "credit": (CreditState, CREDIT_MOVES),
}
