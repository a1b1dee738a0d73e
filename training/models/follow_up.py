"""What somebody says months after a training, and what their supervisor says."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .participation import Participation

MONTHS = (3, 6)
LONGEST_ANSWER = 600


class Asked(models.TextChoices):
    TRAINEE = "trainee", pgettext_lazy("follow-up", "whoever took part")
    SUPERVISOR = "supervisor", pgettext_lazy("follow-up", "their supervisor")


class FollowUp(models.Model):
    """One question by mail, asked once: after three or six months, of one of the two."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="follow_ups"
    )
    months = models.PositiveSmallIntegerField(_("months afterwards"))
    whom = models.CharField(_("who is asked"), max_length=10, choices=Asked)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    uses_it = models.BooleanField(_("uses it"), null=True, blank=True)
    with_whom = models.CharField(_("with whom"), max_length=LONGEST_ANSWER, blank=True)
    trained_others = models.PositiveSmallIntegerField(
        _("how many others were trained"), null=True, blank=True
    )
    in_the_way = models.CharField(_("what is in the way"), max_length=LONGEST_ANSWER, blank=True)
    has_left = models.BooleanField(_("has left"), null=True, blank=True)

    class Meta:
        verbose_name = _("question after a training")
        verbose_name_plural = _("questions after trainings")
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "months", "whom"], name="follow_up_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(months__in=MONTHS), name="follow_up_is_at_its_month"
            ),
            models.CheckConstraint(
                condition=Q(whom__in=Asked.values), name="follow_up_asks_one_of_two"
            ),
        ]
        indexes = [models.Index(fields=["answered_at"], name="follow_up_answered")]

    def __str__(self) -> str:
        return f"{self.participation_id}, {self.months}, {self.whom}"
