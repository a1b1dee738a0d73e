"""Paragraphs of manuals, in the words of the partnership registry.

A key names the page by what all its languages share, and the block of one of them by its anchor. In
another language it is the block with the same anchor, else the heading at the same place.
"""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import get_language

from learning.models import ChapterPage, ManualPage
from pages.audiences import readable_by
from pages.blocks import anchor_of
from partnerships.registries import Manual, Paragraph

PREFIX = "manual-paragraph"
LONGEST_TEXT, LONGEST_ANCHOR = 420, 40
_MODELS: tuple[type[Any], ...] = (ManualPage, ChapterPage)
_WITH_WORDS = ("text", "callout")


def _key_at(path: str, anchor: str) -> str | None:
    """Of a manual or a chapter; with an anchor only where that is there."""
    for model in _MODELS:
        page = model.objects.filter(our_address__address=path).first()
        if page is not None:
            is_there = not anchor or _index_of(_blocks_of(page), anchor) is not None
            return f"{PREFIX}:{page.translation_key}#{anchor}" if is_there else None
    return None


def _shown(keys: Iterable[str], reader: Any) -> dict[str, Paragraph]:
    """Five queries, whatever the number of keys."""
    wanted = {key: read for key in keys if (read := _read(key)) is not None}
    pages = _pages_with({translation for translation, _anchor in wanted.values()})
    readable = _readable(pages, reader)
    found = {}
    for key, (translation, anchor) in wanted.items():
        versions = [page for page in pages if page.translation_key == translation]
        shown = _in_reach([page for page in versions if page.pk in readable])
        paragraph = next((one for page in shown if (one := _of(page, anchor, versions))), None)
        if paragraph is not None:
            found[key] = paragraph
    return found


def _read(key: str) -> tuple[uuid.UUID, str] | None:
    tail, _hash, anchor = key.partition(":")[2].partition("#")
    try:
        return uuid.UUID(tail), anchor
    except ValueError:
        return None


def _pages_with(translations: set[uuid.UUID]) -> list[Any]:
    """Live ones in all languages; one query for manuals, one for chapters."""
    rows = [
        model.objects.live().filter(translation_key__in=translations).select_related("our_address")
        for model in _MODELS
    ]
    return [page for found in rows for page in found.select_related("locale")]


def _readable(pages: list[Any], reader: Any) -> set[int]:
    """Numbers of those whose reader this is; a chapter is read with its manual."""
    manuals = {page.path if isinstance(page, ManualPage) else _above(page) for page in pages}
    open_paths = set(
        readable_by(ManualPage.objects.filter(path__in=manuals), reader).values_list(
            "path", flat=True
        )
    )
    numbers = [page.pk for page in pages if isinstance(page, ChapterPage)]
    chapters = readable_by(ChapterPage.objects.filter(Q(pk__in=numbers)), reader)
    open_numbers = set(chapters.values_list("pk", flat=True))
    return {
        page.pk
        for page in pages
        if (page.path in open_paths if isinstance(page, ManualPage) else page.pk in open_numbers)
        and (isinstance(page, ManualPage) or _above(page) in open_paths)
    }


def _above(page: Any) -> str:
    return str(page.path[: -page.steplen])


def _in_reach(versions: list[Any]) -> list[Any]:
    """The language of the screen first, then English, then any."""
    order = [(get_language() or "en")[:2], "en"]
    return sorted(
        versions,
        key=lambda page: (
            order.index(page.locale.language_code)
            if page.locale.language_code in order
            else len(order),
            page.pk,
        ),
    )


def _of(page: Any, anchor: str, versions: list[Any]) -> Paragraph | None:
    """The paragraph of this page that the anchor means in one of its versions."""
    blocks = _blocks_of(page)
    start = _start_in(blocks, anchor, versions)
    if start is None:
        return None
    first = blocks[start] if start < len(blocks) else None
    above = next((one for one in reversed(blocks[: start + 1]) if one["type"] == "heading"), None)
    title = above["value"]["text"] if above and anchor else page.title
    own = anchor_of(first["id"]) if first and anchor else ""
    return Paragraph(
        title=title,
        text=_words_from(blocks[start:]),
        url=f"{page.our_address.address}{'#' if own else ''}{own}",
        language=page.locale.language_code,
    )


def _start_in(blocks: list[Any], anchor: str, versions: list[Any]) -> int | None:
    """Where it begins; None where this version has no such place."""
    if not anchor:
        return 0
    if (own := _index_of(blocks, anchor)) is not None:
        return own
    for version in versions:
        others = _blocks_of(version)
        index = _index_of(others, anchor)
        if index is not None:
            return _same_heading(blocks, others, index)
    return None


def _same_heading(blocks: list[Any], others: list[Any], index: int) -> int | None:
    """The heading at the place that the one at or above `index` has in the other version, where
    both have as many.
    """
    own, theirs = _headings_in(blocks), _headings_in(others)
    place = sum(one <= index for one in theirs) - 1
    if len(own) != len(theirs) or place < 0:
        return None
    return own[place]


def _headings_in(blocks: list[Any]) -> list[int]:
    return [index for index, block in enumerate(blocks) if block["type"] == "heading"]


def _index_of(blocks: list[Any], anchor: str) -> int | None:
    if len(anchor) > LONGEST_ANCHOR:
        return None
    return next((i for i, block in enumerate(blocks) if anchor_of(block["id"]) == anchor), None)


def _blocks_of(page: Any) -> list[Any]:
    """The stored blocks: nothing of them is rendered, and no picture is asked for."""
    return [block for block in page.body.raw_data if block.get("id")]


def _words_from(blocks: list[Any]) -> str:
    """The first words under the heading, until the next one."""
    words: list[str] = []
    for block in blocks[1:] if blocks and blocks[0]["type"] == "heading" else blocks:
        if block["type"] == "heading":
            break
        if block["type"] in _WITH_WORDS:
            html = block["value"] if block["type"] == "text" else block["value"]["text"]
            words.append(" ".join(strip_tags(html.replace("</p>", " </p>")).split()))
    return Truncator(" ".join(words)).chars(LONGEST_TEXT)


MANUALS = (Manual(PREFIX, _key_at, _shown),)
