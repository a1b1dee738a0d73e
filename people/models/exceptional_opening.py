"""That an administrator asks to open one record to which no role gives them a right (R7)."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from people.breaking_glass.states import OPEN_STATES, OpeningState

LONGEST_REASON = 500
# A second person answers within three days; what they allow is opened within a day, for an hour.
ANSWERED_WITHIN = datetime.timedelta(days=3)
OPENED_WITHIN = datetime.timedelta(hours=24)
READ_FOR = datetime.timedelta(minutes=60)


class ExceptionalOpening(models.Model):
    """One person, one record, once; `asks_for_two` needs the word of a second person.

    `reference` is what was typed, whether or not a record has that number: it is no key, for the
    database would then say which numbers there are.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.UUIDField()
    reason = models.CharField(_("why"), max_length=LONGEST_REASON)
    asks_for_two = models.BooleanField(default=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="openings_asked"
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    opened_at = models.DateTimeField(_("opened"), null=True)
    state = models.CharField(_("state"), max_length=7, choices=OpeningState, editable=False)

    class Meta:
        verbose_name = _("exceptional opening of a record")
        verbose_name_plural = _("exceptional openings of records")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OpeningState.values), name="opening_state_is_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="opening_has_a_reason"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="opening_is_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=OpeningState.ALLOWED)
                | Q(asks_for_two=False, decided_at__isnull=False)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="opening_allowed_by_a_second",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(decided_at__isnull=False),
                name="opening_opened_once_allowed",
            ),
            # One record at a time, and never many at once.
            models.UniqueConstraint(
                fields=["asked_by"],
                condition=Q(state__in=OPEN_STATES),
                name="opening_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name_in_log

    @property
    def name_in_log(self) -> str:
        """What logs call it: they hold no number by which something is opened."""
        return salted_hmac("people.exceptional-opening", str(self.pk)).hexdigest()[:32]

    @property
    def lasts_until(self) -> datetime.datetime:
        """When it is over by itself: nobody answered, it was not opened, or the hour is up."""
        if self.opened_at is not None:
            return self.opened_at + READ_FOR
        if self.decided_at is not None:
            return self.decided_at + OPENED_WITHIN
        return self.asked_at + ANSWERED_WITHIN

    @property
    def is_open(self) -> bool:
        """Whether it still waits or can be opened; asked at each reading, chore or no chore."""
        return self.state in OPEN_STATES and timezone.now() < self.lasts_until
