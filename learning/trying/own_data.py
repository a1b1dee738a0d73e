"""What becomes of reports of what was tried that point at a person: they are the municipality's."""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, OwnData

RULES = (
    OwnData(
        "learning.TriedVersion.by",
        _("Your reports about texts that you tried"),
        ("filed_at", "state", "outcome", "since", "change", "with_whom"),
        "keep",
        KEPT,
    ),
    OwnData(
        "learning.TriedVersion.decided_by",
        _("Reports of what was tried that you confirmed or sent back"),
        ("decided_at", "state", "reason"),
        "keep",
        KEPT,
    ),
    OwnData(
        "learning.TriedReport.hidden_by",
        _("Reports of what was tried that you hid"),
        ("hidden_reason",),
        "keep",
        KEPT,
    ),
)
