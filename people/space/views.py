"""Pages of an association's space, and the lists that stand beside them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import condition, require_safe

from pages.audiences import readable_by
from pages.middleware import etag_of
from pages.models import SiteVersion
from pages.paging import read_number
from pages.registries import space_parts
from pages.rendering import rendered_body
from people.approval import waiting_in
from people.models import (
    AssociationPage,
    DocumentsPage,
    EventPage,
    EventsPage,
    NewsIndexPage,
    NewsPage,
    Organisation,
    SpaceSettings,
)
from people.space.calendar import as_file, calendar_of
from people.space.head import head_for, head_of, language_addresses, space_of
from people.space.lists import (
    MEMBERS,
    NEWEST,
    NEXT,
    coming,
    events_below,
    lines_of_events,
    lines_of_news,
    members_after,
    members_of,
    narrowest,
    news_below,
    newsletters_waiting,
    past,
)
from people.space.permissions import can_keep, get_event_for, get_home_of
from people.space.when import days_of, hours_here, hours_there

NEWS_ON_THE_HOME_PAGE = 5
MOST_FILES = 500


def home(request: HttpRequest, page: AssociationPage) -> HttpResponse:
    """The home of a space: news, what comes next, and for its editors what waits."""
    news = lines_of_news(list(news_below(page.path, request.user)[:NEWS_ON_THE_HOME_PAGE]))
    events = list(coming(events_below(page.path, request.user))[:NEXT])
    is_kept = can_keep(request.user, page.association_id)
    context = {
        **_common(request, page),
        "news": news,
        "events": lines_of_events(events, days_of),
        "is_kept": is_kept,
        "waiting_count": _number_waiting(request, page) if is_kept else 0,
        "association_id": page.association_id,
    }
    for part in space_parts:
        context.update(part(request, page))
    return render(request, "people/space/home.html", context)


def _number_waiting(request: HttpRequest, page: AssociationPage) -> int:
    texts = waiting_in([page], request.user)
    return len(texts) + newsletters_waiting(page.association).count()


def news_index(request: HttpRequest, page: NewsIndexPage) -> HttpResponse:
    """News, twenty a page, parted by the last one shown (keyset)."""
    rows = news_below(page.path, request.user)
    last = _number(request, "after")
    if last is not None:
        shown_last = rows.filter(pk=last).first()
        if shown_last is None:
            raise Http404
        rows = rows.filter(listed_at__lte=shown_last.listed_at).exclude(
            listed_at=shown_last.listed_at, pk__gte=shown_last.pk
        )
    found = list(rows[: NEWEST + 1])
    context = {
        **_common(request, page),
        "lines": lines_of_news(found[:NEWEST]),
        "next_url": f"{page.address}?after={found[NEWEST - 1].pk}" if len(found) > NEWEST else "",
        "first_url": page.address if last is not None else "",
    }
    return render(request, "people/space/news_index.html", context)


def news(request: HttpRequest, page: NewsPage) -> HttpResponse:
    """One piece of news."""
    return render(request, "people/space/news.html", entry_context(request, page))


def events(request: HttpRequest, page: EventsPage) -> HttpResponse:
    """What comes, soonest first, and the latest of what was."""
    found = events_below(page.path, request.user)
    space = space_of(page, getattr(request, "site_version", None))
    context = {
        **_common(request, page),
        "coming": lines_of_events(list(coming(found)[:NEWEST]), days_of),
        "past": lines_of_events(list(past(found)[:NEWEST]), days_of),
        "calendar_url": reverse("events_calendar", args=[space.association_id]) if space else "",
    }
    return render(request, "people/space/events.html", context)


def event(request: HttpRequest, page: EventPage) -> HttpResponse:
    """One event, with its hours at the place and on the reader's own clock."""
    context = {
        **entry_context(request, page),
        "hours_there": hours_there(page),
        "hours_here": hours_here(page, request.user),
        "calendar_url": reverse("event_calendar", args=[page.pk]),
    }
    return render(request, "people/space/event.html", context)


