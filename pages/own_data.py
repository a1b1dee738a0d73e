"""What becomes of the rows of this room, and of Wagtail's, that point at a person."""

from django.utils.translation import gettext_lazy as _

from pages.registries import KEPT, Kept, OwnData

UPLOADS = ("title", "created_at", "file")

RULES = (
    # Uploads belong to the organisation for which they were made.
    OwnData("pages.Picture.uploaded_by_user", _("Pictures you uploaded"), UPLOADS, "keep", KEPT),
    OwnData("pages.File.uploaded_by_user", _("Files you uploaded"), UPLOADS, "keep", KEPT),
    OwnData(
        "wagtailcore.Page.owner",
        _("Pages you began"),
        ("draft_title", "url_path", "first_published_at", "live"),
        "keep",
        KEPT,
    ),
    OwnData("wagtailcore.Page.locked_by", _("Pages you locked"), ("draft_title",), "empty", KEPT),
    OwnData(
        "wagtailcore.Revision.user",
        _("Versions of texts you saved"),
        ("object_str", "created_at"),
        "keep",
        KEPT,
    ),
    OwnData(
        "wagtailcore.PageLogEntry.user",
        _("What you did to pages"),
        ("timestamp", "action", "label"),
        "keep",
        KEPT,
    ),
    OwnData(
        "wagtailcore.ModelLogEntry.user",
        _("What you did to lists"),
        ("timestamp", "action", "label"),
        "keep",
        KEPT,
    ),
    OwnData(
        "wagtailcore.WorkflowState.requested_by",
        _("Texts you sent for approval"),
        ("created_at", "status"),
        "keep",
        KEPT,
    ),
    OwnData(
        "wagtailcore.TaskState.finished_by",
        _("Approvals you gave"),
        ("finished_at", "status", "comment"),
        "keep",
        KEPT,
    ),
    OwnData(
        "wagtailcore.Comment.user",
        _("Comments on drafts"),
        ("created_at", "text"),
        "keep",
        KEPT,
    ),
    OwnData(
        "wagtailcore.Comment.resolved_by",
        _("Comments you settled"),
        ("resolved_at",),
        "keep",
        KEPT,
    ),
    OwnData(
        "wagtailcore.CommentReply.user",
        _("Answers to comments"),
        ("created_at", "text"),
        "keep",
        KEPT,
    ),
    OwnData(
        "wagtailcore.PageSubscription.user",
        _("Pages whose comments you follow"),
        ("page.draft_title",),
        "delete",
        KEPT,
    ),
    OwnData(
        "wagtailcore.UploadedFile.uploaded_by_user",
        _("Uploads you did not finish"),
        ("file",),
        "delete",
        KEPT,
    ),
    OwnData(
        "wagtailusers.UserProfile.user",
        _("Settings for editing"),
        ("preferred_language", "current_time_zone", "theme", "avatar"),
        "delete",
        KEPT,
    ),
    OwnData(
        "wagtailadmin.EditingSession.user",
        _("Pages open for editing"),
        ("last_seen_at",),
        "delete",
        Kept(days=1, since="last_seen_at"),
    ),
    OwnData(
        "wagtailadmin.FormState.user",
        _("Forms not saved yet"),
        ("last_updated_at", "data"),
        "delete",
        Kept(days=30, since="last_updated_at"),
    ),
    # Wagtail's own tables, in whose place ours stand; they are empty.
    OwnData("wagtailimages.Image.uploaded_by_user", _("Pictures"), UPLOADS, "keep", KEPT),
    OwnData("wagtaildocs.Document.uploaded_by_user", _("Files"), UPLOADS, "keep", KEPT),
    OwnData(
        "wagtail_localize.StringTranslation.last_translated_by",
        _("Sentences you translated"),
        ("data", "updated_at"),
        "keep",
        KEPT,
    ),
    OwnData(
        "wagtail_localize.SegmentOverride.last_translated_by",
        _("Parts you set in a translation"),
        ("data_json", "updated_at"),
        "keep",
        KEPT,
    ),
)
