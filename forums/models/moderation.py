"""What readers report, and what is done about whom."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.states import ReportState, SanctionState
from people.models import Organisation

from .post import Post

# So long a removal can be taken back (U28).
REVERSIBLE_FOR = datetime.timedelta(days=30)


class Report(models.Model):
    """A reader says that something is wrong with a post; once for each reader and post (C14).

    `association` is that of the board when it was reported: whose editors decide. Without one the
    programme's do. Who reported is told to nobody but them.
    """

    class Reason(models.TextChoices):
        SPAM = "spam", _("It is advertising or has nothing to do with our work")
        RUDE = "rude", _("It insults or threatens somebody")
        PRIVATE = "private", _("It tells private things about somebody")
        WRONG = "wrong", _("It is wrong in a way that could do harm")
        OTHER = "other", _("Something else")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="reports"
    )
    association = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    reason = models.CharField(_("what is wrong"), max_length=10, choices=Reason)
    words = models.CharField(_("in your words"), max_length=500, blank=True)
    reported_at = models.DateTimeField(_("reported"), default=timezone.now)
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState, default=ReportState.OPEN
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    outcome = models.CharField(_("what was done"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("report of a post")
        verbose_name_plural = _("reports of posts")
        constraints = [
            models.UniqueConstraint(fields=["post", "by"], name="report_once_per_reader"),
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values), name="report_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["spam", "rude", "private", "wrong", "other"]),
                name="report_reason_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.OPEN, settled_at__isnull=True)
                | (~Q(state=ReportState.OPEN) & Q(settled_at__isnull=False)),
                name="report_settled_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["association", "state", "reported_at"], name="report_queue"),
            models.Index(fields=["post"], name="report_open", condition=Q(state=ReportState.OPEN)),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.reason}"


class Sanction(models.Model):
    """What was done about a person: a warning, a suspension until a day, or their removal.

    It holds in the boards of one `association`, or everywhere where it names none. A removal takes
    away all posts and topics (`posts_removed`, `topics_removed`) and what `kept` holds of other
    places, and can be taken back until `reversible_until`.
    """

    class Kind(models.TextChoices):
        WARNING = "warning", _("Warning")
        SUSPENSION = "suspension", _("Suspension")
        REMOVAL = "removal", _("Removal")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sanctions"
    )
    # Of the form that took it: one form is one measure.
    key = models.UUIDField(null=True, unique=True, editable=False)
    kind = models.CharField(_("what was done"), max_length=10, choices=Kind)
    association = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="sanctions"
    )
    reason = models.CharField(_("why"), max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    begun_at = models.DateTimeField(_("since"), default=timezone.now)
    until_at = models.DateTimeField(_("until"), null=True, blank=True)
    reversible_until = models.DateTimeField(null=True, blank=True)
    kept = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=SanctionState, default=SanctionState.IN_FORCE
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("sanction")
        verbose_name_plural = _("sanctions")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="sanction_has_a_reason"),
            models.CheckConstraint(
                condition=Q(kind__in=["warning", "suspension", "removal"]),
                name="sanction_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SanctionState.values), name="sanction_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(kind="suspension")
                | Q(until_at__isnull=False, until_at__gt=F("begun_at")),
                name="suspension_has_an_end",
            ),
            models.CheckConstraint(
                condition=~Q(kind="removal") | Q(reversible_until__isnull=False),
                name="removal_can_be_taken_back",
            ),
            models.CheckConstraint(
                condition=Q(state=SanctionState.IN_FORCE) | Q(ended_at__isnull=False),
                name="sanction_ended_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind}"
