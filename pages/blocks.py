"""The blocks of a body. Each has a stable id from Wagtail, which a link can point to."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText

from pages.html import clean_html

TEXT_FEATURES = [
    "bold",
    "italic",
    "strikethrough",
    "superscript",
    "subscript",
    "code",
    "ol",
    "ul",
    "blockquote",
    "link",
    "document-link",
]


def anchor_of(block_id: str | None) -> str:
    """The id of a block's element in the page: `b-` and eight digits of the block's own id."""
    return f"b-{(block_id or '').replace('-', '')[:8]}"


class CleanTextBlock(blocks.RichTextBlock):
    """Rich text that has passed the one allow-list when it was written (safeguards U12)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    def clean(self, value: RichText) -> RichText:
        return super().clean(RichText(clean_html(value.source)))


class HeadingBlock(blocks.StructBlock):
    level = blocks.ChoiceBlock(
        choices=[("2", _("Heading")), ("3", _("Smaller heading")), ("4", _("Smallest heading"))],
        default="2",
        label=_("level"),
    )
    text = blocks.CharBlock(max_length=250, label=_("heading"))

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "pages/blocks/heading.html"


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        max_length=500,
        label=_("what the picture shows"),
        help_text=_("Read aloud to those who do not see it, and shown where it does not load."),
    )
    caption = blocks.CharBlock(max_length=500, required=False, label=_("caption"))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "pages/blocks/picture.html"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=250, label=_("what to do"))
    text = CleanTextBlock(required=False, label=_("how"))


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        choices=[("note", _("Note")), ("warn", _("Warning"))], default="note", label=_("tone")
    )
    title = blocks.CharBlock(max_length=250, required=False, label=_("title"))
    text = CleanTextBlock(label=_("text"))

    class Meta:
        icon = "warning"
        label = _("Call-out")
        template = "pages/blocks/callout.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("words"))
    by = blocks.CharBlock(max_length=250, required=False, label=_("who said it"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "pages/blocks/quote.html"


class FileBlock(blocks.StructBlock):
    file = DocumentChooserBlock(label=_("file"))
    title = blocks.CharBlock(max_length=250, required=False, label=_("title"))

    class Meta:
        icon = "doc-full"
        label = _("File to download")
        template = "pages/blocks/file.html"


class VideoBlock(blocks.StructBlock):
    """A link to a video; nothing of it loads before the reader asks."""

    url = blocks.URLBlock(label=_("address of the video"))
    title = blocks.CharBlock(max_length=250, label=_("what it shows"))

    class Meta:
        icon = "media"
        label = _("Video")
        template = "pages/blocks/video.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["url"].startswith("https://"):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "url": ValidationError(_("Give an address that begins with https://"))
                }
            )
        return cleaned


class BodyBlock(blocks.StreamBlock):
    """All kinds of block a body may hold; their names are stored and never change."""

    heading = HeadingBlock()
    text = CleanTextBlock(label=_("Text"), icon="pilcrow", template="pages/blocks/text.html")
    picture = PictureBlock()
    table = TableBlock(label=_("Table"), icon="table", template="pages/blocks/table.html")
    steps = blocks.ListBlock(
        StepBlock(), label=_("Steps"), icon="list-ol", template="pages/blocks/steps.html"
    )
    checklist = blocks.ListBlock(
        blocks.CharBlock(max_length=500),
        label=_("Checklist"),
        icon="tick-inverse",
        template="pages/blocks/checklist.html",
    )
    callout = CalloutBlock()
    quote = QuoteBlock()
    file = FileBlock()
    video = VideoBlock()

    class Meta:
        required = False
