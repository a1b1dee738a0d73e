"""What is done in the library: drafts, approval, shelves of readers and of associations."""

import uuid

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Collection, GroupPagePermission, Page, WorkflowState

from learning.approval import assign_workflow, workflow_for
from learning.forms import DraftForm
from learning.models import LibraryItem, LibraryPage, ShelfEntry
from learning.permissions import can_write_draft
from pages.models import HomePage
from people.actions import make_association_editors, make_programme_editors
from people.models import Organisation, Person, RoleGroup

ON_OWN_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")


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
def make_association_shelf(association: Organisation) -> list[LibraryPage]:
    """The library pages of an association, one in each language, and its editors' right to them.

    They are public: what an association tells its members only is closed further down. Calling it
    again makes what is missing.
    """
    role = make_association_editors(association)
    shelves: list[LibraryPage] = []
    for main in LibraryPage.objects.filter(association=None, depth=3).order_by("path"):
        shelf = LibraryPage.objects.child_of(main).filter(association=association).first()
        if shelf is None:
            shelf = LibraryPage(
                title=association.name,
                slug=_free_slug(main, association),
                association=association,
                locale=main.locale,
            )
            if shelves:
                shelf.translation_key = shelves[0].translation_key
            main.add_child(instance=shelf)
        shelves.append(shelf)
        _may_edit_below(role, shelf)
    assign_workflow(role, shelves)
    return shelves


@transaction.atomic
def open_library_to_programme() -> RoleGroup:
    """Let the programme's editors work on all pages and approve what the main library is sent."""
    role = make_programme_editors()
    for home in HomePage.objects.all():
        _may_edit_below(role, home)
    assign_workflow(role, LibraryPage.objects.filter(association=None, depth=3))
    return role


def _may_edit_below(role: RoleGroup, page: Page) -> None:
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=ON_OWN_PAGES
    ):
        GroupPagePermission.objects.get_or_create(
            group=role.group, page=page, permission=permission
        )


def _free_slug(main: LibraryPage, association: Organisation) -> str:
    slug = slugify(association.name)[:80] or "association"
    is_taken = Page.objects.child_of(main).filter(slug=slug).exists()
    return f"{slug}-{association.pk}" if is_taken else slug


def _collection_of(library: Page) -> Collection:
    """Where pictures and files of drafts under `library` are kept."""
    association = getattr(library, "association_id", None)
    if association is not None:
        role = RoleGroup.objects.select_related("collection").filter(association=association)
        found = role.first()
        if found is not None and found.collection is not None:
            return found.collection
    return Collection.get_first_root_node()
