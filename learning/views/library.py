"""Lists to browse by theme, type, country and language."""

from collections.abc import Callable
from operator import itemgetter
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from learning.cards import TYPE_LABELS, cards_for
from learning.models import ItemCountry, LibraryItem, LibraryPage
from learning.querysets import LibraryItemQuerySet
from pages.countries import country_name
from pages.keeping import kept
from pages.languages import OWN_NAMES
from pages.paging import place_after, read_place
from pages.querysets import ThemeRow, themes_in_order
from pages.tree import below
from people.space.head import head_for

PAGE_SIZE = 20
FILTERS = ("theme", "type", "country", "language")


def library(request: HttpRequest, page: LibraryPage) -> HttpResponse:
    """Newest first, twenty a page, parted by the last item shown (keyset), not by a number."""
    chosen = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    if any("\x00" in value for value in chosen.values()):
        raise BadRequest("filter")
    themes = themes_in_order(getattr(request, "site_version", None))
    theme = next((one for one in themes if one.slug == chosen.get("theme")), None)
    items = _narrowed(_items_below(page, request.user), chosen, theme, themes)
    place = read_place(request.GET.get("after", ""))
    if place is not None:
        items = items.after(*place)
    rows = list(items.for_cards()[: PAGE_SIZE + 1])
    shown, has_more = rows[:PAGE_SIZE], len(rows) > PAGE_SIZE
    context = {
        "page": page,
        "space": head_for(request, page) if page.association_id is not None else None,
        "heading": theme.name if theme else page.title,
        "intro": theme.words if theme else page.introduction,
        "crumbs": [{"label": page.title, "url": page.address}] if theme else [],
        "entries": cards_for(shown),
        "filters": _filters(page, chosen, themes, _countries_in_use(request)),
        "chips": _chips(page, chosen, themes),
        "next_url": _address(page, chosen, after=shown[-1]) if has_more else None,
        "previous_url": _address(page, chosen) if place is not None else None,
        "draft_url": reverse("draft_snapshot") if request.user.is_authenticated else None,
        "feed_url": reverse("feed"),
    }
    return render(request, "learning/library.html", context)


def _items_below(page: LibraryPage, person: Any) -> LibraryItemQuerySet:
    items = LibraryItem.objects.visible_to(person).newest_first()
    if page.association_id is not None:
        items = items.filter(below(page.path))
    return items


def _narrowed(
    items: LibraryItemQuerySet,
    chosen: dict[str, str],
    theme: ThemeRow | None,
    themes: list[ThemeRow],
) -> LibraryItemQuerySet:
    if "theme" in chosen:
        ids = [one.pk for one in themes if theme and theme.pk in (one.pk, one.parent_id)]
        items = (
            items.filter(themes__in=ids).distinct()
            if len(ids) > 1
            else items.filter(themes__in=ids)
        )
    if "type" in chosen:
        items = items.filter(item_type=chosen["type"])
    if "country" in chosen:
        items = items.filter(item_countries__country=chosen["country"])
    return items.filter(language=chosen["language"]) if "language" in chosen else items


def _address(page: LibraryPage, chosen: dict[str, str], *, after: Any = None) -> str:
    words = dict(chosen)
    if after is not None:
        words["after"] = place_after(after.listed_at, after.pk)
    return f"{page.address}?{urlencode(words)}" if words else str(page.address)


def _filters(
    page: LibraryPage,
    chosen: dict[str, str],
    themes: list[ThemeRow],
    country_codes: list[str],
) -> list[dict[str, Any]]:
    listed = _themes_offered(themes, chosen.get("theme"))
    choices = {
        "theme": (_("Theme"), [(theme.slug, theme.name) for theme in listed]),
        "type": (_("Type"), [(key, str(label)) for key, label in TYPE_LABELS.items()]),
        "language": (_("Language"), list(OWN_NAMES.items())),
        "country": (
            _("Country"),
            sorted(((c, country_name(c)) for c in country_codes), key=itemgetter(1)),
        ),
    }
    return [
        {
            "key": key,
            "label": label,
            "entries": [
                {
                    "label": name,
                    "count": None,
                    "url": _address(page, _toggled(chosen, key, value)),
                    "is_chosen": chosen.get(key) == value,
                }
                for value, name in options
            ],
        }
        for key, (label, options) in choices.items()
        if options
    ]


def _themes_offered(themes: list[ThemeRow], chosen: str | None) -> list[ThemeRow]:
    """The top ones, with those below the one that is chosen."""
    current = next((theme for theme in themes if theme.slug == chosen), None)
    branch = current and (current.parent_id or current.pk)
    return [
        one
        for top in themes
        if top.parent_id is None
        for one in [top, *(t for t in themes if t.parent_id == top.pk)]
        if one.parent_id is None or one.parent_id == branch
    ]


def _countries_in_use(request: HttpRequest) -> list[str]:
    """Countries of public items; kept as long as the library does not move."""
    return kept("countries", getattr(request, "site_version", None), _read_countries)


def _read_countries() -> list[str]:
    rows = ItemCountry.objects.filter(item__in=LibraryItem.objects.visible_to(None)).order_by()
    return list(rows.values_list("country", flat=True).distinct())


def _toggled(chosen: dict[str, str], key: str, value: str) -> dict[str, str]:
    rest = {name: one for name, one in chosen.items() if name != key}
    return rest if chosen.get(key) == value else {**rest, key: value}


def _chips(
    page: LibraryPage, chosen: dict[str, str], themes: list[ThemeRow]
) -> list[dict[str, str]]:
    names = {theme.slug: theme.name for theme in themes}
    labels: dict[str, Callable[[str], str]] = {
        "theme": lambda value: str(names.get(value, value)),
        "type": lambda value: str(TYPE_LABELS.get(value, value)),
        "country": country_name,
        "language": lambda value: OWN_NAMES.get(value, value),
    }
    return [
        {"label": labels[key](value), "remove_url": _address(page, _toggled(chosen, key, value))}
        for key, value in chosen.items()
    ]
