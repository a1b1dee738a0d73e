"""What becomes of the rows of this room that point at a person."""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, OwnData

RULES = (
    OwnData(
        "search.SavedSearch.person",
        _("Your saved searches"),
        ("name", "words", "filters", "language", "made_at"),
        "delete",
        KEPT,
    ),
    OwnData(
        "search.SettledGap.by",
        _("Searches without a result that you settled"),
        ("query.words", "at"),
        "empty",
        KEPT,
    ),
)
