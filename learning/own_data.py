"""What becomes of the rows of the library that point at a person."""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, OwnData

RULES = (
    OwnData(
        "learning.ShelfEntry.person",
        _("Your shelf"),
        ("item.title", "item.address", "kept_at"),
        "delete",
        KEPT,
    ),
    # The post goes on answering; without one the editors do.
    OwnData(
        "learning.LibraryItem.contact_person",
        _("Texts you answer for"),
        ("title", "address", "contact_post"),
        "empty",
        KEPT,
    ),
    OwnData(
        "learning.LibraryItem.confirmed_by",
        _("Texts you confirmed"),
        ("title", "address", "confirmed_on"),
        "keep",
        KEPT,
    ),
    # Not a relation of its own: the words of the pages that `wagtailcore.Page.owner` lists.
    OwnData(
        "learning.LibraryItem.owner",
        _("Texts you began, with their words"),
        ("title", "newest_words"),
        "keep",
        KEPT,
    ),
)
