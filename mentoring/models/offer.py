"""What somebody offers as a mentor, and to whom it is shown."""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring.states import OfferState
from pages.models import Theme
from people.models import Appointment
from people.models.organisation import LARGEST_BAND, SIZE_BANDS
from people.models.person_queryset import persons_near
from people.models.profile import LANGUAGES_SPOKEN, SeenBy
from people.permissions import is_programme_editor

MANY_SIZES = "many"
SIZES = [*(band for _bound, band in SIZE_BANDS), LARGEST_BAND, MANY_SIZES]
MOST_HOURS, MOST_PLACES = 40, 20
LONGEST_OFFER = 600


class OfferSeenBy(models.TextChoices):
    """Who sees an offer; each includes those before it."""

    ASSOCIATION = "association", _("people of my association and its members")
    SIGNED_IN = "signed-in", _("all who are signed in")
    EVERYONE = "everyone", _("everyone; visitors see post, place and themes")


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, person: Any) -> "OfferQuerySet":
        """Offers that stand and that `person` may know of; twin of `can_see_offer`.

        One's own whatever its state; the programme's editors and administrators see all that stand.
        """
        standing = self.filter(~Q(state=OfferState.CLOSED), mentor__is_active=True)
        if not getattr(person, "is_authenticated", False):
            return standing.filter(seen_by=OfferSeenBy.EVERYONE)
        if person.is_superuser or is_programme_editor(person):
            return standing | self.filter(mentor=person)
        near = persons_near(person)[SeenBy.ASSOCIATION]
        seen = Q(seen_by__in=[OfferSeenBy.SIGNED_IN, OfferSeenBy.EVERYONE])
        seen |= Q(seen_by=OfferSeenBy.ASSOCIATION, mentor__in=near)
        return standing.filter(seen) | self.filter(mentor=person)

    def free(self) -> "OfferQuerySet":
        """Open, with a place left."""
        return self.filter(state=OfferState.OPEN, taken__lt=F("places"))


class Offer(models.Model):
    """A mentor's offer; one for each person, opened and paused as they like.

    `taken` counts the places that pairs hold: it moves in the statement that asks whether one is
    left, so that no two get the last one. `time_zone` is where the mentor works, `hours` how many
    a month they give. `size` is the size of municipality they know, or `many`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mentor = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentoring_offer"
    )
    state = models.CharField(_("state"), max_length=10, choices=OfferState, default=OfferState.OPEN)
    paused_until = models.DateField(_("paused until"), null=True, blank=True)
    themes = models.ManyToManyField(
        Theme, related_name="mentoring_offers", verbose_name=_("themes")
    )
    level = models.CharField(_("level"), max_length=20, choices=Appointment.Level)
    size = models.CharField(_("size of municipality"), max_length=12)
    hours = models.PositiveSmallIntegerField(_("hours a month"), default=2)
    places = models.PositiveSmallIntegerField(_("places"), default=1)
    taken = models.PositiveSmallIntegerField(_("places taken"), default=0, editable=False)
    time_zone = models.CharField(_("time zone"), max_length=60)
    seen_by = models.CharField(
        _("who sees it"), max_length=12, choices=OfferSeenBy, default=OfferSeenBy.SIGNED_IN
    )
    words = models.TextField(_("what I can show you"), max_length=LONGEST_OFFER, blank=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer of a mentor")
        verbose_name_plural = _("offers of mentors")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OfferState.values), name="offer_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="paused", paused_until__isnull=False)
                | ~Q(state="paused") & Q(paused_until__isnull=True),
                name="offer_is_paused_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(level__in=Appointment.Level.values), name="offer_level_is_known"
            ),
            models.CheckConstraint(condition=Q(size__in=SIZES), name="offer_size_is_known"),
            models.CheckConstraint(
                condition=Q(seen_by__in=OfferSeenBy.values), name="offer_audience_is_known"
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=1, hours__lte=MOST_HOURS), name="offer_hours_are_some"
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1, places__lte=MOST_PLACES), name="offer_places_are_some"
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("places")), name="offer_has_a_place_for_each_pair"
            ),
        ]
        indexes = [models.Index(fields=["state"], name="offer_standing")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def scope(self) -> str:
        """What it is called among things that change and are found."""
        return f"mentor:{self.pk}"

    @property
    def free_places(self) -> int:
        return self.places - self.taken

    @property
    def can_be_asked(self) -> bool:
        """Whether a request can reach it now."""
        return self.state == OfferState.OPEN and self.taken < self.places

    def is_over(self, day: datetime.date) -> bool:
        """Whether its pause has come to its end on `day`."""
        return self.paused_until is not None and self.paused_until <= day


class OfferLanguage(models.Model):
    """A language in which the mentor coaches; `code` is one of LANGUAGES_SPOKEN."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(_("language"), max_length=10)

    class Meta:
        verbose_name = _("language of an offer")
        verbose_name_plural = _("languages of offers")
        constraints = [
            models.UniqueConstraint(fields=["offer", "code"], name="offer_language_once"),
            models.CheckConstraint(
                condition=Q(code__in=list(LANGUAGES_SPOKEN)), name="offer_language_is_known"
            ),
        ]

    def __str__(self) -> str:
        return LANGUAGES_SPOKEN.get(self.code, self.code)
