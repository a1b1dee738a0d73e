"""How strong a partner is, as it sees itself and as the others see it; measured again and again."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Organisation

from .partnership import Partnership

LONGEST_EVIDENCE, MOST_STAFF, MOST_HOURS = 1_500, 20, 60
MEASURES = ("commitment", "staffing", "performance")


def _scored(name: str) -> Q:
    return Q(**{f"{name}__range": (1, 5)}) & ~Q(**{f"{name}_evidence": ""})


class Baseline(models.Model):
    """What one partner says on a day about one partner, itself or another: 1 to 5 on each of
    MEASURES, with evidence. It stays as it was said; the next one is another row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="baselines")
    about = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="baselines")
    by_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("day"), default=timezone.localdate)
    commitment = models.PositiveSmallIntegerField(_("political commitment"))
    commitment_evidence = models.TextField(_("evidence"), max_length=LONGEST_EVIDENCE)
    staffing = models.PositiveSmallIntegerField(_("dedicated staff"))
    staffing_evidence = models.TextField(_("evidence"), max_length=LONGEST_EVIDENCE)
    performance = models.PositiveSmallIntegerField(_("organisational performance"))
    performance_evidence = models.TextField(_("evidence"), max_length=LONGEST_EVIDENCE)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        ordering = ["on", "made_at", "pk"]
        verbose_name = _("baseline of a partner")
        verbose_name_plural = _("baselines of partners")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "about", "by_organisation", "on"],
                name="baseline_once_a_day",
            ),
            models.CheckConstraint(
                condition=_scored("commitment") & _scored("staffing") & _scored("performance"),
                name="baseline_scores_with_evidence",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_own(self) -> bool:
        """Whether the partner speaks about itself."""
        return self.about_id == self.by_organisation_id


class DedicatedStaff(models.Model):
    """Somebody who works for the partnership, and how many hours a week: a person who holds a post
    there, else a name.
    """

    baseline = models.ForeignKey(Baseline, on_delete=models.CASCADE, related_name="staff")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="dedicated_to",
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    hours = models.PositiveSmallIntegerField(_("hours a week"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("dedicated staff")
        verbose_name_plural = _("dedicated staff")
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None) & ~Q(name="") | Q(person__isnull=False, name=""),
                name="dedicated_staff_is_somebody",
            ),
            models.CheckConstraint(
                condition=Q(hours__range=(1, MOST_HOURS)), name="dedicated_staff_works_some_hours"
            ),
        ]

    def __str__(self) -> str:
        return self.person.name if self.person else self.name


class BaselineConsent(models.Model):
    """A partner's yes to showing everyone the scores of what was said `until` then; never evidence
    or names. They are shown while every partner's yes stands (2B).
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="baseline_consents"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField(_("what was said until"), default=timezone.now)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("consent to show baselines")
        verbose_name_plural = _("consents to show baselines")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "organisation"], name="baseline_consent_once_by_each"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
