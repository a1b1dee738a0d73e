"""What other programs read: the feed of what is new, the map of the site, the word to robots.

All of it is public only, filtered in the query (safeguards L15): what a restriction closes is gone
with the next request.
"""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from learning.models import LibraryItem
from pages.addresses import absolute
from pages.languages import OWN_NAMES
from pages.middleware import etag_of
from pages.models import PageAddress, SiteVersion

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
    """An Atom feed (RFC 4287) of the newest public items in the language of the address."""
    language = get_language()
    home = absolute(f"/{language}/")
    feed = Atom1Feed(
        title=_("New in the library of Peerhall"),
        link=home,
        description="",
        language=language,
        feed_url=absolute(reverse("feed")),
        feed_guid=home,
    )
    items = LibraryItem.objects.visible_to(None).filter(language=language).newest_first()
    rows = items.select_related("our_address", "author_organisation").defer("body")
    for item in rows[:NEWEST]:
        feed.add_item(
            title=item.title,
            link=absolute(item.our_address.address),
            description=item.summary,
            # The address may move with a slug; this does not.
            unique_id=f"urn:uuid:{item.translation_key}:{item.language}",
            author_name=item.author_organisation.name if item.author_organisation else None,
            pubdate=item.listed_at,
            updateddate=item.text_changed_at or item.listed_at,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    response["Cache-Control"] = "no-cache"
    return response


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
