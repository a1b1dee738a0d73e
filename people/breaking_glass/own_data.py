"""What becomes of exceptional openings that point at a person; the log has what was done."""

from django.utils.translation import gettext_lazy as _

from pages.registries import Kept, OwnData

THREE_MONTHS = Kept(days=90, since="asked_at")
RULES = (
    OwnData(
        "people.ExceptionalOpening.asked_by",
        _("Records you asked to open by exception"),
        ("asked_at", "state", "reason"),
        "delete",
        THREE_MONTHS,
    ),
    OwnData(
        "people.ExceptionalOpening.decided_by",
        _("Exceptional openings you decided on"),
        ("decided_at", "state"),
        "delete",
        THREE_MONTHS,
    ),
)
