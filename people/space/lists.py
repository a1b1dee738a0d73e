"""Questions about entries and members of spaces, each named for the list that asks it."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pages import audiences
from pages.models import Barrier
from pages.tree import below
from people.models import (
    AssociationMembership,
    AssociationPage,
    EventPage,
    Newsletter,
    NewsPage,
    Organisation,
)
from people.states import NewsletterState

NEWEST = 20
NEXT = 3
MEMBERS = 50


@dataclass(frozen=True)
class Audience:
    """Who may read a thing: `kind` for the mark, `label` for the words."""

    kind: str
    label: str


@dataclass(frozen=True)
class Line:
    """One line of a list of entries; `day` is the day of news, None for an event."""

    pk: int
    type_label: str
    title: str
    url: str
    summary: str
    day: datetime.date | None = None
    when: str = ""
    place: str = ""
    audience: Audience | None = None


def home_of(association_id: int) -> AssociationPage | None:
    """The live home of an association's space in the language of the screen, else another one."""
    homes = AssociationPage.objects.filter(
        association=association_id, live=True, our_address__is_public=True
    )
    rows = list(homes.select_related("association", "our_address").order_by("path"))
    here = (home for home in rows if home.our_address.language == get_language())
    return next(here, rows[0] if rows else None)


def address_of_space(organisation_id: int) -> str:
    """Where the space of an association begins; empty where there is none. One query."""
    home = home_of(organisation_id)
    return "" if home is None else home.our_address.address


def news_below(path: str, person: Any) -> QuerySet[Any]:
    """News that `person` may read below a path, newest first, as rows."""
    news = NewsPage.objects.filter(below(path)).visible_to(person).newest_first()
    return news.values_list(
        "pk", "title", "summary", "listed_at", "our_address__address", "our_address__is_public",
        "newsletterpage",
        named=True,
    )  # fmt: skip


def events_below(path: str, person: Any) -> QuerySet[EventPage]:
    """Events that `person` may read below a path."""
    events = EventPage.objects.filter(below(path)).visible_to(person)
    return events.select_related("our_address").defer("body")


def coming(events: QuerySet[EventPage]) -> QuerySet[EventPage]:
    """Those that are not over, soonest first."""
    return events.filter(ends_at__gte=timezone.now()).order_by("starts_at", "pk")


def past(events: QuerySet[EventPage]) -> QuerySet[EventPage]:
    """Those that are over, the latest first."""
    return events.filter(ends_at__lt=timezone.now()).order_by("-starts_at", "-pk")


def lines_of_news(rows: Sequence[Any]) -> list[Line]:
    """One query where some are closed, else none."""
    closed = closed_to_some([row.pk for row in rows if not row.our_address__is_public])
    return [
        Line(
            pk=row.pk,
            type_label=_("Newsletter") if row.newsletterpage else _("News"),
            title=row.title,
            url=row.our_address__address,
            summary=row.summary,
            day=row.listed_at,
            audience=closed.get(row.pk),
        )
        for row in rows
    ]


def lines_of_events(events: Sequence[EventPage], when_of: Any) -> list[Line]:
    """`when_of` writes the days of an event; one query where some are closed, else none."""
    closed = closed_to_some([one.pk for one in events if not one.our_address.is_public])
    return [
        Line(
            pk=event.pk,
            type_label=_("Event"),
            title=event.title,
            url=event.our_address.address,
            summary=event.summary,
            when=when_of(event),
            place=event.place,
            audience=closed.get(event.pk),
        )
        for event in events
    ]


def closed_to_some(page_ids: list[int]) -> dict[int, Audience]:
    """The narrowest audience of each of these pages; one query and one for each name of them."""
    keys: dict[int, list[str]] = defaultdict(list)
    if page_ids:
        barriers = Barrier.objects.filter(page_id__in=page_ids)
        for page_id, key in barriers.values_list("page_id", "audience__key"):
            keys[page_id].append(key)
    names = {key: audiences.label(key) for key in set().union(*keys.values())}
    return {pk: narrowest(found, names) for pk, found in keys.items()}


def narrowest(keys: Sequence[str], names: dict[str, str] | None = None) -> Audience:
    """The narrowest of the keys a page stands behind, in words; `public` where there is none."""
    order = {"signed-in": 0, "association": 1, "group": 2}
    key = max(keys, key=lambda one: order.get(one.partition(":")[0], 3), default="public")
    label = names[key] if names else audiences.label(key)
    return Audience(kind=key.partition(":")[0], label=label)


def newsletters_waiting(association: Organisation) -> QuerySet[Newsletter]:
    """Those that wait for approval, the longest waiting first."""
    waiting = Newsletter.objects.filter(association=association, state=NewsletterState.WAITING)
    return waiting.order_by("changed_at", "pk")


def members_of(association_id: int) -> QuerySet[AssociationMembership]:
    """Memberships that hold today, by the member's name."""
    held = AssociationMembership.objects.holding_on().filter(association=association_id)
    return held.select_related("member").order_by("member__name", "member_id")


def members_after(
    members: QuerySet[AssociationMembership], name: str, pk: int
) -> QuerySet[AssociationMembership]:
    """Those behind the member of this name and id (keyset paging)."""
    return members.filter(Q(member__name__gt=name) | Q(member__name=name, member_id__gt=pk))
