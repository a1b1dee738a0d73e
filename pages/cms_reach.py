"""Which pages an editor reaches in the CMS: works on, walks over, may name, only reads."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import page_permission_policy as page_policy

from pages.addresses import HOME_DEPTH
from pages.audiences import open_to
from pages.permissions import can_enter

# An audience key of the room above; this room only tells it from the others.
ASSOCIATION = "association:"


def edits_everywhere(person: Any) -> bool:
    """Whether the person edits whole languages: the programme's editors and administrators."""
    if person.is_superuser:
        return True
    rows = page_policy.get_cached_permissions_for_user(person)
    return any(row.page.depth <= HOME_DEPTH for row in rows)


def own_pages(person: Any, below_depth: int = 0) -> Q:
    """A filter of pages the person has any right to change, in whatever state they are.

    With `below_depth` only rights that were given for pages below that depth count.
    """
    if person.is_superuser:
        return Q(depth__gte=1)
    own = Q(pk__in=[])
    for row in page_policy.get_cached_permissions_for_user(person):
        if row.page.depth > below_depth:
            own |= Q(path__startswith=row.page.path)
    return own


def only_reads(person: Any, page_ids: set[int]) -> bool:
    """Whether one of the pages is an association's own, and the person not one of its editors.

    The programme's editors read what an association tells its members, and change nothing (2A).
    """
    closed = Page.objects.filter(pk__in=page_ids, barriers__audience__key__startswith=ASSOCIATION)
    if person.is_superuser:
        return False
    return closed.exclude(own_pages(person, below_depth=HOME_DEPTH)).exists()


def may_work_on(person: Any, page: Page) -> bool:
    """Whether the person has any right to change this page, and may know of it."""
    is_own = Page.objects.filter(own_pages(person), pk=page.pk).exists()
    return is_own and can_enter(person, page.pk)


def may_explore(person: Any, page: Page) -> bool:
    """Whether the page is an own one or stands above own ones."""
    pages = page_policy.explorable_instances(person).filter(pk=page.pk)
    return bool(pages.exists()) and can_enter(person, page.pk)


def may_link_to(person: Any, page: Page) -> bool:
    """Whether the page may be named in a chooser: an own one, or one the person can read."""
    return choosable_by(Page.objects.filter(pk=page.pk), person).exists()


def choosable_by(pages: QuerySet[Page], person: Any) -> QuerySet[Page]:
    """Those of `pages` that a chooser may name to this editor; the root leads to all."""
    return open_to(pages.filter(Q(live=True) | Q(depth=1) | own_pages(person)), person)
