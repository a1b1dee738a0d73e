"""A Word file as the text of a draft: its title, and its blocks with their pictures."""

import io
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

import mammoth
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from wagtail.models import Collection

from learning.importing.blocks import Block, plan_part, render
from learning.importing.links import Target
from learning.importing.outline import LONGEST_HEADING, Outline, Part, read_outline
from pages.images import clean_picture
from pages.storing import store_clean_picture
from pages.uploads import human_name

# What mammoth does not know by itself; it knows headings, lists, tables, links and footnotes.
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Caption'] => p:fresh
strike => s
"""
_FOLLOWED = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class WordText:
    """`body` is StreamField data for an item; `lost_pictures` counts those of no usable kind."""

    title: str
    body: list[Block]
    lost_pictures: int


def read_word_file(
    file: IO[bytes], name: str, *, collection: Collection | None = None, by: Any = None
) -> WordText:
    """The text of a docx file that `pages.uploads.check_file` has let through.

    Its pictures are cleaned and stored in `collection`; one without a description in Word has none
    here either, and the CMS asks for it before it publishes. The title is the heading the text
    begins with, or the name of the file. Raises ValidationError, with a sentence, where Word itself
    could not read it.
    """
    pictures: dict[str, ContentFile] = {}
    lost: list[str] = []
    try:
        html = mammoth.convert_to_html(
            file,
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(_keeper(pictures, lost)),
        ).value
    except Exception as error:
        raise ValidationError(
            _("This Word file cannot be read. Open it, save it anew, and upload that."),
            code="damaged",
        ) from error
    outline = read_outline(html)
    title = outline.title[:LONGEST_HEADING] or human_name(name)
    stored: dict[str, int] = {}

    def picture_of(source: str) -> int | None:
        if source not in stored:
            content = pictures[source]
            stored[source] = store_clean_picture(
                content, title=title, collection=collection, by=by
            ).pk
        return stored[source]

    return WordText(title, list(_blocks(outline, pictures, picture_of)), len(lost))


def _keeper(pictures: dict[str, ContentFile], lost: list[str]) -> Any:
    """What mammoth calls for each picture: cleans it, and gives the name it goes by meanwhile."""

    def keep(image: Any) -> dict[str, str]:
        source = f"word:{len(pictures) + len(lost)}"
        with image.open() as content:
            try:
                pictures[source] = clean_picture(io.BytesIO(content.read()))
            except ValidationError:
                # Drawings of old Word (EMF, WMF) are no pictures that a browser shows.
                lost.append(source)
        return {"src": source, "alt": image.alt_text or ""}

    return keep


def _blocks(outline: Outline, pictures: dict[str, ContentFile], picture_of: Any) -> Iterator[Block]:
    part = Part("", frozenset(), outline.nodes)
    drafts = plan_part(part, uuid.uuid4().hex, outline.notes, pictures.__contains__)
    for draft in drafts:
        block = render(draft, _link_of, picture_of, title="")
        if block is not None:
            yield block


def _link_of(href: str) -> Target | None:
    return Target(address=href) if href.startswith(_FOLLOWED) else None
