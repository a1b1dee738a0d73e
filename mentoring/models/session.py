"""When and where a pair talks, and the quarter-hours that this takes of both."""

import datetime
import uuid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring.states import SessionState

from .pair import Pair

QUARTER = datetime.timedelta(minutes=15)
AHEAD = datetime.timedelta(hours=24)
# So long after its end one is asked whether it took place; then it stays as it is.
ASKED_FOR = datetime.timedelta(days=14)
LONGEST_PLACE, LONGEST_LINK, LONGEST_AGENDA, LONGEST_WHY = 200, 500, 600, 300


def new_uid() -> str:
    """The UID of one event in every calendar, for ever (RFC 5545, 3.8.4.7)."""
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    return f"{uuid.uuid4()}@{host}"


class Place(models.Model):
    """Where it is: a place, or a link to a video call; either may be empty."""

    place = models.CharField(_("place"), max_length=LONGEST_PLACE, blank=True)
    link = models.URLField(_("link of a video call"), max_length=LONGEST_LINK, blank=True)
    agenda = models.TextField(_("what it is about"), max_length=LONGEST_AGENDA, blank=True)

    class Meta:
        abstract = True


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, person: Any) -> "SessionQuerySet":
        """Sessions of the pairs of `person`. Twin of `can_see_session`."""
        return self.filter(Q(pair__mentor=person) | Q(pair__mentee=person))

    def booked(self) -> "SessionQuerySet":
        return self.filter(state=SessionState.BOOKED)

    def to_be_answered_by(self, person: Any, now: datetime.datetime) -> "SessionQuerySet":
        """Over since not long ago, and `person` has not said whether they took place."""
        over = self.visible_to(person).exclude(state=SessionState.CANCELLED)
        recent = over.filter(ends_at__lte=now, ends_at__gt=now - ASKED_FOR)
        return recent.exclude(answers__by=person)


class Session(Place):
    """One talk. Moments are UTC; `zone` is the one it was agreed in, and is kept.

    `sequence` rises with each change that a calendar has to follow (RFC 5545, 3.8.7.4). Three
    moments say when both were reminded of it as it is booked now, and asked whether it took place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    uid = models.CharField(max_length=120, unique=True, default=new_uid, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="sessions")
    state = models.CharField(
        _("state"), max_length=10, choices=SessionState, default=SessionState.BOOKED
    )
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    zone = models.CharField(_("time zone"), max_length=60)
    booked_at = models.DateTimeField(_("booked"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    why_cancelled = models.CharField(_("why"), max_length=LONGEST_WHY, blank=True)
    day_reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    hour_reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("coaching session")
        verbose_name_plural = _("coaching sessions")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=SessionState.values), name="coaching_session_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="coaching_session_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | ~Q(state="cancelled") & Q(cancelled_at__isnull=True),
                name="coaching_session_cancelled_when",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "starts_at"], name="coaching_session_next"),
            models.Index(fields=["pair", "starts_at"], name="coaching_session_of_pair"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def once(self) -> str:
        """The name of this session, as it is booked now, for the room of notices."""
        return f"mentoring-session:{self.pk}:{self.sequence}"

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def can_be_noted(self) -> bool:
        """Whether the two may write notes for both about it (P09)."""
        return self.state != SessionState.CANCELLED and self.pair.is_open

    def has_begun(self, now: datetime.datetime) -> bool:
        return self.starts_at <= now

    def can_be_moved(self, now: datetime.datetime) -> bool:
        """The rule: as long as 24 hours are left."""
        return self.state == SessionState.BOOKED and self.starts_at - now >= AHEAD

    def can_be_cancelled(self, now: datetime.datetime) -> bool:
        """Until it begins; within the last 24 hours with a word why (`why_cancelled`)."""
        return self.state == SessionState.BOOKED and not self.has_begun(now)


class Booking(models.Model):
    """One quarter-hour of one person. The key is what keeps anybody from being booked twice.

    The same on SQLite and PostgreSQL: an exclusion constraint is known to one of them alone.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentoring_bookings"
    )
    starts_at = models.DateTimeField(_("quarter-hour"))
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="bookings")

    class Meta:
        verbose_name = _("quarter-hour of a person")
        verbose_name_plural = _("quarter-hours of persons")
        constraints = [
            models.UniqueConstraint(fields=["person", "starts_at"], name="nobody_is_booked_twice")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.starts_at:%Y-%m-%dT%H:%MZ}"


class Answer(models.Model):
    """What one of the two says afterwards: did it take place?"""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="answers")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentoring_answers"
    )
    took_place = models.BooleanField(_("it took place"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("answer about a session")
        verbose_name_plural = _("answers about sessions")
        constraints = [
            models.UniqueConstraint(fields=["session", "by"], name="one_answer_about_a_session")
        ]

    def __str__(self) -> str:
        return f"{self.session_id}, {self.by_id}"
