"""Hits as a results page shows them: read again from the database for this person, now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from learning.cards import TYPE_LABELS, Audience, audience_from
from learning.models import ChapterPage, LibraryItem
from pages.audiences import readable_by
from pages.languages import OWN_NAMES, direction_of
from pages.models import Barrier, File, PageAddress
from search.engine.interface import FoundPart, Hit
from search.facets import country_name
from search.sources import page_id_of

_MOST_COUNTRIES = 2


class _Row(NamedTuple):
    """An item as its hit says it now; ten whole items would cost the page a quarter more."""

    item_id: int
    title: str
    url: str
    is_public: bool
    path: str
    external_id: str | None
    item_type: str
    language: str
    confirmed_on: date | None
    review_by: date | None
    listed_at: datetime | None
    author: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class ShownHit:
    """One hit. `passage` is safe HTML; part_url is empty where the item itself is the answer."""

    title: str
    url: str
    external_id: str
    type: str
    type_label: str
    organisation: str
    country_name: str
    language: str
    language_name: str
    dir: str
    is_other_language: bool
    confirmed_on: date | None
    published_on: datetime | None
    is_stale: bool
    audience: Audience | None
    passage: SafeString
    part_kind: str
    part_label: str
    part_url: str


def show_hits(hits: Sequence[Hit], person: Any) -> list[ShownHit]:
    """Hits that ``person`` may read now, in their order; a fixed number of queries."""
    ids = [page_id_of(hit.key) for hit in hits]
    rows = _items(ids, person)
    rows |= _chapters([pk for pk in ids if pk not in rows], person)
    closed = _barriers(pk for pk, row in rows.items() if not row.is_public)
    addresses, files = _addresses(hits, rows), _files(hits)
    today, language = timezone.now().date(), get_language() or "en"
    shown = []
    for hit, pk in zip(hits, ids, strict=True):
        if pk not in rows:
            continue
        row = rows[pk]
        part_label, part_url = _part(hit.part, row.url, addresses, files)
        shown.append(
            ShownHit(
                title=row.title,
                url=row.url,
                external_id=row.external_id or "",
                type=row.item_type,
                type_label=str(TYPE_LABELS.get(row.item_type, row.item_type)),
                organisation=row.author or row.source or "",
                country_name=", ".join(
                    country_name(code, language) for code in hit.countries[:_MOST_COUNTRIES]
                ),
                language=row.language,
                language_name=OWN_NAMES.get(row.language, row.language),
                dir=direction_of(row.language),
                is_other_language=row.language != language,
                confirmed_on=row.confirmed_on,
                published_on=row.listed_at,
                is_stale=row.review_by is not None and row.review_by < today,
                audience=audience_from(closed[pk]) if pk in closed else None,
                # Escaped by the highlighter, which adds <mark> and nothing else.
                passage=mark_safe(hit.passage),
                part_kind=hit.part.kind if hit.part else "",
                part_label=part_label,
                part_url=part_url,
            )
        )
    return shown


def _items(ids: Iterable[int], person: Any, **where: Any) -> dict[int, _Row]:
    items = LibraryItem.objects.visible_to(person)
    found = items.filter(**where) if where else items.filter(pk__in=list(ids))
    rows = found.order_by().values_list(
        "pk",
        "title",
        "our_address__address",
        "our_address__is_public",
        "path",
        "external_id",
        "item_type",
        "language",
        "confirmed_on",
        "review_by",
        "listed_at",
        "author_organisation__name",
        "source_organisation__name",
    )
    return {row[0]: _Row(*row) for row in rows}


def _chapters(ids: list[int], person: Any) -> dict[int, _Row]:
    """Chapters that were found by themselves, with the facts of their manual; mostly none."""
    if not ids:
        return {}
    chapters = readable_by(ChapterPage.objects.filter(pk__in=ids), person).annotate(
        address=F("our_address__address"), is_public=F("our_address__is_public")
    )
    rows = chapters.values_list("pk", "title", "address", "is_public", "path")
    above = {path[: -Page.steplen] for *_rest, path in rows}
    manuals = {row.path: row for row in _items((), person, path__in=above).values()}
    return {
        pk: manuals[path[: -Page.steplen]]._replace(
            title=title, url=url, is_public=is_public, external_id=None
        )
        for pk, title, url, is_public, path in rows
        if path[: -Page.steplen] in manuals
    }


def _barriers(page_ids: Iterable[int]) -> dict[int, list[str]]:
    """Audience keys of pages that not everyone may read; no query where all are public."""
    closed = list(page_ids)
    keys: dict[int, list[str]] = {}
    if closed:
        rows = Barrier.objects.filter(page_id__in=closed)
        for page_id, key in rows.values_list("page_id", "audience__key"):
            keys.setdefault(page_id, []).append(key)
    return keys


def _addresses(hits: Sequence[Hit], rows: dict[int, _Row]) -> dict[int, str]:
    """Addresses of the pages that parts lead to."""
    known = {pk: row.url for pk, row in rows.items()}
    wanted = {
        page_id_of(hit.part.target)
        for hit in hits
        if hit.part is not None and hit.part.target.startswith("page:")
    } - known.keys()
    if wanted:
        found = PageAddress.objects.filter(page_id__in=wanted)
        known.update(found.values_list("page_id", "address"))
    return known


def _files(hits: Sequence[Hit]) -> dict[int, File]:
    wanted = {
        _file_id(hit.part.target)
        for hit in hits
        if hit.part is not None and hit.part.target.startswith("file:")
    }
    return File.objects.only("file", "human_name").in_bulk(wanted) if wanted else {}


def _file_id(target: str) -> int:
    return int(target.partition("#")[0].removeprefix("file:"))


def _part(
    part: FoundPart | None, item_url: str, addresses: dict[int, str], files: dict[int, File]
) -> tuple[str, str]:
    """What the link to a part says, and where it leads; empty where there is none to show."""
    if part is None:
        return "", ""
    place, _hash, anchor = part.target.partition("#")
    if part.target.startswith("file:"):
        file = files.get(_file_id(part.target))
        if file is None:
            return "", ""
        number = anchor.removeprefix("page=")
        label = _("%(file)s, page %(number)s") % {"file": part.title, "number": number}
        return label, f"{reverse('file', args=[file.pk, file.download_name])}#{anchor}"
    address = addresses.get(page_id_of(place), item_url)
    url = f"{address}#{anchor}" if anchor else address
    label = part.title or (_("To the passage") if anchor else "")
    return (label, url) if label and url != item_url else ("", "")
