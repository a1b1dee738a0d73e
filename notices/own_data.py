"""What becomes of the rows of this room that point at a person. Notices first: mails hold them."""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, Kept, OwnData

RULES = (
    OwnData(
        "notices.Notice.person",
        _("Your notices"),
        ("told_at", "kind", "about.title", "read_at"),
        "delete",
        Kept(days=365, since="told_at"),
    ),
    # Others keep what they were told.
    OwnData(
        "notices.Notice.by",
        _("Notices you caused"),
        ("told_at", "kind"),
        "empty",
        Kept(days=365, since="told_at"),
    ),
    OwnData(
        "notices.Preference.person",
        _("How often mail reaches you"),
        ("kind", "frequency"),
        "delete",
        KEPT,
    ),
    # The words of others, in letters to this person, are theirs to tell.
    OwnData(
        "notices.Mail.person",
        _("Mails to you"),
        ("written_at", "form", "state", "settled_at"),
        "delete",
        KEPT,
    ),
    OwnData(
        "notices.Mail.reply_to_person",
        _("Mails that could be answered to you"),
        ("written_at", "form", "state"),
        "empty",
        KEPT,
    ),
)
