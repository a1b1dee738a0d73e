"""Who may read a page, a picture or a file. Twin of `pages.audiences.readable_by`."""

from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404
from wagtail.documents.permissions import permission_policy as file_policy
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.models import Page

from pages.audiences import keys_for, readable_by
from pages.models import Barrier, File, ItemUse, PictureRendition
from pages.models.audience import SIGNED_IN

Thing = TypeVar("Thing", bound=Model)


def one_or_404(rows: QuerySet[Thing], pk: Any) -> Thing:
    """The one of `rows` with this number: a guarded door, which tells nothing else (R3)."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def can_read(person: Any, page: Page) -> bool:
    """Whether `person` may read this page: it is live, and every barrier is open to them."""
    return page.live and can_enter(person, page.pk)


def can_enter(person: Any, page_id: int) -> bool:
    """Whether every barrier before a page is open to `person`."""
    return barrier_keys_of(page_id) <= keys_for(person)


def barrier_keys_of(page_id: int) -> frozenset[str]:
    """The keys of all closed audiences a page stands behind; empty for a public one."""
    barriers = Barrier.objects.filter(page_id=page_id)
    return frozenset(barriers.values_list("audience__key", flat=True))


def needs_only_login(person: Any, barrier_keys: frozenset[str]) -> bool:
    """Whether signing in would be enough: a members' page, whose existence is public (2A)."""
    return not person.is_authenticated and barrier_keys == {SIGNED_IN}


def get_rendition_for(person: Any, rendition_id: int) -> tuple[PictureRendition, bool]:
    """The guarded door to a picture, and whether everyone may see it; else Http404."""
    rendition = PictureRendition.objects.select_related("image").filter(pk=rendition_id).first()
    if rendition is None:
        raise Http404
    is_public = _is_used_for(None, Q(picture_id=rendition.image_id))
    if is_public or _is_used_for(person, Q(picture_id=rendition.image_id)):
        return rendition, is_public
    if _may_edit(person, picture_policy, rendition.image):
        return rendition, False
    raise Http404


def get_file_for(person: Any, file_id: int) -> tuple[File, bool]:
    """The guarded door to a file, and whether everyone may have it; else Http404."""
    file = File.objects.filter(pk=file_id).first()
    if file is None:
        raise Http404
    is_public = _is_used_for(None, Q(file_id=file_id))
    if is_public or _is_used_for(person, Q(file_id=file_id)):
        return file, is_public
    if _may_edit(person, file_policy, file):
        return file, False
    raise Http404


def _is_used_for(person: Any, what: Q) -> bool:
    """Whether `person` may read one live page that uses it."""
    uses = ItemUse.objects.filter(what, page_id=OuterRef("pk"))
    return readable_by(Page.objects.filter(Exists(uses)), person).exists()


def _may_edit(person: Any, policy: Any, thing: Any) -> bool:
    if person is None or not person.is_authenticated:
        return False
    return bool(
        policy.user_has_any_permission_for_instance(person, ["change", "delete", "choose"], thing)
    )
