"""What partners do together, who goes, and what was learnt."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.models import Theme
from people.models import Organisation

from .partnership import Partnership


class Activity(models.Model):
    """Something the partners do together, on days."""

    class Kind(models.TextChoices):
        EXCHANGE_VISIT = "visit", pgettext_lazy("activity", "exchange visit")
        MISSION = "mission", pgettext_lazy("activity", "mission")
        TRAINING = "training", pgettext_lazy("activity", "training")
        PLACEMENT = "placement", pgettext_lazy("activity", "placement")
        BENCHMARK = "benchmark", pgettext_lazy("activity", "benchmark")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="activities"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("title"), max_length=150)
    place = models.CharField(_("place"), max_length=150, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name = _("activity of a partnership")
        verbose_name_plural = _("activities of partnerships")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="activity_has_a_title"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="activity_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Traveller(models.Model):
    """Somebody who takes part in an activity, for the organisation they worked for then.

    `told_at` says since when an exchange visit counts as a benefit: once it has begun.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="travellers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="travels"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("person in an activity")
        verbose_name_plural = _("persons in activities")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person"], name="activity_names_a_person_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def benefit_key(self) -> str:
        """What this visit is called among benefits."""
        return f"partnership-visit:{self.pk}"


class Output(models.Model):
    """Something learnt, tied to the partnership and a theme, and to an activity where there is one.

    `thing` is its key in the rooms beside (registries.py): this room never asks for it by name.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="outputs")
    thing = models.CharField(max_length=80)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(
        Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="outputs"
    )
    tied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    tied_at = models.DateTimeField(_("tied"), default=timezone.now)

    class Meta:
        ordering = ["-tied_at", "-pk"]
        verbose_name = _("learning output")
        verbose_name_plural = _("learning outputs")
        constraints = [
            models.UniqueConstraint(fields=["partnership", "thing"], name="output_tied_once"),
            models.CheckConstraint(condition=~Q(thing=""), name="output_is_some_thing"),
        ]
        indexes = [models.Index(fields=["theme", "-tied_at"], name="output_of_a_theme")]

    def __str__(self) -> str:
        return self.thing
