"""What comes of a round: how one who is ahead does it, and what each does next."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import Organisation

from .indicator import IndicatorVersion
from .round import Round

LONGEST_NOTE, LONGEST_ACTION, LONGEST_OUTCOME = 4_000, 1_000, 400


class PracticeNote(models.Model):
    """How an organisation that is ahead does it, in its own words; participants read it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="practice_notes")
    version = models.ForeignKey(
        IndicatorVersion, on_delete=models.CASCADE, related_name="practice_notes"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="practice_notes"
    )
    text = models.TextField(_("how we do it"), max_length=LONGEST_NOTE)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("practice note")
        verbose_name_plural = _("practice notes")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "version", "organisation"], name="practice_is_noted_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="practice_note_has_words"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Outcome(models.TextChoices):
    DONE = "done", pgettext_lazy("outcome", "Done")
    PARTLY = "partly", pgettext_lazy("outcome", "Partly done")
    NOT_DONE = "not-done", pgettext_lazy("outcome", "Not done")


class ImprovementAction(models.Model):
    """What a participant does about one indicator until a day, and what came of it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="improvements")
    version = models.ForeignKey(
        IndicatorVersion, on_delete=models.CASCADE, related_name="improvements"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="improvements"
    )
    text = models.TextField(_("what we do"), max_length=LONGEST_ACTION)
    until = models.DateField(_("until"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    outcome = models.CharField(_("what came of it"), max_length=8, choices=Outcome, blank=True)
    outcome_words = models.CharField(_("in a sentence"), max_length=LONGEST_OUTCOME, blank=True)
    outcome_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    outcome_at = models.DateTimeField(_("said"), null=True, blank=True)

    class Meta:
        ordering = ["until", "pk"]
        verbose_name = _("improvement action")
        verbose_name_plural = _("improvement actions")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "version", "organisation"], name="improvement_is_said_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="improvement_has_words"),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_words="", outcome_at__isnull=True)
                | Q(outcome__in=Outcome.values, outcome_at__isnull=False) & ~Q(outcome_words=""),
                name="improvement_outcome_is_said_in_words",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
