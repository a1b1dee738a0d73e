"""Questions about notices: how many are unread, the list of them, what a mail holds."""

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import Any, Self

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import Page

from notices.kinds import kinds, may_enter_about, may_read_about
from pages.audiences import keys_for, readable_by
from pages.models import Barrier


class NoticeQuerySet(QuerySet[Any]):
    """Notices of a person; what may be shown is narrowed by `.visible_to(person)` first."""

    def visible_to(self, person: Any) -> Self:
        """The person's own, of kinds that are known, about pages they may read where that counts.

        A kind with a check of its own and no `in_query` is asked for each row besides.
        """
        return self.of_kinds({kind.key for kind in kinds}, person)

    def of_kinds(self, wanted: Collection[str], person: Any) -> Self:
        """The same, of these kinds only: each may cost a query to ask about."""
        keys: dict[Any, list[str]] = defaultdict(list)
        for kind in kinds:
            if kind.key not in wanted:
                continue
            keys[kind.in_query or _IN_QUERY.get(kind.may_still)].append(kind.key)
        allowed = Q(pk=None)
        for in_query, same in keys.items():
            allowed |= Q(Q() if in_query is None else in_query(person), kind__in=same)
        return self.filter(allowed, person=person)

    def with_what_it_is_about(self, person: Any) -> Self:
        """With the page, its address, and `about_is_readable`: no further query for each row."""
        return self.select_related("about__our_address", "about__locale", "by").annotate(
            about_is_readable=is_readable(person), about_is_open=_is_open(person)
        )


def is_readable(person: Any) -> Q:
    """Over notices: those about a page that `person` may read now."""
    return Q(Exists(readable_by(Page.objects.filter(pk=OuterRef("about_id")), person)))


def _is_open(person: Any) -> Q:
    closed = Barrier.objects.exclude(audience__key__in=keys_for(person))
    is_closed = Exists(closed.filter(page_id=OuterRef("about_id")))
    return Q(~is_closed, about__isnull=False)


_IN_QUERY: dict[Any, Callable[[Any], Q]] = {may_read_about: is_readable, may_enter_about: _is_open}


def unread_count(person: Any) -> int:
    """How many notices the person has not marked as read; one query where there is none.

    Asked for on every page of a signed-in person, so only kinds that wait are asked about.
    """
    # Imported by the model: asked for by the name of the relation.
    unread = person.notices.filter(read_at=None)
    waiting = set(unread.order_by().values_list("kind", flat=True).distinct())
    return int(unread.of_kinds(waiting, person).count()) if waiting else 0


def for_list(person: Any) -> NoticeQuerySet:
    """The person's notices, newest first; the id is the place to read on from (keyset)."""
    mine: NoticeQuerySet = person.notices.visible_to(person).with_what_it_is_about(person)
    return mine.order_by("-pk")


def frequencies_of(person: Any) -> dict[str, str]:
    """What the person wants where it differs from the default, by the key of the kind."""
    return dict(person.notice_preferences.values_list("kind", "frequency"))
