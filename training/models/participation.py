"""Who took part in a training, and in which role."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import Organisation
from training.pseudonyms import pseudonym_of
from training.states import ParticipationState

from .event import Event

LONGEST_FUNCTION = 150
BEST_SCORE, MOST_DAYS = 100, 60


class Role(models.TextChoices):
    """The ladder: each is a step to the next."""

    PARTICIPANT = "participant", pgettext_lazy("training role", "participant")
    OBSERVER = "observer", pgettext_lazy("training role", "observer")
    ASSISTANT = "assistant", pgettext_lazy("training role", "assistant trainer")
    LEAD = "lead", pgettext_lazy("training role", "lead trainer")


class Sex(models.TextChoices):
    FEMALE = "female", pgettext_lazy("person", "female")
    MALE = "male", pgettext_lazy("person", "male")
    OTHER = "other", pgettext_lazy("person", "another")


class AgeBand(models.TextChoices):
    UNDER_30 = "under-30", _("under 30")
    FROM_30 = "30-44", _("30 to 44")
    FROM_45 = "45-59", _("45 to 59")
    FROM_60 = "60-over", _("60 and over")


def _known(field: str, values: list[str]) -> Q:
    return Q(**{f"{field}__in": values})


class Participation(models.Model):
    """A person in a training. `entered_as` is whom it was entered for and never changes; `person`
    is who that is as far as is known today (another, once two entries are known to be one person).

    Scores are per cent; sex and age band are blank where nothing was given.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="trainings_attended"
    )
    entered_as = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="training_participations",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.PARTICIPANT)
    function = models.CharField(_("function"), max_length=LONGEST_FUNCTION, blank=True)
    sex = models.CharField(_("sex"), max_length=8, choices=Sex, blank=True)
    age_band = models.CharField(_("age"), max_length=10, choices=AgeBand, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ParticipationState, default=ParticipationState.ATTENDED
    )
    days_attended = models.PositiveSmallIntegerField(_("days attended"), null=True, blank=True)
    score_before = models.PositiveSmallIntegerField(_("score before"), null=True, blank=True)
    score_after = models.PositiveSmallIntegerField(_("score after"), null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    entered_at = models.DateTimeField(_("entered"), default=timezone.now)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(fields=["event", "entered_as"], name="takes_part_once"),
            models.CheckConstraint(
                condition=_known("state", ParticipationState.values),
                name="participation_state_is_known",
            ),
            models.CheckConstraint(
                condition=_known("role", Role.values), name="participation_role_is_known"
            ),
            models.CheckConstraint(
                condition=_known("sex", ["", *Sex.values]), name="participation_sex_is_known"
            ),
            models.CheckConstraint(
                condition=_known("age_band", ["", *AgeBand.values]),
                name="participation_age_is_known",
            ),
            models.CheckConstraint(
                condition=(Q(score_before__isnull=True) | Q(score_before__lte=BEST_SCORE))
                & (Q(score_after__isnull=True) | Q(score_after__lte=BEST_SCORE)),
                name="participation_scores_are_per_cent",
            ),
            models.CheckConstraint(
                condition=Q(days_attended__isnull=True) | Q(days_attended__lte=MOST_DAYS),
                name="participation_days_are_no_slip",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "event"], name="participation_of_person"),
            models.Index(fields=["event", "role", "state"], name="participation_in_event"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_another_than_entered(self) -> bool:
        """Whether two entries were found to be one person."""
        return self.person_id != self.entered_as_id

    @property
    def name_on_list(self) -> str:
        """The name, and five years after the training a pseudonym."""
        if self.event.shows_no_names:
            return pseudonym_of(self.person_id)
        return str(self.person.name)

    @property
    def benefit_key(self) -> str:
        """The name of this benefit among all that open a duty."""
        return f"training-participation:{self.pk}"
