"""What is done in the library: drafts, approval, shelves of readers and of associations."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Collection, Page, WorkflowState

from learning.approval import workflow_for
from learning.forms import DraftForm
from learning.models import LibraryItem, LibraryPage, ShelfEntry
from learning.permissions import can_write_draft
from learning.word import read_word_file
from pages.models import HomePage
from people.actions import make_association_editors, make_programme_editors, may_edit_below
from people.approval import assign_workflow
from people.models import (
    AssociationPage,
    NewsIndexPage,
    NewsPage,
    Organisation,
    Person,
    RoleGroup,
)
from people.space.making import homes_of, make_space_homes


@transaction.atomic
def begin_draft(
    *, by: Person, library: LibraryPage, key: uuid.UUID, form: DraftForm
) -> LibraryItem:
    """Make an unpublished item of `by` under `library` from a valid form.

    `key` is the form's own: when it comes again (a double click, a lost connection), the draft it
    made is given back with the newer words, and none is made. A draft that has been published
    meanwhile is given back as it is.
    """
    # Those who write under one parent take turns: the tree's paths would else collide.
    parent = LibraryPage.objects.select_for_update(of=("self",)).get(pk=library.pk)
    same = LibraryItem.objects.filter(translation_key=key, owner=by, locale=library.locale)
    known = same.first()
    if known is not None:
        if not form.mends or not can_write_draft(by, known):
            return known
        return rewrite_draft(by=by, draft=known, form=form)
    item = form.item_class(
        owner=by,
        live=False,
        has_unpublished_changes=True,
        locale=library.locale,
        translation_key=key,
    )
    form.write_on(item, by=by, collection=_collection_of(library))
    parent.add_child(instance=item)
    item.save_revision(user=by)
    log(instance=item, action="wagtail.create", user=by, content_changed=True)
    return item


@transaction.atomic
def begin_news(
    *, by: Person, association: Organisation, file: Any, language: str
) -> tuple[NewsPage, int]:
    """Unpublished news of an association from a Word file, and how many drawings were lost.

    Raises ValidationError where Word itself could not read the file, or where the association has
    no list of news in this language.
    """
    lists = NewsIndexPage.objects.descendant_of(_home_in(association, language))
    parent = lists.select_for_update(of=("self",)).first()
    if parent is None:
        raise ValidationError(_("There is no list of news in this language."))
    role = make_association_editors(association)
    text = read_word_file(file, file.name, collection=role.collection, by=by)
    news = NewsPage(
        title=text.title, owner=by, live=False, has_unpublished_changes=True, locale=parent.locale
    )
    news.body = news.body.stream_block.to_python(text.body)
    parent.add_child(instance=news)
    news.save_revision(user=by)
    log(instance=news, action="wagtail.create", user=by, content_changed=True)
    return news, text.lost_pictures


def _home_in(association: Organisation, language: str) -> AssociationPage:
    homes = {home.locale.language_code: home for home in homes_of(association)}
    if language not in homes:
        raise ValidationError(_("There is no list of news in this language."))
    return homes[language]


@transaction.atomic
def rewrite_draft(*, by: Person, draft: LibraryItem, form: DraftForm) -> LibraryItem:
    """Put the words of a valid form on the newest version of an item, as a new revision.

    Gives back that version. Nothing is written where nothing changed. What already waits for
    approval is taken back by a change: editors publish what they have read.
    """
    newest = _newest_for_one_writer(draft)
    before = newest.serializable_data()
    form.write_on(newest, by=by, collection=_collection_of(newest.get_parent().specific))
    if newest.serializable_data() == before:
        return newest
    newest.save_revision(user=by, log_action=True)
    state = newest.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        state.cancel(user=by)
    return newest


@transaction.atomic
def send_for_approval(*, by: Person, item: LibraryItem) -> None:
    """Ask the editors of its place to publish the newest words; again does nothing."""
    newest = _newest_for_one_writer(item)
    state = newest.current_workflow_state
    if state is None:
        workflow_for(newest).start(newest, by)
    elif state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=by)


def _newest_for_one_writer(item: LibraryItem) -> LibraryItem:
    """The newest version of an item; who else wants to write on it waits for this transaction."""
    Page.objects.select_for_update().get(pk=item.pk)
    return LibraryItem.objects.get(pk=item.pk).specific.get_latest_revision_as_object()


def keep_on_shelf(*, by: Person, item: LibraryItem) -> None:
    """Put `item` on the shelf of `by`; again changes nothing."""
    ShelfEntry.objects.get_or_create(person=by, item=item)


def take_off_shelf(*, by: Person, item: LibraryItem) -> None:
    """Take `item` off the shelf of `by`, where it stands there."""
    ShelfEntry.objects.filter(person=by, item=item).delete()


@transaction.atomic
def make_association_shelf(
    association: Organisation, languages: Iterable[str] | None = None
) -> list[LibraryPage]:
    """The shelves of an association, one in each language of its space, open to its editors.

    They are public: what an association tells its members only is closed further down. Calling it
    again makes what is missing, and brings into the space what stood in the main library before
    there were spaces.
    """
    shelves: list[LibraryPage] = []
    for home in make_space_homes(association, languages):
        own = LibraryPage.objects.filter(association=association, locale=home.locale)
        shelf = own.filter(depth=home.depth + 1).first()
        if shelf is None:
            with translation.override(home.locale.language_code):
                shelf = LibraryPage(
                    title=_("Our shelf"),
                    slug="shelf",
                    association=association,
                    locale=home.locale,
                )
            if shelves:
                shelf.translation_key = shelves[0].translation_key
            home.add_child(instance=shelf)
        elif not shelf.is_child_of(home):
            shelf.move(home, pos="last-child")
            shelf = LibraryPage.objects.get(pk=shelf.pk)
        shelves.append(shelf)
    return shelves


@transaction.atomic
def open_library_to_programme() -> RoleGroup:
    """Let the programme's editors work on all pages and approve what the main library is sent."""
    role = make_programme_editors()
    for home in HomePage.objects.all():
        may_edit_below(role, home)
    assign_workflow(role, LibraryPage.objects.filter(association=None, depth=3))
    return role


def _collection_of(library: Page) -> Collection:
    """Where pictures and files of drafts under `library` are kept."""
    association = getattr(library, "association_id", None)
    if association is not None:
        role = RoleGroup.objects.select_related("collection").filter(association=association)
        found = role.first()
        if found is not None and found.collection is not None:
            return found.collection
    return Collection.get_first_root_node()
