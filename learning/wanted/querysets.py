"""Which translations readers ask for, for the editors who could begin them."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef
from django.urls import reverse
from django.utils import timezone
from wagtail.permission_policies.pages import PagePermissionPolicy

from learning.models import LibraryItem, WantedTranslation
from people.permissions import may_choose_persons

MOST = 200
BEGIN = "wagtail_localize.submit_translation"


@dataclass(frozen=True)
class Wanted:
    """A text that `asked` readers would like to have in a language; who they are is not told.

    `title` and `url` are of the version a translation begins from. `translate_url` leads into the
    CMS: to the draft that somebody has begun, to beginning one, or, for who may not begin
    translations, to the text itself.
    """

    title: str
    url: str
    language: str
    asked: int
    last_on: datetime.date
    translate_url: str


def still_wanted() -> Any:
    """Wishes whose language the text does not have yet."""
    there = LibraryItem.objects.live().filter(
        translation_key=OuterRef("translation_key"), language=OuterRef("language")
    )
    return WantedTranslation.objects.filter(~Exists(there))


def wanted_translations(person: Any) -> list[Wanted]:
    """Wishes for texts that this editor, or an administrator, edits and may read, the most wanted
    first; some queries, however many there are.
    """
    if not (person.is_authenticated and may_choose_persons(person)):
        return []
    editable = PagePermissionPolicy().instances_user_has_permission_for(person, "change")
    items = LibraryItem.objects.visible_to(person).filter(pk__in=editable.values("pk"))
    rows = list(
        still_wanted()
        .filter(translation_key__in=items.order_by().values("translation_key"))
        .values("translation_key", "language")
        .annotate(asked=Count("pk"), last_at=Max("asked_at"))
        .order_by("-asked", "-last_at", "translation_key", "language")[:MOST]
    )
    keys = {row["translation_key"] for row in rows}
    sources = _sources(items, keys)
    drafts = _drafts(keys)
    can_begin = person.has_perm(BEGIN)
    return [_wanted(row, sources[row["translation_key"]], drafts, can_begin) for row in rows]


def _sources(items: Any, keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, LibraryItem]:
    """The version each translation begins from: the original, else the oldest; one query."""
    found = items.filter(translation_key__in=keys).select_related("our_address").defer("body")
    return {item.translation_key: item for item in found.order_by("is_original", "-pk")}


def _drafts(keys: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, str], int]:
    """Versions that are begun and not published, by text and language; one query."""
    begun = LibraryItem.objects.filter(translation_key__in=keys, live=False)
    return {
        (key, language): pk
        for key, language, pk in begun.values_list("translation_key", "language", "pk")
    }


def _wanted(
    row: dict[str, Any],
    item: LibraryItem,
    drafts: dict[tuple[uuid.UUID, str], int],
    can_begin: bool,
) -> Wanted:
    draft = drafts.get((row["translation_key"], row["language"]))
    if draft is None and can_begin:
        translate_url = reverse("wagtail_localize:submit_page_translation", args=[item.pk])
    else:
        translate_url = reverse("wagtailadmin_pages:edit", args=[draft or item.pk])
    return Wanted(
        title=item.title,
        url=item.our_address.address,
        language=row["language"],
        asked=row["asked"],
        last_on=timezone.localdate(row["last_at"]),
        translate_url=translate_url,
    )
