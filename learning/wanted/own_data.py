"""What becomes of a reader's wishes for translations."""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, OwnData

RULES = (
    OwnData(
        "learning.WantedTranslation.person",
        _("Translations you asked for"),
        ("translation_key", "language", "asked_at"),
        "delete",
        KEPT,
    ),
)
