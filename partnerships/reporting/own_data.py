"""What becomes of reports that point at a person: they stay with the partnership."""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, OwnData

RULES = (
    OwnData(
        "partnerships.Report.made_by",
        _("Reports of partnerships you asked for"),
        ("called", "due_on", "made_at"),
        "empty",
        KEPT,
    ),
    OwnData(
        "partnerships.Report.handed_in_by",
        _("Reports of partnerships you handed in"),
        ("called", "words", "file", "handed_in_at"),
        "empty",
        KEPT,
    ),
    OwnData(
        "partnerships.Report.decided_by",
        _("Reports of partnerships you decided on"),
        ("called", "state", "reason", "decided_at"),
        "empty",
        KEPT,
    ),
)
