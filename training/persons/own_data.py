"""What becomes of keys, resemblances and merges that point at a person.

A merge stays under "former member": whose participations count together must not change by it.
"""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, OwnData

RULES = (
    OwnData(
        "training.NameKey.person",
        _("Under what your name is found again in trainings"),
        ("key",),
        "delete",
        KEPT,
    ),
    OwnData(
        "training.Merge.kept", _("Entries merged into yours"), ("at", "undone_at"), "keep", KEPT
    ),
    OwnData(
        "training.Merge.other",
        _("Merges of your entry into another"),
        ("at", "undone_at"),
        "keep",
        KEPT,
    ),
    OwnData("training.Merge.by", _("Entries you merged"), ("at",), "empty", KEPT),
    OwnData("training.Merge.undone_by", _("Merges you undid"), ("undone_at",), "empty", KEPT),
    OwnData(
        "training.Resemblance.one",
        _("Entries that resemble yours"),
        ("found_at", "not_the_same_at"),
        "delete",
        KEPT,
    ),
    OwnData(
        "training.Resemblance.other",
        _("Entries that yours resembles"),
        ("found_at", "not_the_same_at"),
        "delete",
        KEPT,
    ),
    OwnData(
        "training.Resemblance.not_the_same_by",
        _("Entries of which you said that they are two persons"),
        ("not_the_same_at",),
        "empty",
        KEPT,
    ),
)
