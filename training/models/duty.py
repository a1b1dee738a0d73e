"""The duty to pass on what one has learnt, what it was kept by, and why it was waived."""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import Organisation
from training.duty.reach import visible_duties
from training.duty.states import COUNTING, DutyState, EvidenceState

MONTHS = 12
# So long before its day one is reminded for the first time.
REMINDED_BEFORE = datetime.timedelta(days=30)


class BenefitKind(models.TextChoices):
    MENTORSHIP = "mentorship", pgettext_lazy("benefit", "You were coached by a colleague")
    PLACEMENT = "placement", pgettext_lazy("benefit", "You went on a placement")
    TRAINING = "training", pgettext_lazy("benefit", "You took part in a training")
    VISIT = "visit", pgettext_lazy("benefit", "You went on an exchange visit")
    GRANT = "grant", pgettext_lazy("benefit", "A grant")


class DutyQuerySet(models.QuerySet["Duty"]):
    def open(self) -> "DutyQuerySet":
        """Neither kept nor waived."""
        return self.filter(state=DutyState.OPEN)

    def held_by(self, person: Any) -> "DutyQuerySet":
        """What this person owes, or looks after for the organisation it went to."""
        own = Q(person=person, handed_over_at=None)
        return self.filter(own | Q(carer=person, handed_over_at__isnull=False))

    def visible_to(self, person: Any) -> "DutyQuerySet":
        """Own ones, and those one looks after for others. Twin of `can_see_duty`."""
        return self.filter(visible_duties(person))


class Duty(models.Model):
    """What is owed for one benefit: by who had it, and once they left, by their organisation.

    `benefit` is the generic key of what was had, e.g. `mentoring-pair:…`; one opens one duty and no
    more. `title` stands there only where the person may be reminded of it by name; nobody else is
    shown it, nor the kind, nor a day (2C). `carer` looks after what the organisation owes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    benefit = models.CharField(_("benefit"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=BenefitKind)
    title = models.CharField(_("title"), max_length=200, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="duties"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="duties"
    )
    carer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="duties_cared_for",
    )
    state = models.CharField(_("state"), max_length=8, choices=DutyState, default=DutyState.OPEN)
    opened_on = models.DateField(_("opened"))
    due_on = models.DateField(_("due"))
    remind_on = models.DateField(_("reminded next"))
    handed_over_at = models.DateTimeField(_("handed over"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    draft_key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty to pass it on")
        verbose_name_plural = _("duties to pass it on")
        constraints = [
            models.CheckConstraint(condition=~Q(benefit=""), name="duty_has_a_benefit"),
            models.CheckConstraint(
                condition=Q(state__in=DutyState.values), name="duty_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=BenefitKind.values), name="duty_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("opened_on")), name="duty_is_due_after_its_benefit"
            ),
            models.CheckConstraint(
                condition=Q(handed_over_at=None) | Q(organisation__isnull=False),
                name="duty_handed_over_has_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(carer=None) | Q(handed_over_at__isnull=False),
                name="duty_with_a_carer_was_handed_over",
            ),
            models.CheckConstraint(
                condition=Q(state=DutyState.OPEN, settled_at=None)
                | (~Q(state=DutyState.OPEN) & Q(settled_at__isnull=False)),
                name="duty_settled_says_when",
            ),
        ]
        indexes = [models.Index(fields=["state", "remind_on"], name="duty_to_remind")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def once(self) -> str:
        """The name of this duty for the room of notices."""
        return f"duty:{self.pk}"

    @property
    def is_late(self) -> bool:
        return self.state == DutyState.OPEN and self.due_on < timezone.localdate()

    @property
    def is_open(self) -> bool:
        return self.state == DutyState.OPEN

    def is_held_by(self, person: Any) -> bool:
        """Whether `person` is to keep it; twin of `held_by`."""
        holder = self.person_id if self.handed_over_at is None else self.carer_id
        return bool(holder == person.pk)


class Waiver(models.Model):
    """Why a duty is not owed any more, and who said so."""

    duty = models.OneToOneField(Duty, on_delete=models.CASCADE, related_name="waiver")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("waived"), default=timezone.now)

    class Meta:
        verbose_name = _("waiver of a duty")
        verbose_name_plural = _("waivers of duties")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_a_reason")]

    def __str__(self) -> str:
        return str(self.duty_id)


class Evidence(models.Model):
    """A record of the site by which a duty is kept: later than the benefit, for one duty only.

    `key` is its generic key; `benefit_on` repeats the day of the benefit, so that the database
    knows that it came after.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="evidence")
    key = models.CharField(_("record"), max_length=120)
    kind = models.CharField(_("kind"), max_length=30)
    happened_on = models.DateField(_("day"))
    benefit_on = models.DateField(_("day of the benefit"))
    state = models.CharField(
        _("state"), max_length=10, choices=EvidenceState, default=EvidenceState.PROPOSED
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    offered_at = models.DateTimeField(_("offered"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("evidence for a duty")
        verbose_name_plural = _("evidence for duties")
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state__in=COUNTING),
                name="evidence_counts_for_one_duty",
            ),
            models.UniqueConstraint(
                fields=["duty"], condition=Q(state__in=COUNTING), name="duty_has_one_evidence"
            ),
            models.CheckConstraint(
                condition=Q(happened_on__gt=F("benefit_on")), name="evidence_is_later"
            ),
            models.CheckConstraint(
                condition=Q(state__in=EvidenceState.values), name="evidence_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=EvidenceState.PROPOSED, decided_at=None)
                | (~Q(state=EvidenceState.PROPOSED) & Q(decided_at__isnull=False)),
                name="evidence_decided_says_when",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(by=None) | ~Q(decided_by=F("by")),
                name="nobody_confirms_their_own_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(state=EvidenceState.REFUSED) | ~Q(reason=""),
                name="evidence_refused_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ColleagueSession(models.Model):
    """A session that somebody held for colleagues: what, when, and how many came."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="colleague_sessions"
    )
    what = models.CharField(_("what it was about"), max_length=200)
    held_on = models.DateField(_("day"))
    colleagues = models.PositiveSmallIntegerField(_("how many colleagues came"))
    made_at = models.DateTimeField(_("entered"), default=timezone.now)

    class Meta:
        verbose_name = _("session for colleagues")
        verbose_name_plural = _("sessions for colleagues")
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="colleague_session_has_words"),
            models.CheckConstraint(
                condition=Q(colleagues__gte=1, colleagues__lte=1000),
                name="colleague_session_had_somebody",
            ),
            models.UniqueConstraint(
                fields=["by", "held_on", "what"], name="colleague_session_entered_once"
            ),
        ]

    def __str__(self) -> str:
        return self.what
