"""What other programs read: feeds of what is new, the map of the site, the word to robots.

All of it is public only, filtered in the query (safeguards L15): what a restriction closes is gone
with the next request. A person's own feed holds what that person may read when it is fetched.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe
from django_countries import countries

from learning.models import ItemCountry, LibraryItem
from pages.addresses import absolute
from pages.countries import country_name
from pages.feeds import Entry, answer_with
from pages.languages import OWN_NAMES
from pages.middleware import etag_of
from pages.models import PageAddress, SiteVersion, Theme
from pages.tree import below
from people.space.entries import FeedEntry, newest_first, newest_of_spaces
from people.space.feed_address import person_behind
from people.space.permissions import get_home_of

NEWEST = 30
ADDRESSES_PER_MAP = 5_000
# Depth 1 is the root of the tree, which has no page.
_HOME_DEPTH = 2


def _version(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    # Hashed with the site's key: the number itself counts changes of closed pages too (R4).
    return f'"{etag_of(SiteVersion.current())}"'


@require_safe
@condition(etag_func=_version)
def newest(request: HttpRequest) -> HttpResponse:
    """The newest public items, news and events in the language of the address."""
    title = _("New in the library of Peerhall")
    return _feed(title, reverse("feed"), newest_for(None, language=get_language()))


@require_safe
@condition(etag_func=_version)
def of_association(request: HttpRequest, pk: int) -> HttpResponse:
    """What is new and public in the space of an association."""
    home = get_home_of(pk)
    narrowed = Narrowed(
        items=below(home.path), spaces={"association": pk, "language": home.our_address.language}
    )
    title = _("New from %(name)s") % {"name": home.association.name}
    found = newest_for(None, language=home.our_address.language, narrowed=narrowed)
    return _feed(title, reverse("feed_of_association", args=[pk]), found, home.our_address.address)


@require_safe
@condition(etag_func=_version)
def of_theme(request: HttpRequest, slug: str) -> HttpResponse:
    """What is new and public on a theme or one below it."""
    theme = get_object_or_404(Theme, slug=slug)
    ids = [theme.pk, *theme.children.values_list("pk", flat=True)]
    on_it = LibraryItem.themes.through.objects.filter(theme__in=ids).values("libraryitem_id")
    narrowed = Narrowed(items=Q(pk__in=on_it), spaces={"themes__in": ids})
    title = _("New in the library: %(name)s") % {"name": theme.name}
    found = newest_for(None, language=get_language(), narrowed=narrowed)
    address = f"/{get_language()}/library/?theme={theme.slug}"
    return _feed(title, reverse("feed_of_theme", args=[slug]), found, address)


@require_safe
@condition(etag_func=_version)
def of_country(request: HttpRequest, code: str) -> HttpResponse:
    """What is new and public about a country, or from its associations; ISO 3166-1 alpha-2."""
    if code not in countries.countries:
        raise Http404
    about = ItemCountry.objects.filter(country=code).values("item_id")
    narrowed = Narrowed(items=Q(pk__in=about), spaces={"association__country": code})
    title = _("New in the library: %(name)s") % {"name": country_name(code)}
    found = newest_for(None, language=get_language(), narrowed=narrowed)
    address = f"/{get_language()}/library/?country={code}"
    return _feed(title, reverse("feed_of_country", args=[code]), found, address)


@require_safe
def of_person(request: HttpRequest, token: str) -> HttpResponse:
    """What is new for whoever holds this address, as far as its person may read it now (R5)."""
    person = person_behind(token)
    if person is None:
        raise Http404
    found = newest_for(person, language=get_language())
    title = _("New for you in Peerhall")
    response = _feed(title, reverse("feed_of_person", args=[token]), found)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@dataclass(frozen=True)
class Narrowed:
    """What a feed is narrowed to: items of the library, and entries of spaces."""

    items: Q
    spaces: dict[str, Any]


EVERYTHING = Narrowed(Q(), {})


def newest_for(
    person: Any, *, language: str | None, narrowed: Narrowed = EVERYTHING
) -> list[FeedEntry]:
    """The newest that `person` may read in `language`; three queries."""
    items = LibraryItem.objects.visible_to(person).filter(narrowed.items, language=language)
    rows = items.newest_first().select_related("our_address", "author_organisation").defer("body")
    entries = [
        FeedEntry(
            key=item.translation_key,
            language=item.language,
            title=item.title,
            address=item.our_address.address,
            summary=item.summary,
            publisher=item.author_organisation.name if item.author_organisation else "",
            published_at=item.listed_at,
            changed_at=item.text_changed_at or item.listed_at,
        )
        for item in rows[:NEWEST]
    ]
    of_spaces = {"language": language, **narrowed.spaces}
    entries += newest_of_spaces(person, NEWEST, **of_spaces)
    return newest_first(entries)[:NEWEST]


def _feed(
    title: str, address: str, entries: list[FeedEntry], home_address: str = ""
) -> HttpResponse:
    """An Atom feed (RFC 4287) of `entries`, under `address`."""
    home = home_address or f"/{get_language()}/"
    return answer_with(
        title,
        address=address,
        page=home,
        key=home if not home_address and address == reverse("feed") else address,
        entries=[
            Entry(
                title=entry.title,
                url=absolute(entry.address),
                about=entry.summary,
                # The address may move with a slug; this does not.
                key=f"urn:uuid:{entry.key}:{entry.language}",
                begun_at=entry.published_at,
                changed_at=entry.changed_at,
                author=entry.publisher,
            )
            for entry in entries
        ],
    )


@require_safe
@condition(etag_func=_version)
def sitemap(request: HttpRequest) -> HttpResponse:
    """All public pages; above 5,000 of them a list of maps, `?map=1` and on (sitemaps.org)."""
    count = _public().count()
    maps = -(-count // ADDRESSES_PER_MAP)
    asked = request.GET.get("map", "")
    if not asked and maps > 1:
        urls = [f"{absolute('/sitemap.xml')}?map={number}" for number in range(1, maps + 1)]
        return _xml(request, "learning/sitemap_index.xml", {"urls": urls})
    if asked and not (asked.isdecimal() and len(asked) < 7 and 1 <= int(asked) <= max(maps, 1)):
        raise Http404
    number = int(asked or 1)
    return _xml(request, "learning/sitemap.xml", {"entries": _entries(number)})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots need not fetch; nothing closed is named here."""
    lines = ["User-agent: *", "Disallow: /cms/"]
    for code in OWN_NAMES:
        lines += [f"Disallow: /{code}/{room}/" for room in ("account", "search", "write")]
    lines += ["", f"Sitemap: {absolute('/sitemap.xml')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _public() -> Any:
    return PageAddress.objects.filter(is_public=True, page__depth__gte=_HOME_DEPTH)


def _entries(number: int) -> Iterable[dict[str, Any]]:
    """Address, day of change and language versions of one map; two queries."""
    start = (number - 1) * ADDRESSES_PER_MAP
    fields = ("address", "page__translation_key", "page__last_published_at")
    rows = list(_public().order_by("pk").values_list(*fields)[start : start + ADDRESSES_PER_MAP])
    versions: dict[Any, list[dict[str, str]]] = {}
    keys = {key for _address, key, _day in rows}
    same = _public().filter(page__translation_key__in=keys).order_by("language")
    for address, key, language in same.values_list("address", "page__translation_key", "language"):
        versions.setdefault(key, []).append({"language": language, "url": absolute(address)})
    return [
        {
            "url": absolute(address),
            "changed_on": changed_at,
            "versions": versions[key] if len(versions.get(key, [])) > 1 else [],
        }
        for address, key, changed_at in rows
    ]


def _xml(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    response = render(request, template, context, content_type="application/xml; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
