"""Lists a page at a time (keyset), of what the reader may know of."""

import datetime
import itertools
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.urls import reverse

from pages.addresses import absolute
from pages.paging import place_after, read_place, read_place_of_uuid
from partnerships.api.schemas import AskedForOutputs, AskedForPage, AskedForPartnerships
from partnerships.models import CountryPlan, Output, Partnership
from partnerships.permissions import partnerships_visible_to, plans_shown
from partnerships.querysets import behind, for_lists, narrowed
from partnerships.registries import learnable
from partnerships.registry.outputs import OutputLine, learning_of

# Outputs looked at for one page; more, and twice as many each time, where many are closed.
FIRST_LOOK, LONGEST_LOOK = 100, 1_600


def next_address(name: str, asked: AskedForPage, place: str) -> str | None:
    """Where the list goes on, with all that was asked; None where nothing follows."""
    if not place:
        return None
    words = asked.model_dump(mode="json", exclude={"after"}, exclude_defaults=True)
    return f"{absolute(reverse(name))}?{urlencode({**words, 'after': place})}"


def partnerships_asked(reader: Any, asked: AskedForPartnerships) -> tuple[list[Partnership], str]:
    """A page of partnerships, the newest changed first, and the place behind it."""
    wanted = {name: getattr(asked, name) for name in ("country", "theme", "plan", "status")}
    said = {name: str(value) for name, value in wanted.items() if value}
    rows = narrowed(partnerships_visible_to(reader), said)
    place = read_place_of_uuid(asked.after)
    rows = rows if place is None else behind(rows, place)
    ordered = rows.order_by("-changed_at", "pk").prefetch_related(*for_lists())
    found = list(ordered[: asked.limit + 1])
    if len(found) <= asked.limit:
        return found, ""
    last = found[asked.limit - 1]
    return found[: asked.limit], place_after(last.changed_at, last.pk)


def plans_asked(asked: AskedForPage) -> tuple[list[CountryPlan], str]:
    """A page of plans, the last agreed first, and the place behind it."""
    rows = plans_shown().order_by("-agreed__made_at", "pk")
    if place := read_place_of_uuid(asked.after):
        made_at, pk = place
        rows = rows.filter(Q(agreed__made_at__lt=made_at) | Q(agreed__made_at=made_at, pk__gt=pk))
    found = list(rows[: asked.limit + 1])
    if len(found) <= asked.limit:
        return found, ""
    last = found[asked.limit - 1]
    assert last.agreed is not None
    return found[: asked.limit], place_after(last.agreed.made_at, last.pk)


def outputs_asked(reader: Any, asked: AskedForOutputs) -> tuple[list[OutputLine], str]:
    """A page of what was learnt, the newest first, and the place behind it.

    A page is full whatever is closed to the reader: its length tells nothing (2C).
    """
    visible = partnerships_visible_to(reader)
    if asked.plan:
        visible = visible.filter(plan=asked.plan)
    rows = Output.objects.filter(partnership__in=visible.values("pk")).exclude(_never_named())
    if asked.theme:
        rows = rows.filter(theme__slug=asked.theme)
    seen = _lines(rows.select_related("partnership", "theme"), reader, read_place(asked.after))
    found = list(itertools.islice(seen, asked.limit + 1))
    if len(found) <= asked.limit:
        return found, ""
    last = found[asked.limit - 1].output
    return found[: asked.limit], place_after(last.tied_at, last.pk)


def _lines(
    rows: QuerySet[Output], reader: Any, place: tuple[datetime.datetime, int] | None
) -> Iterator[OutputLine]:
    """What the reader may know of, from behind `place`."""
    look = FIRST_LOOK
    while True:
        newest = rows.order_by("-tied_at", "-pk")
        if place is not None:
            tied_at, pk = place
            newest = newest.filter(Q(tied_at__lt=tied_at) | Q(tied_at=tied_at, pk__lt=pk))
        found = list(newest[:look])
        yield from learning_of(found, reader).lines
        if len(found) < look:
            return
        place = found[-1].tied_at, found[-1].pk
        look = min(2 * look, LONGEST_LOOK)


def _never_named() -> Q:
    """Things that are only counted (2C: a mentorship)."""
    never = Q(pk=None)
    for kind in learnable:
        if kind.only_counted:
            never |= Q(thing__startswith=f"{kind.prefix}:")
    return never
