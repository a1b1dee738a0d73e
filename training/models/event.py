"""A training that takes place, or took place."""

import datetime
import uuid
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries.fields import CountryField

from pages.languages import OWN_NAMES
from people.models import Organisation
from training.states import EventState

from .course import Edition

LONGEST_TITLE, LONGEST_PLACE = 200, 200
MOST_UNNAMED = 5_000

# Five years, with their leap days.
NAMES_KEPT_FOR = datetime.timedelta(days=5 * 365 + 1)


class WayIn(models.TextChoices):
    OPEN = "open", pgettext_lazy("training event", "whoever signs up")
    INVITED = "invited", pgettext_lazy("training event", "by invitation")
    CLOSED = "closed", pgettext_lazy("training event", "nobody signs up any more")


def names_kept_since() -> datetime.datetime:
    """A training that ended before shows nobody by name on its list (safeguards, 3)."""
    return timezone.now() - NAMES_KEPT_FOR


class Event(models.Model):
    """One holding of a course, by one edition. Moments are UTC; `zone` is the place's.

    `generation` is 1 + the highest generation in which one of its leads learnt this course; where
    none is known it is 0 and `is_generation_known` false. `unnamed` counts people of whom only the
    number is known: they are never counted as unique.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="events")
    organiser = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="trainings",
        verbose_name=_("organiser"),
    )
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    place = models.CharField(_("place"), max_length=LONGEST_PLACE, blank=True)
    country = CountryField(_("country"), blank=True)
    language = models.CharField(_("language"), max_length=5, choices=list(OWN_NAMES.items()))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    way_in = models.CharField(_("who comes"), max_length=10, choices=WayIn, default=WayIn.OPEN)
    state = models.CharField(
        _("state"), max_length=10, choices=EventState, default=EventState.PLANNED
    )
    unnamed = models.PositiveIntegerField(_("unnamed participants"), default=0)
    generation = models.PositiveSmallIntegerField(_("generation"), default=0, editable=False)
    is_generation_known = models.BooleanField(default=False, editable=False)
    is_past_entry = models.BooleanField(_("entered afterwards"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="trainings_entered",
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    # Rises with each change that a calendar has to follow (RFC 5545, 3.8.7.4).
    sequence = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="training_has_a_title"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="training_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(state__in=EventState.values), name="training_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(way_in__in=WayIn.values), name="training_way_in_is_known"
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1),
                name="training_has_some_places",
            ),
            models.CheckConstraint(
                condition=Q(unnamed__lte=MOST_UNNAMED), name="training_unnamed_is_no_slip"
            ),
            models.CheckConstraint(
                condition=Q(is_generation_known=True) | Q(generation=0),
                name="training_unknown_generation_is_none",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "starts_at"], name="training_next"),
            models.Index(fields=["edition", "starts_at"], name="training_of_edition"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """What it is called among things that change and are found."""
        return f"training:{self.pk}"

    @property
    def is_held(self) -> bool:
        return self.state == EventState.HELD

    @property
    def shows_no_names(self) -> bool:
        """Whether its list is so old that pseudonyms stand on it."""
        return self.ends_at < names_kept_since()

    @property
    def held_in(self) -> datetime.tzinfo:
        return ZoneInfo(self.zone)

    @property
    def ended_on(self) -> datetime.date:
        """The day it ends, where it is held."""
        return self.ends_at.astimezone(self.held_in).date()

    @property
    def days(self) -> int:
        """On how many days of its place it goes on."""
        begin = self.starts_at.astimezone(self.held_in).date()
        return (self.ended_on - begin).days + 1

    def has_begun(self, now: Any = None) -> bool:
        return self.starts_at <= (now or timezone.now())
