"""A body as HTML, its headings, and its number of words."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.html import format_html_join, strip_tags
from django.utils.safestring import SafeString
from wagtail.blocks.stream_block import StreamValue

from pages.blocks import anchor_of
from pages.keeping import kept
from pages.models import PictureRendition

# The sizes templates/pages/blocks/picture.html asks for; made when a page is published.
PICTURE_SIZES = ("width-640|format-webp", "width-1280|format-webp")
WORDS_PER_MINUTE = 200


@dataclass(frozen=True)
class Heading:
    """One heading of a body; `level` is 2, 3 or 4."""

    title: str
    anchor: str
    level: int


@dataclass(frozen=True)
class RenderedBody:
    """HTML that is safe to show, with what a table of contents and a reading time need."""

    html: SafeString
    headings: tuple[Heading, ...]
    words: int

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes, 1 at least; 0 for an empty body."""
        return -(-self.words // WORDS_PER_MINUTE)


def render_body(body: StreamValue) -> RenderedBody:
    """Render every block with its anchor; queries do not grow with the number of pictures."""
    _fetch_renditions(body)
    html = format_html_join(
        "\n",
        "{}",
        ((b.block.render(b.value, {"anchor": anchor_of(b.id)}),) for b in body),
    )
    headings = tuple(
        Heading(b.value["text"], anchor_of(b.id), int(b.value["level"]))
        for b in body
        if b.block_type == "heading"
    )
    return RenderedBody(html=html, headings=headings, words=len(strip_tags(html).split()))


def rendered_body(page: Any, site_version: int | None) -> RenderedBody:
    """The body of a live page, kept in this process as long as the library does not move.

    `site_version` is None for drafts and previews, which are never kept.
    """
    return kept(f"body:{page.pk}", site_version, lambda: render_body(page.body))


def _fetch_renditions(body: StreamValue) -> None:
    pictures = [
        block.value["picture"]
        for block in body
        if block.block_type == "picture" and block.value.get("picture") is not None
    ]
    if pictures:
        wanted = PictureRendition.objects.filter(filter_spec__in=PICTURE_SIZES)
        prefetch_related_objects(
            pictures, Prefetch("renditions", wanted, to_attr="prefetched_renditions")
        )
