"""Hits as a results page shows them: read again from the database for this person, now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from learning.cards import Audience, audience_from
from pages.audiences import readable_by
from pages.countries import country_name
from pages.languages import OWN_NAMES, direction_of, listed
from pages.models import Barrier, File
from pages.registries import page_key
from search.engine.interface import FoundPart, Hit
from search.kinds import KIND_LABELS
from search.rooms import Readable, RowsOfRoom
from search.sources import is_row, page_ids_among, readable_rows

_MOST_COUNTRIES = 2


class _Row(NamedTuple):
    """What is read again: whether this person may read it now, its title and address.

    `audience_keys` are those of a row of a room; a page's are asked for where it is not public.
    """

    title: str
    url: str
    is_public: bool
    language: str
    group: str
    audience_keys: tuple[str, ...]
    note: str = ""


class Version(NamedTuple):
    """The same text in another language."""

    language: str
    name: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownHit:
    """One hit; `place` is whose it is and its countries, `note` what else its line says.

    `passage` is safe HTML; part_url is empty where the item itself is the answer. `versions` are
    those in other languages that this person may read.
    """

    title: str
    url: str
    external_id: str
    type: str
    type_label: str
    place: str
    note: str
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
    versions: list[Version]


def show_hits(hits: Sequence[Hit], person: Any) -> list[ShownHit]:
    """Hits that ``person`` may read now, in their order; a fixed number of queries.

    Title and address are those of this moment. The rest was true when the item was indexed, some
    moments ago, like the passage itself.
    """
    rows: dict[str, _Row] = {**_readable(hits, person), **_readable_rows(hits, person)}
    versions = _versions(rows)
    closed = _barriers([hit.key for hit in hits if hit.key in rows], rows)
    files = _files(hits)
    return [
        _shown(
            hit,
            row,
            part=_part(hit.part, row.url, rows, files),
            audience=audience_from(closed[hit.key]) if hit.key in closed else None,
            versions=[one for one in versions.get(hit.group, ()) if one.language != row.language],
        )
        for hit in hits
        if (row := rows.get(hit.key))
    ]


def _shown(
    hit: Hit,
    row: _Row,
    *,
    part: tuple[str, str],
    audience: Audience | None,
    versions: list[Version],
) -> ShownHit:
    said = hit.shown
    codes = said["countries"].split()[:_MOST_COUNTRIES]
    whose = said["organisation"].split("\n")
    part_label, part_url = part
    return ShownHit(
        title=row.title,
        url=row.url,
        external_id=hit.external_id,
        type=hit.type,
        type_label=str(KIND_LABELS.get(hit.type, hit.type)),
        place=listed([*whose, *(country_name(code) for code in codes)]),
        note=row.note,
        language=hit.language,
        language_name=OWN_NAMES.get(hit.language, hit.language),
        dir=direction_of(hit.language) if hit.language else "auto",
        is_other_language=hit.language not in ("", get_language() or "en"),
        confirmed_on=parse_date(said["confirmed_on"]),
        published_on=parse_datetime(said["published_at"]),
        is_stale=hit.is_stale,
        audience=audience,
        # Escaped by the highlighter, which adds <mark> and nothing else.
        passage=mark_safe(hit.passage),
        part_kind=hit.part.kind if hit.part else "",
        part_label=part_label,
        part_url=part_url,
        versions=versions,
    )


def show_titles(rows: RowsOfRoom, numbers: Sequence[Any], person: Any) -> list[ShownHit]:
    """The same of rows of one room that no index was asked about: their titles, in this order."""
    keys = [f"{rows.type}:{number}" for number in numbers]
    found = rows.readable(person, list(numbers))
    return [_title_alone(rows.type, found[key]) for key in keys if key in found]


def _title_alone(kind: str, row: Readable) -> ShownHit:
    return ShownHit(
        title=row.title,
        url=row.url,
        external_id="",
        type=kind,
        type_label=str(KIND_LABELS.get(kind, kind)),
        place="",
        note=row.note,
        language=row.language,
        language_name=OWN_NAMES.get(row.language, row.language),
        dir=direction_of(row.language) if row.language else "auto",
        is_other_language=row.language not in ("", get_language()),
        confirmed_on=None,
        published_on=None,
        is_stale=False,
        audience=audience_from(list(row.audience_keys)) if not row.is_public else None,
        passage=mark_safe(""),
        part_kind="",
        part_label="",
        part_url="",
        versions=[],
    )


def _readable(hits: Sequence[Hit], person: Any) -> dict[str, _Row]:
    """What may be read of the pages that hits lead to, and of the same texts in other languages."""
    groups = {hit.group for hit in hits if not is_row(hit.key)}
    wanted = Q(pk__in=_pages_of(hits)) | Q(translation_key__in=groups)
    rows = readable_by(Page.objects.filter(wanted), person).order_by("our_address__language")
    found = rows.values_list(
        "pk",
        "title",
        "our_address__address",
        "our_address__is_public",
        "our_address__language",
        "translation_key",
    )
    return {
        page_key(pk): _Row(title, url, is_public, language, str(group), ())
        for pk, title, url, is_public, language, group in found
    }


def _readable_rows(hits: Sequence[Hit], person: Any) -> dict[str, _Row]:
    """What may be read of the rows of rooms that hits lead to."""
    return {
        key: _Row(one.title, one.url, one.is_public, one.language, key, one.audience_keys, one.note)
        for key, one in readable_rows((hit.key for hit in hits), person).items()
    }


def _versions(rows: dict[str, _Row]) -> dict[str, list[Version]]:
    """The languages in which each text can be read."""
    versions: dict[str, list[Version]] = {}
    for row in rows.values():
        name = OWN_NAMES.get(row.language, row.language)
        versions.setdefault(row.group, []).append(Version(row.language, name, row.title, row.url))
    return versions


def _barriers(found: Iterable[str], rows: Mapping[str, _Row]) -> dict[str, list[str]]:
    """Audience keys of what not everyone may read, by key; no query where no page is closed."""
    closed = [key for key in found if not rows[key].is_public]
    keys = {key: list(rows[key].audience_keys) for key in closed if is_row(key)}
    page_ids = page_ids_among(closed)
    if page_ids:
        barriers = Barrier.objects.filter(page_id__in=page_ids)
        for page_id, audience in barriers.values_list("page_id", "audience__key"):
            keys.setdefault(page_key(page_id), []).append(audience)
    return keys


def _pages_of(hits: Sequence[Hit]) -> set[int]:
    """The pages that hits and their parts lead to."""
    targets = [hit.part.target for hit in hits if hit.part is not None]
    return set(
        page_ids_among([*(hit.key for hit in hits), *(one.partition("#")[0] for one in targets)])
    )


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
    part: FoundPart | None, item_url: str, rows: Mapping[str, _Row], files: dict[int, File]
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
    row = rows.get(place)
    if row is None:
        return "", ""
    if part.kind == "post":
        return _("To the post"), reverse("post", args=[int(anchor.removeprefix("post-"))])
    url = f"{row.url}#{anchor}" if anchor else row.url
    label = part.title or (_("To the passage") if anchor else "")
    return (label, url) if label and url != item_url else ("", "")
