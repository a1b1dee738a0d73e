"""Hits as a results page shows them: read again from the database for this person, now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Page

from learning.cards import Card, cards_for
from learning.models import ChapterPage, LibraryItem
from pages.audiences import readable_by
from pages.models import File, PageAddress
from search.engine.interface import FoundPart, Hit
from search.sources import page_id_of


@dataclass(frozen=True)
class ShownHit:
    """One hit; everything but passage and part is what the item says now."""

    card: Card
    hit: Hit
    title: str
    url: str
    part_label: str
    part_url: str
    external_id: str

    @property
    def passage(self) -> SafeString:
        # Escaped by the highlighter, which adds <mark> and nothing else.
        return mark_safe(self.hit.passage)

    @property
    def part_kind(self) -> str:
        return self.hit.part.kind if self.hit.part else ""

    @property
    def country_name(self) -> str:
        return ", ".join(self.card.country_names[:2])

    def __getattr__(self, name: str) -> Any:
        """The rest is on the card: type_label, language, dir, organisation, confirmed_on …"""
        return getattr(self.card, name)


def show_hits(hits: Sequence[Hit], person: Any) -> list[ShownHit]:
    """Hits that ``person`` may read now, in their order; a fixed number of queries."""
    ids = [page_id_of(hit.key) for hit in hits]
    items = _items(ids, person)
    chapters = _chapters([pk for pk in ids if pk not in items], person)
    if chapters:
        above = LibraryItem.objects.filter(path__in=[path for _t, _u, path in chapters.values()])
        by_path = {item.path: item for item in above.visible_to(person).for_cards().defer(None)}
    cards = dict(zip(items, cards_for(list(items.values())), strict=True))
    addresses = _addresses(hits, items)
    files = _files(hits)
    shown = []
    for hit, pk in zip(hits, ids, strict=True):
        if pk in cards:
            card, title, url = cards[pk], cards[pk].title, cards[pk].url
            external_id = items[pk].external_id or ""
        elif pk in chapters and chapters[pk][2] in by_path:
            title, url, path = chapters[pk]
            card, external_id = cards_for([by_path[path]])[0], ""
        else:
            continue
        label, part_url = _part(hit.part, url, addresses, files)
        shown.append(ShownHit(card, hit, title, url, label, part_url, external_id))
    return shown


def _items(ids: Iterable[int], person: Any) -> dict[int, LibraryItem]:
    items: QuerySet[LibraryItem] = LibraryItem.objects.visible_to(person).for_cards()
    # `for_cards` reads few columns; a hit also says where it came from.
    return items.only(*items.query.deferred_loading[0], "external_id").in_bulk(list(ids))


def _chapters(ids: list[int], person: Any) -> dict[int, tuple[str, str, str]]:
    """Title, address and the manual's path of chapters that were found by themselves."""
    if not ids:
        return {}
    rows = readable_by(ChapterPage.objects.filter(pk__in=ids), person)
    return {
        pk: (title, address, path[: -Page.steplen])
        for pk, title, address, path in rows.values_list(
            "pk", "title", "our_address__address", "path"
        )
    }


def _addresses(hits: Sequence[Hit], items: dict[int, LibraryItem]) -> dict[int, str]:
    """Addresses of the pages that parts lead to."""
    known = {pk: item.our_address.address for pk, item in items.items()}
    wanted = {
        page_id_of(hit.part.target)
        for hit in hits
        if hit.part is not None and hit.part.target.startswith("page:")
    } - known.keys()
    if wanted:
        rows = PageAddress.objects.filter(page_id__in=wanted)
        known.update(rows.values_list("page_id", "address"))
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
