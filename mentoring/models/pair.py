"""A mentor and a mentee, what they agreed, and how it ended."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentoring.states import OPEN_PAIRS, PairState
from people.models import Person

from .offer import Offer
from .request import Request

MOST_GOALS, LONGEST_GOAL = 3, 200
MOST_MONTHS = 12


class Rhythm(models.TextChoices):
    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnightly", _("every two weeks")
    MONTHLY = "monthly", _("once a month")
    AS_NEEDED = "as-needed", _("when there is something")


class PairQuerySet(models.QuerySet["Pair"]):
    def visible_to(self, person: Any) -> "PairQuerySet":
        """Pairs of which `person` is one; nobody else's. Twin of `can_see_pair`."""
        return self.filter(Q(mentor=person) | Q(mentee=person))

    def open(self) -> "PairQuerySet":
        """Being agreed, or under way."""
        return self.filter(state__in=OPEN_PAIRS)


class Pair(models.Model):
    """Two persons who agreed to learn from each other, and the agreement itself.

    Each confirms the agreement as it stood at `changed_at`; it is under way once both have. No
    reason is asked where it ends, and nobody is at fault. A pair holds a place of the `offer` until
    then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="pair")
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pairs_as_mentor"
    )
    mentee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pairs_as_mentee"
    )
    offer = models.ForeignKey(
        Offer, on_delete=models.SET_NULL, null=True, blank=True, related_name="pairs"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=PairState, default=PairState.AGREEING
    )
    rhythm = models.CharField(
        _("rhythm"), max_length=12, choices=Rhythm, default=Rhythm.FORTNIGHTLY
    )
    months = models.PositiveSmallIntegerField(_("months"), default=6)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    confirmed_by_mentor_at = models.DateTimeField(
        _("confirmed by the mentor"), null=True, blank=True
    )
    confirmed_by_mentee_at = models.DateTimeField(
        _("confirmed by the mentee"), null=True, blank=True
    )
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    agreed_at = models.DateTimeField(_("agreed"), null=True, blank=True)
    ended_at = models.DateTimeField(_("closed"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair of mentor and mentee")
        verbose_name_plural = _("pairs of mentors and mentees")
        constraints = [
            models.UniqueConstraint(
                fields=["mentor", "mentee"],
                condition=Q(state__in=OPEN_PAIRS),
                name="pair_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=PairState.values), name="pair_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=Rhythm.values), name="pair_rhythm_is_known"
            ),
            models.CheckConstraint(condition=~Q(mentor=F("mentee")), name="pair_is_of_two"),
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=MOST_MONTHS), name="pair_lasts_some_months"
            ),
            models.CheckConstraint(
                condition=~Q(state="under-way")
                | Q(
                    confirmed_by_mentor_at__isnull=False,
                    confirmed_by_mentee_at__isnull=False,
                    agreed_at__isnull=False,
                ),
                name="pair_under_way_is_confirmed_by_both",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False)
                | ~Q(state="ended") & Q(ended_at__isnull=True),
                name="pair_that_ended_says_when",
            ),
        ]
        indexes = [models.Index(fields=["ended_at"], name="pair_ended")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def once(self) -> str:
        """The name of this pair for the room of notices."""
        return f"mentoring-pair:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_PAIRS

    def is_mentor(self, person: Any) -> bool:
        return bool(self.mentor_id == person.pk)

    def other_than(self, person: Any) -> Person:
        """The one of the two who `person` is not."""
        return self.mentee if self.is_mentor(person) else self.mentor

    def confirmed_at(self, person: Any) -> Any:
        """When `person` confirmed what is written now; None where they have not."""
        return (
            self.confirmed_by_mentor_at if self.is_mentor(person) else self.confirmed_by_mentee_at
        )

    @property
    def words_of_goals(self) -> str:
        """The goals as lines."""
        return "\n".join(goal.text for goal in self.goals.all())


class Goal(models.Model):
    """One of up to three goals of a pair."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="goals")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(_("goal"), max_length=LONGEST_GOAL)

    class Meta:
        ordering = ["place"]
        verbose_name = _("goal of a pair")
        verbose_name_plural = _("goals of pairs")
        constraints = [
            models.UniqueConstraint(fields=["pair", "place"], name="goal_place_once"),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=MOST_GOALS), name="goals_are_three_at_most"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="goal_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.pair_id}, {self.place}"
