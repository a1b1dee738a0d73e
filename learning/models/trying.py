"""What a municipality says came of a text where it tried it."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning.trying.reach import visible_reports
from learning.trying.states import LIVE, ReportState, VersionState
from people.models import Organisation

LONGEST_CHANGE, LONGEST_REASON = 1_000, 500


class Outcome(models.TextChoices):
    ADOPTED = "adopted", pgettext_lazy("what was tried", "Adopted")
    ADAPTED = "adapted", pgettext_lazy("what was tried", "Adapted")
    FAILED = "failed", pgettext_lazy("what was tried", "Did not work")


class TriedReportQuerySet(models.QuerySet["TriedReport"]):
    def of(self, translation_keys: Any) -> "TriedReportQuerySet":
        """Reports on these texts, in whatever language they were read."""
        return self.filter(translation_key__in=translation_keys)

    def confirmed(self) -> "TriedReportQuerySet":
        """What stands on its text for everyone who may read that."""
        return self.filter(state=ReportState.OPEN, standing__isnull=False)

    def visible_to(self, person: Any) -> "TriedReportQuerySet":
        """Confirmed ones, own ones, and those one confirms; of texts that `person` may read."""
        return self.filter(visible_reports(person))


class TriedReport(models.Model):
    """One report of one municipality on one text, for all its language versions.

    `standing` is the version that was confirmed last, `waiting` the one that is filed or was sent
    back. A hidden report keeps its place: the municipality cannot file another one around it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    translation_key = models.UUIDField(_("text"), editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="tried_reports"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState, default=ReportState.OPEN
    )
    standing = models.OneToOneField(
        "learning.TriedVersion", on_delete=models.RESTRICT, null=True, blank=True, related_name="+"
    )
    waiting = models.OneToOneField(
        "learning.TriedVersion", on_delete=models.RESTRICT, null=True, blank=True, related_name="+"
    )
    moved_at = models.DateTimeField(_("last moved"), default=timezone.now)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    hidden_reason = models.CharField(_("why it is hidden"), max_length=LONGEST_REASON, blank=True)

    objects = TriedReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of what was tried")
        verbose_name_plural = _("reports of what was tried")
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "organisation"],
                condition=Q(state__in=LIVE),
                name="tried_once_by_each_municipality",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values), name="tried_report_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.HIDDEN) | ~Q(hidden_reason=""),
                name="tried_report_hidden_says_why",
            ),
            models.CheckConstraint(
                condition=Q(standing=None) | Q(waiting=None) | ~Q(standing=F("waiting")),
                name="tried_version_stands_or_waits",
            ),
        ]
        indexes = [
            models.Index(fields=["translation_key", "-moved_at", "-id"], name="tried_newest_first")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def shown(self) -> "TriedVersion | None":
        """What is said of it where only one version is shown."""
        return self.standing or self.waiting


class TriedVersion(models.Model):
    """What was said at one time. `since` is the first day of the month in which it was tried.

    `post` is what the author was then; their name is not shown. `case_key` names a text of their
    own on the same, in all its languages.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(TriedReport, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(
        _("state"), max_length=10, choices=VersionState, default=VersionState.FILED
    )
    outcome = models.CharField(_("how it went"), max_length=10, choices=Outcome)
    change = models.TextField(_("what changed"), max_length=LONGEST_CHANGE)
    since = models.DateField(_("when"))
    with_whom = models.CharField(_("with whom"), max_length=200, blank=True)
    case_key = models.UUIDField(_("own text"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    post = models.CharField(_("post"), max_length=150, blank=True)
    filed_at = models.DateTimeField(_("filed"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.CharField(_("why it was sent back"), max_length=LONGEST_REASON, blank=True)

    class Meta:
        verbose_name = _("version of a report of what was tried")
        verbose_name_plural = _("versions of reports of what was tried")
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="tried_version_numbered"),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(state__in=("filed", "sent-back")),
                name="tried_report_has_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(state__in=VersionState.values), name="tried_version_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="tried_version_outcome_is_known"
            ),
            models.CheckConstraint(condition=~Q(change=""), name="tried_version_says_something"),
            models.CheckConstraint(
                condition=~Q(state=VersionState.SENT_BACK) | ~Q(reason=""),
                name="tried_version_sent_back_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(VersionState.SENT_BACK, VersionState.CONFIRMED))
                | Q(decided_at__isnull=False),
                name="tried_version_decided_says_when",
            ),
            models.CheckConstraint(condition=Q(since__day=1), name="tried_version_tells_a_month"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def was_given_back(self) -> bool:
        return self.state == VersionState.SENT_BACK
