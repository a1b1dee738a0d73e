"""Who may read an item, write on a draft, or let a snapshot grow; and the doors to them."""

from typing import Any

from django.db.models import Q
from django.http import Http404

from learning.models import CaseStudyPage, LibraryItem
from pages.audiences import open_to
from pages.permissions import can_enter, can_read


def get_item_for(person: Any, pk: int) -> LibraryItem:
    """The guarded door to a live item, as `LibraryItem`; Http404 where `person` may not read it."""
    item = LibraryItem.objects.select_related("our_address").filter(pk=pk).first()
    if item is None or not can_read(person, item):
        raise Http404
    return item


def can_edit_in_cms(person: Any, item: LibraryItem) -> bool:
    """Whether `person` is one of the editors of the place where `item` stands."""
    # Rights and approvals alike come by groups. Most readers are in none, which one query tells.
    has_groups = person.is_superuser or person.groups.exists()
    return bool(has_groups and item.permissions_for_user(person).can_edit())


def can_write_draft(person: Any, item: LibraryItem) -> bool:
    """Whether `person` may go on writing: a draft that was never published, by owner or editor.

    For neither while it stands behind a barrier that is closed to them (safeguards R5).
    """
    if not person.is_authenticated or item.live or item.first_published_at is not None:
        return False
    if not can_enter(person, item.pk):
        return False
    return item.owner_id == person.pk or can_edit_in_cms(person, item)


def get_draft_for(person: Any, pk: int) -> LibraryItem:
    """The guarded door to a draft, as its own class with its newest words; else Http404."""
    item = LibraryItem.objects.filter(pk=pk).first()
    if item is None or not can_write_draft(person, item):
        raise Http404
    return item.specific.get_latest_revision_as_object()


def can_grow(person: Any, case: CaseStudyPage) -> bool:
    """Whether `person`, its owner or an editor, may turn this snapshot into a full case."""
    if not person.is_authenticated or case.form != CaseStudyPage.Form.SNAPSHOT:
        return False
    # Asked first, since it is no for nearly everyone.
    is_theirs = case.owner_id == person.pk or can_edit_in_cms(person, case)
    return is_theirs and can_read(person, case)


def get_snapshot_for(person: Any, pk: int) -> CaseStudyPage:
    """The guarded door to a published snapshot that may grow, with its newest words; else Http404.

    What is already written of the full case is among them.
    """
    case = CaseStudyPage.objects.filter(pk=pk).first()
    if case is None or not can_grow(person, case):
        raise Http404
    return case.get_latest_revision_as_object()


def own_drafts(person: Any) -> Any:
    """What `person` began, may enter, and nobody has published yet; growing cases included.

    Twin of `can_write_draft` and `can_grow`, for what is one's own.
    """
    unpublished = Q(live=False, first_published_at=None)
    growing = Q(has_unpublished_changes=True, casestudypage__form=CaseStudyPage.Form.SNAPSHOT)
    own = LibraryItem.objects.filter(unpublished | growing & Q(live=True), owner=person)
    return open_to(own, person)