def documents(request: HttpRequest, page: DocumentsPage) -> HttpResponse:
    """The files of a collection, and the pages with more of them."""
    below = DocumentsPage.objects.child_of(page)
    context = {
        **_common(request, page),
        "files": [{"file": file} for file in page.files()[:MOST_FILES]],
        "parts": list(_readable(below, request.user)),
        "audience": narrowest(list(page.barrier_keys)),
    }
    return render(request, "people/space/documents.html", context)


@require_safe
def associations(request: HttpRequest) -> HttpResponse:
    """All associations that have a space, by name, in the language of the screen where there is."""
    homes = AssociationPage.objects.filter(live=True, our_address__is_public=True)
    rows = homes.select_related("association", "our_address").order_by("association__name", "path")
    chosen: dict[int, AssociationPage] = {}
    for one in rows:
        if one.association_id not in chosen or one.our_address.language == get_language():
            chosen[one.association_id] = one
    return render(request, "people/space/associations.html", {"homes": list(chosen.values())})


@require_safe
def members(request: HttpRequest, pk: int) -> HttpResponse:
    """The members of an association today, by name, fifty a page (keyset)."""
    home_page = get_home_of(pk)
    found = members_of(pk)
    last = _number(request, "after")
    if last is not None:
        name = Organisation.objects.filter(pk=last).values_list("name", flat=True).first()
        if name is None:
            raise Http404
        found = members_after(found, name, last)
    rows = list(found[: MEMBERS + 1])
    address = reverse("association_members", args=[pk])
    space = space_of(home_page, None)
    context = {
        "space": head_of(request, space, "members") if space else None,
        "association": home_page.association,
        "memberships": rows[:MEMBERS],
        "number": members_of(pk).count(),
        "next_url": f"{address}?after={rows[MEMBERS - 1].member_id}" if len(rows) > MEMBERS else "",
        "first_url": address if last is not None else "",
        "is_kept": can_keep(request.user, pk),
    }
    return render(request, "people/space/members.html", context)


@require_safe
def event_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """One event as a calendar file, for whoever may read it."""
    found = get_event_for(request.user, pk)
    return as_file(calendar_of([found]), f"event-{pk}.ics")


def _version(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    return f'"{etag_of(SiteVersion.current(), request.get_full_path())}"'


@require_safe
@condition(etag_func=_version)
def events_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """What comes at an association that everyone may know of, in the language of the address."""
    home_page = get_home_of(pk)
    found = EventPage.objects.filter(association=pk, language=get_language()).visible_to(None)
    rows = coming(found.select_related("our_address").defer("body"))[:100]
    response = as_file(calendar_of(rows, home_page.association.name), f"events-{pk}.ics")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def colour(request: HttpRequest, pk: int) -> HttpResponse:
    """The one rule of style that an association chooses; anything else it wrote is refused."""
    get_home_of(pk)
    chosen = SpaceSettings.objects.filter(association=pk).values_list("colour", flat=True).first()
    if not chosen:
        raise Http404
    response = HttpResponse(f".house {{ --own: {chosen}; }}\n", content_type="text/css")
    response["Cache-Control"] = "no-cache"
    response["ETag"] = f'"{etag_of(0, chosen)}"'
    return response


def _common(request: HttpRequest, page: Any) -> dict[str, Any]:
    # Read by the frame, whose language menu then leads to the same page.
    request.language_addresses = language_addresses(page, request.user)  # type: ignore[attr-defined]
    return {"page": page, "space": head_for(request, page)}


def entry_context(request: HttpRequest, page: Any) -> dict[str, Any]:
    """What every page of a text of a space shows."""
    body = rendered_body(page, getattr(request, "site_version", None))
    language = get_language()
    return {
        **_common(request, page),
        "body_html": body.html,
        "audience": narrowest(list(page.barrier_keys)),
        "themes": [
            {"name": theme.name, "url": f"/{language}/library/?theme={theme.slug}"}
            for theme in page.themes.all()
        ],
    }


def _readable(pages: Any, person: Any) -> Any:
    return readable_by(pages.select_related("our_address").order_by("path"), person)


def _number(request: HttpRequest, name: str) -> int | None:
    """The id in the address, None for none; 400 for what can be no id."""
    text = request.GET.get(name, "")
    return read_number(text) if text else None
