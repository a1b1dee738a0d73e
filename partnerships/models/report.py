"""A report that a partner owes on a day: by the rule of a signed paper, or asked for by hand."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from pages.private_files import PrivateStorage
from pages.templatetags.days import day
from partnerships.states import ReportState
from people.models import Organisation

from .contract import Contract
from .partnership import Partnership

LONGEST_TITLE, LONGEST_REPORT, LONGEST_REASON = 150, 20_000, 1_000


class Report(models.Model):
    """What `owed_by` hands in by `due_on`: words, a private file, something of this site by its key
    (registries.py), or some of these.

    `reason` says what is to be mended where it was sent back. Nobody accepts what they handed in.
    """

    class Kind(models.TextChoices):
        BY_HAND = "hand", pgettext_lazy("report", "asked for")
        INSTALMENT = "instalment", pgettext_lazy("report", "before an instalment")
        YEARLY = "yearly", pgettext_lazy("report", "once a year")
        FINAL = "final", pgettext_lazy("report", "at the end")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="reports")
    contract = models.ForeignKey(
        Contract, on_delete=models.CASCADE, null=True, blank=True, related_name="reports_owed"
    )
    kind = models.CharField(gettext_lazy("kind"), max_length=10, choices=Kind, default=Kind.BY_HAND)
    title = models.CharField(gettext_lazy("what about"), max_length=LONGEST_TITLE, blank=True)
    owed_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(gettext_lazy("due"))
    state = models.CharField(
        gettext_lazy("state"), max_length=8, choices=ReportState, default=ReportState.DUE
    )
    words = models.TextField(gettext_lazy("report"), max_length=LONGEST_REPORT, blank=True)
    thing = models.CharField(max_length=80, blank=True)
    file = models.FileField(storage=PrivateStorage("partnerships"), upload_to="reports", blank=True)
    file_name = models.CharField(max_length=160, blank=True)
    file_type = models.CharField(max_length=100, blank=True)
    reason = models.TextField(
        gettext_lazy("what is to be mended"), max_length=LONGEST_REASON, blank=True
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(gettext_lazy("made"), default=timezone.now)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    handed_in_at = models.DateTimeField(gettext_lazy("handed in"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(gettext_lazy("decided"), null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = gettext_lazy("report of a partnership")
        verbose_name_plural = gettext_lazy("reports of partnerships")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values), name="owed_report_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="hand", contract__isnull=True) & ~Q(title="")
                | ~Q(kind="hand") & Q(contract__isnull=False),
                name="owed_report_says_what_it_is_about",
            ),
            models.CheckConstraint(
                condition=Q(state="due")
                | Q(handed_in_at__isnull=False) & (~Q(words="") | ~Q(thing="") | ~Q(file="")),
                name="owed_report_handed_in_is_something",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""),
                name="owed_report_sent_back_says_why",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(handed_in_by__isnull=True)
                | ~Q(state="accepted")
                | ~Q(decided_by=F("handed_in_by")),
                name="owed_report_accepted_by_another",
            ),
            models.UniqueConstraint(
                fields=["contract", "kind", "due_on", "owed_by"],
                name="owed_report_owed_once_by_a_paper",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="owed_report_due")]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """What it is about, in the reader's language where the site has worded it."""
        if self.kind == self.Kind.INSTALMENT:
            return _("Report before the instalment of %(day)s") % {"day": day(self.due_on)}
        if self.kind == self.Kind.YEARLY:
            return _("Report on the year until %(day)s") % {"day": day(self.due_on)}
        if self.kind == self.Kind.FINAL:
            return _("Final report")
        return self.title

    def is_late(self, on: datetime.date) -> bool:
        return self.state in (ReportState.DUE, ReportState.RETURNED) and self.due_on < on
