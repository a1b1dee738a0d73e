"""Which audiences a person may enter, and the one way to close or open a page."""

import uuid
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page

from pages import addresses
from pages.models import Audience, Barrier, PageAudience, SiteVersion
from pages.models.audience import PUBLIC, SIGNED_IN
from pages.registries import announce
from pages.registries import audiences as resolvers
from pages.tree import branch

Pages = TypeVar("Pages", bound=QuerySet[Any])


def keys_for(person: Any) -> frozenset[str]:
    """The audience keys `person` may enter; `public` alone for a visitor (None or anonymous)."""
    if person is None or isinstance(person, AnonymousUser) or not person.is_active:
        return frozenset({PUBLIC})
    known = getattr(person, "_audience_keys", None)
    if known is None:
        known = frozenset({PUBLIC, SIGNED_IN}).union(*(r.keys_for(person) for r in resolvers))
        # Asked once per request: the person object lives no longer than that.
        person._audience_keys = known  # noqa: SLF001 - ours, see above
    return known


def label(key: str) -> str:
    """What an audience is called on the screen; the bare key where no room knows it."""
    for resolver in resolvers:
        known = resolver.label(key)
        if known is not None:
            return known
    return key


def readable_by(pages: Pages, person: Any) -> Pages:
    """Only those of `pages` that are live and stand behind no barrier closed to `person`.

    The filter is in the query: a visitor costs one indexed flag, a member one NOT EXISTS.
    """
    return readable_with(pages, keys_for(person))


def readable_with(pages: Pages, keys: frozenset[str]) -> Pages:
    """The same for whoever may enter the audiences with these keys, `public` among them."""
    if keys == {PUBLIC}:
        return pages.filter(live=True, our_address__is_public=True)
    closed = Barrier.objects.filter(page_id=OuterRef("pk")).exclude(audience__key__in=keys)
    return pages.filter(~Exists(closed), live=True)


def open_to(pages: Pages, person: Any) -> Pages:
    """Those of `pages` that stand behind no barrier closed to the person, live or not.

    Written with `pk__in`, which Wagtail's own search can filter by.
    """
    closed = Barrier.objects.exclude(audience__key__in=keys_for(person))
    return pages.exclude(pk__in=closed.values("page_id"))


def audience_of(page: Page) -> str:
    """The key set on this page itself (not inherited), `public` where none is."""
    chosen = PageAudience.objects.filter(translation_key=page.translation_key)
    return chosen.values_list("audience__key", flat=True).first() or PUBLIC


@transaction.atomic
def set_audience(translation_key: uuid.UUID, key: str) -> None:
    """Close or open a page in all its languages, and all below it, with the next request.

    Barriers, the version of the library and the search outbox move in this one transaction.
    """
    # Both locks first, in the order in which writers of the tree take them: a page that is being
    # written below is waited for, or waits and then finds itself behind the barrier.
    pages = list(Page.objects.filter(translation_key=translation_key))
    for page in pages:
        _lock_branch(page)
    SiteVersion.advance()
    if key == PUBLIC:
        changed, _ = PageAudience.objects.filter(translation_key=translation_key).delete()
    else:
        audience, _ = Audience.objects.get_or_create(key=key)
        before = PageAudience.objects.filter(translation_key=translation_key).first()
        changed = before is None or before.audience_id != audience.pk
        PageAudience.objects.update_or_create(
            translation_key=translation_key, defaults={"audience": audience}
        )
    if not changed:
        return
    for page in pages:
        touched = addresses.rewrite_subtree(page)
        announce("changed", touched)


def _lock_branch(page: Page) -> None:
    """Hold the rows of a page and all below it until the transaction ends; nothing on SQLite."""
    rows = Page.objects.filter(branch(page.path)).order_by("path")
    list(rows.select_for_update(no_key=True).values_list("pk", flat=True))
