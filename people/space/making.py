"""Making the space of an association: its homes, and what stands on each."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import resolve
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Collection, Page

from pages.models import HomePage
from people.actions import make_association_editors, may_edit_below
from people.approval import assign_workflow
from people.models import (
    AssociationPage,
    DocumentsPage,
    EventsPage,
    NewsIndexPage,
    Organisation,
    RoleGroup,
    SpaceSettings,
)


@transaction.atomic
def make_space_homes(
    association: Organisation, languages: Iterable[str] | None = None
) -> list[AssociationPage]:
    """The homes of an association's space, in the order of the tree, with its editors' rights.

    Without `languages` (codes) in those it has, or in all where it has none. Calling it again makes
    what is missing.
    """
    role = make_association_editors(association)
    SpaceSettings.objects.get_or_create(association=association)
    known = {home.locale.language_code: home for home in homes_of(association)}
    wanted = set(languages or known or [code for code, _name in settings.LANGUAGES])
    for parent in HomePage.objects.select_related("locale").order_by("path"):
        language = parent.locale.language_code
        if language not in wanted or language in known:
            continue
        home = AssociationPage(
            title=association.name,
            slug=_free_slug(parent, association),
            association=association,
            locale=parent.locale,
        )
        if known:
            home.translation_key = next(iter(known.values())).translation_key
        parent.add_child(instance=home)
        known[language] = home
    bring_approval_in_line(role)
    return list(homes_of(association))


@transaction.atomic
def make_association_space(
    association: Organisation, languages: Iterable[str] | None = None
) -> list[AssociationPage]:
    """The space of an association: its homes, each with news, events and documents.

    Public, all of it: what an association tells its members only is closed page by page. As
    `make_space_homes` it makes what is missing; the library adds the shelf
    (`learning.actions.make_association_shelf`).
    """
    homes = make_space_homes(association, languages)
    documents = _collection_of_documents(association)
    parts: tuple[tuple[type[Page], str, Callable[[], str], dict[str, Any]], ...] = (
        (NewsIndexPage, "news", lambda: _("News"), {}),
        (EventsPage, "events", lambda: _("Events"), {}),
        (DocumentsPage, "documents", lambda: _("Documents"), {"collection": documents}),
    )
    for model, slug, title, fields in parts:
        first: Page | None = None
        for home in homes:
            part = model.objects.child_of(home).first()
            if part is None:
                with translation.override(home.locale.language_code):
                    part = model(title=title(), slug=slug, locale=home.locale, **fields)
                if first is not None:
                    part.translation_key = first.translation_key
                home.add_child(instance=part)
            first = first or part
    return homes


def homes_of(association: Organisation) -> Iterable[AssociationPage]:
    """The homes of an association's space, in the order of the tree."""
    return association.spaces.select_related("locale", "our_address").order_by("path")


def bring_approval_in_line(role: RoleGroup) -> None:
    """Give the editors of an association what its settings allow: to publish alone, or by two."""
    chosen = SpaceSettings.objects.get(association=role.association_id)
    homes = list(AssociationPage.objects.filter(association=role.association_id))
    for home in homes:
        may_edit_below(role, home, publishes=not chosen.is_approved_by_two)
    assign_workflow(role, homes, is_by_two=chosen.is_approved_by_two)


def _free_slug(parent: HomePage, association: Organisation) -> str:
    """A name in addresses that no other page has and no other door of the site."""
    slug = slugify(association.name)[:80] or "association"
    is_taken = Page.objects.child_of(parent).filter(slug=slug).exists()
    with translation.override(parent.locale.language_code):
        door = resolve(f"/{parent.locale.language_code}/{slug}/").url_name
    return f"{slug}-{association.pk}" if is_taken or door != "wagtail_serve" else slug


def _collection_of_documents(association: Organisation) -> Collection:
    """Where files stand that everyone may have, within the association's own collection."""
    own = make_association_editors(association).collection
    assert own is not None
    name = "Documents for everyone"
    return own.get_children().filter(name=name).first() or own.add_child(name=name)
