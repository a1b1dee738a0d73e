"""A call under a plan, and who applies with what: read by few, decided with reasons."""

import datetime
import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.languages import OWN_NAMES
from pages.models import Theme
from partnerships.states import ApplicationState, CallState
from people.models import Organisation

from .partnership import Partnership
from .plan import LONGEST_TITLE, LONGEST_WORDS, CountryPlan

LONGEST_ANSWER, LONGEST_REASON, MOST_CO_APPLICANTS, MOST_LINES = 5_000, 2_000, 10, 20
REVIEWS = 2
CRITERIA = ("relevance", "feasibility", "learning")


class Call(models.Model):
    """What is asked for under an agreed plan. `closes_at` is a moment, `zone` that of the call, in
    which it was set; `checklist` has a line for each thing that makes an applicant eligible.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(CountryPlan, on_delete=models.PROTECT, related_name="calls")
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    words = models.TextField(_("what it is about"), max_length=LONGEST_WORDS, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=list(OWN_NAMES.items()))
    closes_at = models.DateTimeField(_("applications until"))
    zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    most_money = models.DecimalField(
        _("most money for one application"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    checklist = models.TextField(_("checklist"), max_length=LONGEST_WORDS, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=CallState, default=CallState.DRAFT)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="call_has_a_title"),
            models.CheckConstraint(
                condition=Q(state__in=CallState.values), name="call_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(most_money=None) | Q(most_money__gt=0), name="call_gives_some_money"
            ),
        ]
        indexes = [models.Index(fields=["state", "closes_at"], name="call_open")]

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """What it is called among things that change and are found."""
        return f"call:{self.pk}"

    @property
    def in_zone(self) -> datetime.tzinfo:
        return ZoneInfo(self.zone)

    @property
    def eligibility(self) -> list[str]:
        """Lines of the checklist."""
        return [line for line in self.checklist.splitlines() if line.strip()]

    def takes_applications(self, now: datetime.datetime) -> bool:
        return self.state == CallState.OPEN and self.closes_at > now


class Application(models.Model):
    """What one organisation leads, with others. As a draft any field may be empty.

    `checks` holds the lines of the checklist that were met when it was screened, as they stood
    then. `reason` is what the applicants read of the decision. `may_be_kept` is their consent to
    keep it for a year where it is declined.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="applications")
    lead = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="call_applications"
    )
    co_applicants = models.ManyToManyField(
        Organisation, through="CoApplicant", related_name="call_co_applications"
    )
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=9, choices=ApplicationState, default=ApplicationState.DRAFT
    )
    language = models.CharField(_("language"), max_length=5, choices=list(OWN_NAMES.items()))
    title = models.CharField(_("title"), max_length=LONGEST_TITLE, blank=True)
    purpose = models.TextField(_("what it is for"), max_length=LONGEST_ANSWER, blank=True)
    expected = models.TextField(_("what is expected"), max_length=LONGEST_ANSWER, blank=True)
    money = models.DecimalField(
        _("money asked for"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    may_be_kept = models.BooleanField(_("may be kept for a year"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    submitted_at = models.DateTimeField(_("sent in"), null=True, blank=True)
    checks = models.JSONField(default=list, blank=True)
    screened_at = models.DateTimeField(_("screened"), null=True, blank=True)
    association = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reasons"), max_length=LONGEST_REASON, blank=True)
    partnership = models.OneToOneField(
        Partnership,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="application",
    )

    class Meta:
        verbose_name = _("application to a call")
        verbose_name_plural = _("applications to calls")
        constraints = [
            # C07: one application of an organisation to a call, however often it is sent.
            models.UniqueConstraint(fields=["call", "lead"], name="call_applied_to_once"),
            models.CheckConstraint(
                condition=Q(state__in=ApplicationState.values),
                name="call_application_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at=None)
                | ~Q(state="draft") & Q(submitted_at__isnull=False),
                name="call_application_sent_in_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn"))
                | Q(theme__isnull=False) & ~Q(title="") & Q(money__isnull=False),
                name="call_application_sent_in_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("accepted", "declined"))
                | Q(decided_at__isnull=False) & ~Q(reason=""),
                name="call_application_decided_says_why",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="call_application_ends_later",
            ),
        ]
        indexes = [models.Index(fields=["call", "state"], name="application_of_call")]

    def __str__(self) -> str:
        return str(self.pk)


class CoApplicant(models.Model):
    """An organisation that applies with the one that leads."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="co_applicant_rows"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["organisation__name", "pk"]
        verbose_name = _("co-applicant")
        verbose_name_plural = _("co-applicants")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "organisation"], name="co_applicant_named_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Opinion(models.Model):
    """What the association says. Whoever declares a conflict of interest gives no vote."""

    class Vote(models.TextChoices):
        FOR = "for", pgettext_lazy("opinion", "in favour")
        AGAINST = "against", pgettext_lazy("opinion", "against")

    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, related_name="opinion"
    )
    fit = models.TextField(_("fit with the plan"), max_length=LONGEST_REASON, blank=True)
    benefit = models.TextField(_("benefit to all members"), max_length=LONGEST_REASON, blank=True)
    has_conflict = models.BooleanField(_("conflict of interest"), default=False)
    conflict = models.TextField(_("which conflict"), max_length=LONGEST_REASON, blank=True)
    vote = models.CharField(_("vote"), max_length=7, choices=Vote, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    given_at = models.DateTimeField(_("given"), default=timezone.now)

    class Meta:
        verbose_name = _("opinion of an association")
        verbose_name_plural = _("opinions of associations")
        constraints = [
            models.CheckConstraint(
                condition=Q(has_conflict=True, vote="") & ~Q(conflict="")
                | Q(has_conflict=False, vote__in=("for", "against")),
                name="opinion_votes_without_a_conflict",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Review(models.Model):
    """What one assessor is asked, and says: 1 to 5 on each of CRITERIA, and words."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="reviews")
    # Empty of who left; what they said stays as long as the application.
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="call_reviews",
    )
    place = models.PositiveSmallIntegerField(default=1)
    relevance = models.PositiveSmallIntegerField(_("relevance to the theme"), null=True, blank=True)
    feasibility = models.PositiveSmallIntegerField(_("feasibility"), null=True, blank=True)
    learning = models.PositiveSmallIntegerField(
        _("what others can learn from it"), null=True, blank=True
    )
    words = models.TextField(_("reasons"), max_length=LONGEST_REASON, blank=True)
    given_at = models.DateTimeField(_("given"), null=True, blank=True)

    class Meta:
        ordering = ["place"]
        verbose_name = _("review of an application")
        verbose_name_plural = _("reviews of applications")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "assessor"], name="application_reviewed_once_by_each"
            ),
            models.UniqueConstraint(fields=["application", "place"], name="review_place_taken"),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=REVIEWS), name="application_has_two_reviews"
            ),
            models.CheckConstraint(
                condition=Q(
                    given_at=None, relevance=None, feasibility=None, learning=None, words=""
                )
                | Q(
                    given_at__isnull=False,
                    relevance__range=(1, 5),
                    feasibility__range=(1, 5),
                    learning__range=(1, 5),
                )
                & ~Q(words=""),
                name="review_scores_one_to_five",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def scores(self) -> list[tuple[str, int]]:
        """What each criterion is called, and its score."""
        return [
            (str(self._meta.get_field(name).verbose_name), getattr(self, name))  # type: ignore[union-attr]
            for name in CRITERIA
        ]
