"""Questions about partnerships and what was learnt in them, named for their pages."""

import datetime
import uuid
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Prefetch, Q, QuerySet

from partnerships.models import Partner, Partnership
from people.models import Organisation

PAGE = 30


def narrowed(rows: QuerySet[Partnership], wanted: dict[str, str]) -> QuerySet[Partnership]:
    """Those in a country, on a theme, of a plan, with a status; what is not asked for is any."""
    if country := wanted.get("country"):
        rows = rows.filter(pk__in=_in_country(country))
    if theme := wanted.get("theme"):
        rows = rows.filter(themes__slug=theme)
    if plan := wanted.get("plan"):
        rows = rows.filter(plan=_uuid(plan))
    if status := wanted.get("status"):
        rows = rows.filter(status=status)
    return rows


def _in_country(code: str) -> Any:
    return Partnership.objects.filter(countries__country=code).values("pk")


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise BadRequest("plan") from None


def page_after(rows: QuerySet[Partnership], after: str) -> list[Partnership]:
    """The newest changed first, from behind `after` (the number of the last one shown); one more
    than a page, so that it is known whether there are more.
    """
    rows = rows.order_by("-changed_at", "pk")
    if after:
        last = rows.filter(pk=_uuid(after)).values_list("changed_at", "pk").first()
        if last is None:
            raise BadRequest("after")
        rows = behind(rows, last)
    return list(rows.prefetch_related(*for_lists())[: PAGE + 1])


def behind(
    rows: QuerySet[Partnership], place: tuple[datetime.datetime, uuid.UUID]
) -> QuerySet[Partnership]:
    """Those that come after a place (when it was changed, its number), the newest changed first."""
    changed_at, pk = place
    return rows.filter(Q(changed_at__lt=changed_at) | Q(changed_at=changed_at, pk__gt=pk))


def for_lists() -> tuple[Any, ...]:
    """What a line of a list shows beside the partnership itself."""
    return (with_partners("organisation"), "countries", "themes", "wordings")


def with_partners(organisation: str) -> Prefetch:
    """Partners with their `organisation`, to be put in order by `partners_in_order`.

    Not joined: for many partnerships at once SQLite would look through all organisations.
    """
    return Prefetch("partners", Partner.objects.order_by("pk").prefetch_related(organisation))


def partners_in_order(one: Partnership) -> list[Partner]:
    """By role and name."""
    return sorted(one.partners.all(), key=lambda each: (each.role, each.organisation.name, each.pk))


def organisation_called(name: str) -> Organisation | None:
    """The organisation of this name, whatever its capitals; of two the one that was first."""
    return Organisation.objects.filter(name__iexact=name).order_by("pk").first()
