"""What becomes of newsletters when somebody fetches or deletes what is kept about them."""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, OwnData

RULES = (
    OwnData(
        "people.Newsletter.written_by",
        _("Newsletters you wrote"),
        ("association.name", "subject", "message", "begun_at"),
        "keep",
        KEPT,
    ),
    OwnData(
        "people.Newsletter.approved_by",
        _("Newsletters you approved"),
        ("association.name", "subject", "begun_at"),
        "keep",
        KEPT,
    ),
)
