"""A place to work beside colleagues elsewhere, for some weeks."""

import datetime
import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from internships.states import OfferState
from pages.languages import OWN_NAMES
from pages.models import Theme
from people.models import Organisation

LONGEST_TITLE, LONGEST_DEPARTMENT, LONGEST_WORDS, LONGEST_PAID = 150, 150, 2_000, 300
MOST_PLACES = 20


class Mode(models.TextChoices):
    ON_SITE = "on-site", pgettext_lazy("placement", "on site")
    REMOTE = "remote", pgettext_lazy("placement", "from afar")
    MIXED = "mixed", pgettext_lazy("placement", "partly on site")


class WhoApplies(models.TextChoices):
    ALL = "all", _("staff of any local government or association")
    MEMBERS = "members", _("staff of members of the same association")


class HostOffer(models.Model):
    """What a host offers. `closes_at` is a moment; `zone` is the host's, in which it was set.

    `taken` counts the places that accepted applications hold: it moves in the statement that asks
    whether one is left, so that no two get the last one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="host_offers", verbose_name=_("host")
    )
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    department = models.CharField(_("department"), max_length=LONGEST_DEPARTMENT)
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="host_offers_supervised",
        verbose_name=_("supervisor"),
    )
    words = models.TextField(_("what one works on"), max_length=LONGEST_WORDS, blank=True)
    themes = models.ManyToManyField(
        Theme, related_name="host_offers", blank=True, verbose_name=_("themes")
    )
    language = models.CharField(_("language"), max_length=5, choices=list(OWN_NAMES.items()))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    mode = models.CharField(_("where"), max_length=8, choices=Mode, default=Mode.ON_SITE)
    paid = models.CharField(_("what is paid"), max_length=LONGEST_PAID, blank=True)
    places = models.PositiveSmallIntegerField(_("places"), default=1)
    taken = models.PositiveSmallIntegerField(_("places taken"), default=0, editable=False)
    who_applies = models.CharField(
        _("who may apply"), max_length=8, choices=WhoApplies, default=WhoApplies.ALL
    )
    closes_at = models.DateTimeField(_("applications until"))
    zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    state = models.CharField(_("state"), max_length=8, choices=OfferState, default=OfferState.DRAFT)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)

    class Meta:
        verbose_name = _("offer of a host")
        verbose_name_plural = _("offers of hosts")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(department=""), name="host_offer_says_what_and_where"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="host_offer_ends_later"
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1, places__lte=MOST_PLACES),
                name="host_offer_has_some_places",
            ),
            # C05: whatever happens at once, no more are accepted than there are places.
            models.CheckConstraint(
                condition=Q(taken__lte=F("places")), name="host_offer_is_not_overfull"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OfferState.values), name="host_offer_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="open") | Q(published_at__isnull=False),
                name="host_offer_open_since_when",
            ),
        ]
        indexes = [models.Index(fields=["state", "closes_at"], name="host_offer_open")]

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """What it is called among things that change and are found."""
        return f"offer:{self.pk}"

    @property
    def in_zone(self) -> datetime.tzinfo:
        return ZoneInfo(self.zone)

    def takes_applications(self, now: datetime.datetime) -> bool:
        return self.state == OfferState.OPEN and self.closes_at > now
