"""What becomes of what somebody asked, said, followed and read; words stay with their readers.

Boards, and what others began, are given by their numbers: their names may be closed to the person
by now (L25), and a copy of one's data tells nothing of others (D01).
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from pages.registries import KEPT, OwnData

# What the copy calls a column that is no field.
gettext_noop("earlier words")

RULES = (
    OwnData(
        "forums.Topic.author",
        _("Topics you began"),
        ("title", "kind", "begun_at", "state"),
        "keep",
        KEPT,
    ),
    OwnData(
        "forums.Topic.answer_marked_by",
        _("Questions whose answer you marked"),
        ("title",),
        "empty",
        KEPT,
    ),
    OwnData(
        "forums.Post.author",
        _("What you wrote in the boards"),
        ("topic.title", "posted_at", "text", "earlier_words", "state", "note"),
        "keep",
        KEPT,
    ),
    OwnData(
        "forums.Attachment.by",
        _("Files and pictures you posted"),
        ("human_name", "alt", "post.posted_at", "file"),
        "keep",
        KEPT,
    ),
    OwnData(
        "forums.PostDraft.person",
        _("Drafts of posts"),
        ("title", "text", "saved_at"),
        "delete",
        KEPT,
    ),
    OwnData(
        "forums.CreditRequest.person",
        _("Whether your words may become an article"),
        ("topic.title", "asked_at", "state", "answered_at"),
        "keep",
        KEPT,
    ),
    OwnData(
        "forums.CreditRequest.asked_by",
        _("Authors you asked"),
        ("topic.title", "asked_at"),
        "empty",
        KEPT,
    ),
    OwnData(
        "forums.Follow.person",
        _("What you follow"),
        ("board_id", "topic_id", "followed_id", "since"),
        "delete",
        KEPT,
    ),
    # Who follows whom is told to neither.
    OwnData("forums.Follow.followed", _("Followers"), (), "delete", KEPT),
    OwnData(
        "forums.ReadMarker.person",
        _("How far you have read"),
        ("board_id", "topic_id", "number", "read_up_to"),
        "delete",
        KEPT,
    ),
    OwnData(
        "forums.Report.by",
        _("Posts you reported"),
        ("reported_at", "reason", "words", "state"),
        "empty",
        KEPT,
    ),
    OwnData(
        "forums.Report.settled_by",
        _("Reports you settled"),
        ("settled_at", "state", "outcome"),
        "empty",
        KEPT,
    ),
    OwnData(
        "forums.Sanction.person",
        _("What was done about you in the boards"),
        ("kind", "reason", "begun_at", "until_at", "state"),
        "keep",
        KEPT,
    ),
    OwnData(
        "forums.Sanction.by",
        _("Warnings and suspensions you gave"),
        ("kind", "reason", "begun_at"),
        "keep",
        KEPT,
    ),
    OwnData(
        "forums.Sanction.ended_by",
        _("Warnings and suspensions you ended"),
        ("kind", "ended_at"),
        "keep",
        KEPT,
    ),
)
