"""Three times, of which the other picks one."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring.states import ProposalState

from .pair import Pair
from .session import Place, Session

TIMES = 3
LENGTHS = (30, 45, 60, 90, 120)


class Proposal(Place):
    """Three times for a new session, or for one that is to be moved.

    `zone` is the one they were written in; `minutes` is how long it takes. One is open for each
    pair: whoever proposes others replaces it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="proposals")
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="moves"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="times_proposed"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ProposalState, default=ProposalState.OPEN
    )
    zone = models.CharField(_("time zone"), max_length=60)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=60)
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        verbose_name = _("proposal of three times")
        verbose_name_plural = _("proposals of three times")
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="proposal_once_per_form"),
            models.UniqueConstraint(
                fields=["pair"], condition=Q(state="open"), name="proposal_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values), name="proposal_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(minutes__in=LENGTHS), name="proposal_takes_quarter_hours"
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True)
                | ~Q(state="open") & Q(settled_at__isnull=False),
                name="proposal_is_open_or_settled",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def once(self) -> str:
        """The name of this event for the room of notices."""
        return f"mentoring-times:{self.pk}"

    @property
    def length(self) -> datetime.timedelta:
        return datetime.timedelta(minutes=self.minutes)


class ProposedTime(models.Model):
    """One of the three, in UTC."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="times")
    starts_at = models.DateTimeField(_("begins"))

    class Meta:
        ordering = ["starts_at"]
        verbose_name = _("proposed time")
        verbose_name_plural = _("proposed times")
        constraints = [
            models.UniqueConstraint(fields=["proposal", "starts_at"], name="proposed_time_once")
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}, {self.starts_at:%Y-%m-%dT%H:%MZ}"
