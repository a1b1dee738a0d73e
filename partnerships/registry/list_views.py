"""Partnerships: the list, the same as a file, and a feed of what was learnt."""

from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pages.countries import country_name
from pages.querysets import themes_in_order
from pages.spreadsheets import answer_with
from partnerships.models import Output, Partner, PartnershipCountry, Status
from partnerships.permissions import partnerships_visible_to
from partnerships.querysets import PAGE, for_lists, narrowed, page_after
from partnerships.registry.feed import feed_of
from partnerships.registry.lines import PartnershipLine, lines_of
from partnerships.registry.outputs import OutputLine, learning_of
from partnerships.registry.tables import sheet_of
from people.permissions import is_programme_editor

FACETS = ("country", "theme", "plan", "status")
MOST_IN_A_FILE, MOST_IN_A_FEED = 20_000, 50
# Closed ones among the newest leave the feed no shorter: it looks at so many, then further down.
LOOKED_AT = (slice(100), slice(100, 500))
AT_ONCE = 500


@require_safe
def partnerships(request: HttpRequest) -> HttpResponse:
    """Partnerships the reader may know of, newest changed first, narrowed by what is asked."""
    visible = partnerships_visible_to(request.user)
    wanted = _wanted(request)
    rows = page_after(narrowed(visible, wanted), request.GET.get("after", ""))
    asked = {name: value for name, value in wanted.items() if value}
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    context = {
        "lines": lines_of(rows[:PAGE], timezone.localdate()),
        "next_url": f"?{urlencode({**asked, 'after': str(last.pk)})}" if last else "",
        "is_first": "after" not in request.GET,
        "asked": asked,
        "query": urlencode(asked),
        "countries": _countries_in(visible),
        "themes": themes_in_order(getattr(request, "site_version", None)),
        "statuses": Status.choices,
        "figures": _figures(visible),
        "can_add": request.user.is_authenticated and is_programme_editor(request.user),
        **wanted,
    }
    return render(request, "partnerships/partnerships.html", context)


def _wanted(request: HttpRequest) -> dict[str, str]:
    """What is asked for, by facet; BadRequest (400) for a sign that no database takes."""
    wanted = {name: request.GET.get(name, "") for name in FACETS}
    if any("\x00" in value for value in wanted.values()):
        raise BadRequest("facet")
    return wanted


def _countries_in(visible: Any) -> list[tuple[str, str]]:
    rows = PartnershipCountry.objects.filter(partnership__in=visible.values("pk"))
    codes = rows.order_by().values_list("country", flat=True).distinct()
    return sorted(((str(code), country_name(str(code))) for code in codes), key=lambda one: one[1])


def _figures(visible: Any) -> dict[str, int]:
    """Headline figures: without what nobody confirmed for two years."""
    counted = visible.counted(timezone.localdate())
    partners = Partner.objects.filter(partnership__in=counted.values("pk"))
    return {
        "partnerships": counted.count(),
        "partners": partners.values("organisation").distinct().count(),
    }


@require_safe
def partnerships_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The same list as CSV or XLSX."""
    wanted = _wanted(request)
    rows = _all_of(narrowed(partnerships_visible_to(request.user), wanted))
    return answer_with(sheet_of(rows), kind, "partnerships")


def _all_of(rows: Any) -> Iterator[PartnershipLine]:
    today = timezone.localdate()
    found = rows.order_by("-changed_at", "pk").prefetch_related(*for_lists())
    # In parts: all at once take twice the time, and ten times the memory.
    some = islice(found.iterator(chunk_size=AT_ONCE), MOST_IN_A_FILE)
    while part := list(islice(some, AT_ONCE)):
        yield from lines_of(part, today)


@require_safe
def outputs_feed(request: HttpRequest) -> HttpResponse:
    """The newest things learnt in published partnerships, that everyone may read."""
    newest = Output.objects.filter(partnership__is_published=True).select_related("partnership")
    lines: list[OutputLine] = []
    for part in LOOKED_AT:
        if len(lines) < MOST_IN_A_FEED:
            lines += learning_of(newest.order_by("-tied_at", "-pk")[part], None).lines
    return feed_of(lines[:MOST_IN_A_FEED])
