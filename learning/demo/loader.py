"""Plants the demo's texts, each with its chapters, pictures, language versions and readers."""

import datetime
import uuid
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from tqdm import tqdm
from wagtail.models import Locale

from learning.demo.dialect import Writer
from learning.demo.reading import DemoItem, read_items
from learning.demo.shelves import Shelves, plant_kept_items
from learning.demo.store import Store
from learning.importing.links import LinkIndex, LinkOf, Target
from learning.importing.markdown import to_html
from learning.importing.outline import Part, divide, read_outline
from learning.models import (
    ArticlePage,
    CaseStudyPage,
    ChapterPage,
    ItemCountry,
    LibraryItem,
    ManualPage,
)
from pages.languages import listed
from pages.models import Theme
from people.demo import groups_by_key, organisations_by_key, persons_by_key

MODELS: dict[str, type[LibraryItem]] = {
    "manual": ManualPage,
    "article": ArticlePage,
    "case study": CaseStudyPage,
}
SECTIONS = (
    *("form", "place", "problem", "done", "context", "challenge", "results", "cost"),
    *("staff_needed", "conditions", "failed", "reusable"),
)
_KEYS = uuid.UUID("0c9c1f62-3a7e-5d2b-9a55-6f6d1f0a7d10")
_NINE = datetime.time(9, tzinfo=datetime.UTC)
LONGEST_SLUG = 60


def plant_library() -> None:
    """Make the texts that are missing; what is there is left as people have made it."""
    items = read_items()
    known = set(LibraryItem.objects.values_list("external_id", flat=True))
    missing = [item for item in items if item.facts["external_id"] not in known]
    if not missing:
        return
    with transaction.atomic():
        planter = _Planter(items)
        grown = [(item, planter.plant(item)) for item in _with_progress(missing, "Planting")]
        for item, page in _with_progress(grown, "Writing"):
            planter.write(item, page)
        plant_kept_items()


def _with_progress(things: list[Any], words: str) -> Any:
    return tqdm(things, desc=words, unit=" texts", disable=None)


class _Planter:
    """Two rounds: first all pages without their text, so that links have somewhere to lead."""

    def __init__(self, items: list[DemoItem]) -> None:
        self._organisations = organisations_by_key()
        self._persons = persons_by_key()
        self._groups = groups_by_key()
        self._themes = {theme.slug: theme for theme in Theme.objects.all()}
        self._locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self._links = LinkIndex(items)
        self._external_ids = {item.path: item.facts["external_id"] for item in items}
        self._shelves = Shelves()
        self._store = Store()

    # -- The first round --------------------------------------------------------------------------

    def plant(self, item: DemoItem) -> LibraryItem:
        """A live page with everything but its text and chapters."""
        facts = item.facts
        organisation = self._organisations[facts["organisation"]]
        page = MODELS[facts["type"]](
            title=facts["title"],
            slug=item.slug,
            summary=facts["summary"],
            locale=self._locales[item.language],
            translation_key=_key_of(item.group),
            is_original=item.is_original,
            licence=facts["licence"],
            edition=facts["edition"],
            edition_on=item.day("edition_on"),
            author_organisation=organisation,
            source_organisation=self._organisations.get(facts["source"]),
            confirmed_on=item.day("confirmed_on"),
            confirmed_by=self._persons[facts["confirmed_by"]],
            review_by=item.day("review_by"),
            external_id=facts["external_id"],
            first_published_at=_moment(item, "published_on"),
            last_published_at=_changed_at(item),
            **self._contact(facts["contact"]),
            **_own_fields(facts, item.language),
        )
        page.themes = [self._themes[slug] for slug in facts["themes"]]
        page.tags.add(*facts["tags"])
        page.item_countries = [ItemCountry(country=code) for code in facts["countries"]]
        page.chosen_audience = self._audience(facts["audience"])
        self._shelves.below(organisation, item.language).add_child(instance=page)
        return page

    def _contact(self, contact: dict[str, Any] | None) -> dict[str, Any]:
        if contact is None:
            return {}
        person = self._persons.get(contact["person"])
        return {
            "contact_post": contact["post"],
            "contact_organisation": self._organisations[contact["organisation"]],
            "contact_person": person,
            "owner": person,
        }

    def _audience(self, name: str) -> str:
        kind, _colon, key = name.partition(":")
        if kind == "association":
            return f"association:{self._organisations[key].pk}"
        if kind == "group":
            return f"group:{self._groups[key].pk}"
        return name

    # -- The second round -------------------------------------------------------------------------

    def write(self, item: DemoItem, page: Any) -> None:
        """The text of a planted page; a manual's chapters become pages below it."""
        outline = read_outline(to_html(item.markdown))
        parts = [Part("", frozenset(), outline.nodes)]
        if isinstance(page, ManualPage):
            parts = divide(outline)
        page.body = self._writer(item, 0).blocks_of(parts[0])
        page.save()
        for number, part in enumerate(parts[1:], start=1):
            self._add_chapter(item, page, number, part)
        changed_at = _changed_at(item)
        LibraryItem.objects.filter(pk=page.pk).update(text_changed_at=changed_at)

    def _add_chapter(self, item: DemoItem, page: LibraryItem, number: int, part: Part) -> None:
        chapter = ChapterPage(
            title=part.title,
            slug=slugify(part.title)[:LONGEST_SLUG].strip("-") or f"chapter-{number}",
            locale=page.locale,
            translation_key=_key_of(f"{item.group}#{number}"),
            external_id=f"{page.external_id}#{number}",
            body=self._writer(item, number).blocks_of(part),
            first_published_at=page.first_published_at,
            last_published_at=page.last_published_at,
        )
        page.add_child(instance=chapter)

    def _writer(self, item: DemoItem, number: int) -> Writer:
        return Writer(
            f"{item.facts['external_id']}#{number}",
            link_of=self._link_of(item),
            picture_of=self._store.picture,
            file_of=self._store.file,
        )

    def _link_of(self, item: DemoItem) -> LinkOf:
        def follow(href: str) -> Target | None:
            found = self._links.find(href, item)
            if not found.path:
                return Target(address=found.address) if found.address else None
            external_id = self._external_ids[found.path]
            return Target(page_id=LibraryItem.objects.get(external_id=external_id).pk)

        return follow


def _own_fields(facts: dict[str, Any], language: str) -> dict[str, str]:
    """What only articles or only case studies have."""
    if facts["type"] == "article":
        return {
            "authors": listed(facts["authors"], language),
            "journal": facts["journal"],
            "issue": facts["issue"],
            "references": "\n".join(facts["references"]),
        }
    if facts["type"] == "case study":
        return {name: facts[name] for name in SECTIONS if name in facts}
    return {}


def _key_of(name: str) -> uuid.UUID:
    """What all language versions share; known beforehand, so that the order does not matter."""
    return uuid.uuid5(_KEYS, name)


def _moment(item: DemoItem, name: str) -> datetime.datetime:
    day = item.day(name)
    assert day is not None, f"{item.path} has no {name}"
    return datetime.datetime.combine(day, _NINE)


def _changed_at(item: DemoItem) -> datetime.datetime:
    """When the words last changed: an original with its edition, a translation when it came out."""
    published_at = _moment(item, "published_on")
    return max(published_at, _moment(item, "edition_on")) if item.is_original else published_at
