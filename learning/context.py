"""What an item's page shows beside its text. Each function costs the queries it names."""

from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from learning.cards import TYPE_LABELS, audience_from, initials, publisher_of
from learning.models import ChapterPage, LibraryItem, ShelfEntry
from learning.trying.lines import on_item
from learning.wanted.panel import own_wishes, wanted_on
from pages.audiences import readable_by
from pages.keeping import kept
from pages.languages import OWN_NAMES
from pages.registries import finders, item_actions, item_talks

RELATED = 4


@dataclass(frozen=True)
class Version:
    """The same text in another language."""

    language: str
    name: str
    url: str
    is_original: bool
    is_out_of_date: bool
    is_chapter_missing: bool = False


class Near(NamedTuple):
    """A similar item, as one line."""

    title: str
    url: str
    type_label: str
    organisation: str


def item_context(
    request: HttpRequest, item: LibraryItem, *, minutes: int, chapter: ChapterPage | None = None
) -> dict[str, Any]:
    """The `item` of templates/learning/item.html; some queries, whatever the size."""
    site_version = getattr(request, "site_version", None)
    # What every visitor may read is the same for all of them.
    visitors_version = None if request.user.is_authenticated else site_version
    versions, this_version = kept(
        f"versions:{(chapter or item).pk}",
        visitors_version,
        lambda: versions_of(item, request.user, chapter),
    )
    if versions:
        # Read by the frame, whose language menu then leads to the same text.
        request.language_addresses = {  # type: ignore[attr-defined]
            version.language: version.url for version in versions
        }
    marks = _own_marks(item, request.user)
    return {
        **facts_of(item, site_version),
        "audience": audience_from(list((chapter or item).barrier_keys)),
        "is_stale": item.is_overdue(timezone.now().date()),
        "reading_minutes": minutes,
        "versions": versions,
        "this_version": this_version,
        "related": kept(
            f"related:{item.pk}", visitors_version, lambda: related_to(item, request.user)
        ),
        "tried": kept(f"tried:{item.pk}", visitors_version, lambda: on_item(item, request.user)),
        "wanted": wanted_on(item, (version.language for version in versions), request.user, marks),
        "shelf": _shelf(item, request.user, marks),
        "talks": [talk for room in item_talks for talk in room(request, item)],
        "actions": [
            action for offer in item_actions if (action := offer(request, item)) is not None
        ],
    }


def facts_of(item: LibraryItem, site_version: int | None) -> dict[str, Any]:
    """What is the same for everyone who may read the item; five queries, kept with its body.

    `site_version` is None for drafts and previews, which are never kept.
    """
    return kept(f"facts:{item.pk}", site_version, lambda: _read_facts(item))


def _read_facts(item: LibraryItem) -> dict[str, Any]:
    library = f"/{get_language()}/library/"
    return {
        "type_label": str(TYPE_LABELS[item.item_type]),
        "contact": contact_of(item),
        "themes": [
            {"name": theme.name, "url": f"{library}?theme={theme.slug}"}
            for theme in item.themes.all()
        ],
        "tags": [
            {"name": tag.name, "url": f"{reverse('search')}?{urlencode({'q': tag.name})}"}
            for tag in item.tags.all()
        ],
        "countries": [row.country.name for row in item.item_countries.all()],
        "organisation": item.names["author_organisation"],
        "source": item.names["source_organisation"],
        "licence": item.licence,
    }


def contact_of(item: LibraryItem) -> dict[str, Any] | None:
    """The post first, the person second; None where nobody answers."""
    if not item.has_contact:
        return None
    person = item.names["contact_person"]
    post = item.contact_post or person
    return {
        "post": post,
        "initials": initials(post),
        "organisation": item.names["contact_organisation"],
        "person_name": person,
        "is_vacant": not person,
        "form_url": reverse("contact", args=[item.pk]),
    }


def versions_of(
    item: LibraryItem, person: Any, chapter: ChapterPage | None
) -> tuple[list[Version], dict[str, Any]]:
    """Other language versions `person` may read, and what this one is; one or two queries.

    A chapter without a counterpart leads to its manual. A version is out of date when the original
    has changed after it.
    """
    same = LibraryItem.objects.filter(translation_key=item.translation_key).visible_to(person)
    rows = list(
        same.order_by("language").values_list(
            "pk", "language", "our_address__address", "is_original", "text_changed_at", named=True
        )
    )
    chapters = _counterparts_of(chapter, person) if chapter is not None and len(rows) > 1 else {}
    original = next((row for row in rows if row.is_original), None)
    versions = [
        Version(
            language=row.language,
            name=OWN_NAMES.get(row.language, row.language),
            url=chapters.get(row.language, row.our_address__address),
            is_original=row.is_original,
            is_out_of_date=_is_older(row, original),
            is_chapter_missing=chapter is not None and row.language not in chapters,
        )
        for row in rows
        if row.pk != item.pk
    ]
    this_version = {
        "is_original": item.is_original,
        "is_out_of_date": _is_older(item, original),
        "original_url": original.our_address__address if original else "",
    }
    return versions, this_version


def _counterparts_of(chapter: ChapterPage, person: Any) -> dict[str, str]:
    """Addresses of the same chapter by language."""
    same = ChapterPage.objects.filter(translation_key=chapter.translation_key)
    rows = readable_by(same, person)
    return dict(rows.values_list("our_address__language", "our_address__address"))


def _is_older(version: Any, original: Any) -> bool:
    """Whether the words of `version` were last changed before those of the original."""
    if original is None or version.pk == original.pk:
        return False
    if version.text_changed_at is None or original.text_changed_at is None:
        return False
    return bool(version.text_changed_at < original.text_changed_at)


def related_to(item: LibraryItem, person: Any) -> list[Near]:
    """Similar items `person` may read, from whoever knows how to find them."""
    for finder in finders:
        found = finder(page=item, person=person, limit=RELATED)
        if found:
            return [
                Near(
                    title=row.title,
                    url=row.our_address__address,
                    type_label=str(TYPE_LABELS[row.item_type]),
                    organisation=publisher_of(row),
                )
                for row in found
            ]
    return []


ON_SHELF = "on the shelf"


def _own_marks(item: LibraryItem, person: Any) -> frozenset[str]:
    """What `person` has to do with the item: codes of the languages they asked for, and `ON_SHELF`;
    one query.
    """
    if not person.is_authenticated:
        return frozenset()
    kept_ones = ShelfEntry.objects.filter(person=person, item=item)
    on_shelf = kept_ones.order_by().values_list(Value(ON_SHELF), flat=True)
    return frozenset(on_shelf.union(own_wishes(item, person)))


def _shelf(item: LibraryItem, person: Any, marks: frozenset[str]) -> dict[str, Any] | None:
    if not person.is_authenticated:
        return None
    return {
        "is_on_shelf": ON_SHELF in marks,
        "url": reverse("shelf_toggle", args=[item.pk]),
    }
