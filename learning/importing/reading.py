"""One document, read and planned: which pages it makes, which blocks they hold."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.utils.text import slugify

from learning.importing.blocks import Draft, plan_part
from learning.importing.following import Anchors
from learning.importing.manifest import Entry, read_source
from learning.importing.markdown import to_html
from learning.importing.outline import Outline, Part, divide, read_outline
from learning.models.item import ItemType

LONGEST_SLUG = 80
LONGEST_SUMMARY = 280
SHORTEST_SUMMARY = 40
_SENTENCE_END = re.compile(r"[.!?؟。…](?=\s)")


@dataclass(frozen=True)
class PlannedPage:
    """One page to be: an item's own (no slug, no title) or a chapter. `key` is its external id."""

    key: str
    slug: str
    title: str
    drafts: list[Draft]


@dataclass(frozen=True)
class Reading:
    """What a document becomes; `anchors` are the names by which links point into it."""

    summary: str
    pages: list[PlannedPage]
    anchors: Anchors


def read_document(folder: Path, entry: Entry, has_picture: Callable[[str], bool]) -> Reading:
    """Read the text of `entry`; raise ValueError with a sentence where it cannot be read."""
    source = read_source(folder, entry)
    is_html = PurePosixPath(entry.path).suffix.lower() in {".html", ".htm"}
    outline = read_outline(source if is_html else to_html(source))
    parts = (
        divide(outline) if entry.kind == ItemType.MANUAL else [Part("", frozenset(), outline.nodes)]
    )
    return plan(outline, parts, entry.path, has_picture)


def plan(
    outline: Outline, parts: list[Part], path: str, has_picture: Callable[[str], bool]
) -> Reading:
    """The pages and anchors of a divided outline; `path` begins the keys of all of them."""
    # Before any picture is taken out of the text.
    summary = summary_of(outline)
    pages: list[PlannedPage] = []
    anchors: Anchors = {}
    taken: set[str] = set()
    for number, part in enumerate(parts):
        slug = _chapter_slug(part.title, number, taken) if number else ""
        key = f"{path}#{slug}" if number else path
        drafts = plan_part(part, key, outline.notes, has_picture)
        pages.append(PlannedPage(key, slug, part.title, drafts))
        for name in part.anchors:
            anchors.setdefault(name, (key, ""))
        for draft in drafts:
            for name in draft.anchors:
                anchors.setdefault(name, (key, draft.id))
    return Reading(summary, pages, anchors)


def summary_of(outline: Outline) -> str:
    """The first words of the text that make a sentence or two, at most 280 signs; may be empty."""
    for node in outline.nodes:
        words = node.text
        if node.element.tag != "p" or len(words) < SHORTEST_SUMMARY:
            continue
        if len(words) <= LONGEST_SUMMARY:
            return words
        ends = [end.end() for end in _SENTENCE_END.finditer(words, 0, LONGEST_SUMMARY)]
        if ends and ends[-1] >= SHORTEST_SUMMARY:
            return words[: ends[-1]]
        return words[: words.rfind(" ", 0, LONGEST_SUMMARY)].rstrip(" ,;:") + "…"
    return ""


def _chapter_slug(title: str, number: int, taken: set[str]) -> str:
    slug = slugify(title, allow_unicode=True)[:LONGEST_SLUG].strip("-_") or f"chapter-{number}"
    free = slug
    again = 2
    while free in taken:
        free = f"{slug}-{again}"
        again += 1
    taken.add(free)
    return free
