"""The states of a newsletter and the moves between them, as data."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy


class NewsletterState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("newsletter", "Draft")
    WAITING = "waiting", pgettext_lazy("newsletter", "Waits for approval")
    APPROVED = "approved", pgettext_lazy("newsletter", "Approved, not sent yet")
    SENDING = "sending", pgettext_lazy("newsletter", "On its way")
    SENT = "sent", pgettext_lazy("newsletter", "Sent")
    STOPPED = "stopped", pgettext_lazy("newsletter", "Stopped")


@dataclass(frozen=True)
class Move:
    """A step that is possible in any state of `since`, and leads to `to`. `act` is for the log."""

    act: str
    since: frozenset[str]
    to: str


_S = NewsletterState
# While a colleague looks at it, a change takes it back: they approve what they have read.
CHANGE = Move("people.newsletter-changed", frozenset({_S.DRAFT, _S.WAITING}), _S.DRAFT)
SEND_IN = Move("people.newsletter-sent-in", frozenset({_S.DRAFT}), _S.WAITING)
APPROVE = Move("people.newsletter-approved", frozenset({_S.WAITING}), _S.APPROVED)
# Where nobody else has to look at it, or nobody else is there (R12).
APPROVE_ALONE = Move("people.newsletter-approved-alone", frozenset({_S.DRAFT}), _S.APPROVED)
GIVE_BACK = Move("people.newsletter-given-back", frozenset({_S.WAITING}), _S.DRAFT)
BEGIN = Move("people.newsletter-begun", frozenset({_S.APPROVED}), _S.SENDING)
FINISH = Move("people.newsletter-sent", frozenset({_S.SENDING}), _S.SENT)
# While it is on its way, those not told yet are not told any more.
STOP = Move(
    "people.newsletter-stopped",
    frozenset({_S.WAITING, _S.APPROVED, _S.SENDING}),
    _S.STOPPED,
)
MOVES = (CHANGE, SEND_IN, APPROVE, APPROVE_ALONE, GIVE_BACK, BEGIN, FINISH, STOP)
