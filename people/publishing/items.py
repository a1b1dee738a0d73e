"""What can come with a newsletter: the association's own texts, and others the editor may read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from pages import audiences
from pages.audiences import readable_by
from pages.models import Barrier
from pages.models.audience import PUBLIC
from pages.registries import newsletter_items
from people.models import EventPage, NewsPage, Organisation

OFFERED, FOUND = 5, 10


@dataclass(frozen=True)
class ItemRow:
    """A page in the list of items to choose from; `audience` says who may read it."""

    pk: int
    title: str
    kind: str
    address: str
    audience: str


def offered(
    *, association: Organisation, person: Any, words: str, chosen: Iterable[int]
) -> list[ItemRow]:
    """What is chosen, then what the words find, or the newest where there are none.

    Nothing that `person` may not read; a fixed number of queries.
    """
    pages = {page.pk: page for page in readable_pages(chosen, person)}
    for room in newsletter_items:
        rows = room(association=association, person=person, words=words)
        newest = rows.order_by("-first_published_at", "-pk").select_related("our_address")
        for page in newest[: FOUND if words else OFFERED]:
            pages.setdefault(page.pk, page)
    return _rows(pages.values())


def readable_pages(ids: Iterable[int], person: Any) -> list[Page]:
    """Those of the pages with these numbers that `person` may read, in one query."""
    rows = readable_by(Page.objects.filter(pk__in=list(ids)), person)
    return list(rows.select_related("our_address").order_by("pk"))


def own_news_and_events(*, association: Organisation, person: Any, words: str) -> QuerySet[Page]:
    """News and events of the association that `person` may read."""
    news = NewsPage.objects.filter(association=association).values("pk")
    events = EventPage.objects.filter(association=association).values("pk")
    own = Page.objects.filter(Q(pk__in=news) | Q(pk__in=events))
    found = readable_by(own, person)
    return found.filter(title__icontains=words) if words else found


def _rows(pages: Iterable[Page]) -> list[ItemRow]:
    pages = list(pages)
    keys: dict[int, set[str]] = defaultdict(set)
    barriers = Barrier.objects.filter(page__in=pages).values_list("page_id", "audience__key")
    for page_id, key in barriers:
        keys[page_id].add(key)
    labels = {key: audiences.label(key) for key in {PUBLIC}.union(*keys.values())}
    return [
        ItemRow(
            pk=page.pk,
            title=page.title,
            kind=str(page.specific_class._meta.verbose_name),
            address=page.our_address.address,
            audience=" · ".join(labels[key] for key in sorted(keys[page.pk] or {PUBLIC})),
        )
        for page in pages
    ]
