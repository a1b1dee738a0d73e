"""What of the library hangs on a person who leaves: texts they answer for, and drafts.

Authors, and who confirmed a text last, stay as they are: that is what happened. Shelves are private
and stay with their reader.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from learning.desk import address_of
from learning.models import LibraryItem, LibraryPage
from pages.audiences import open_to
from pages.cms_reach import own_pages
from pages.models import SiteVersion
from pages.registries import HandOver, announce
from people.models import AssociationMembership, Organisation, Person


def texts_answered_for(
    *, person: Person, organisation: Organisation, reader: Any
) -> Iterable[HandOver]:
    """Texts that name the person as contact for a post of that organisation."""
    items = LibraryItem.objects.filter(contact_person=person, contact_organisation=organisation)
    items = items.exclude(_is_draft(), owner=person)
    if reader is not None:
        items = open_to(items.filter(Q(live=True) | own_pages(reader)), reader)
    for item in items.order_by("title", "pk"):
        yield HandOver(
            key=f"learning.contact:{item.pk}",
            title=item.title,
            url=reverse("page_by_number", args=[item.pk]) if item.live else _in_cms(item),
            what=_("Answers questions about this text"),
            give=partial(_answer_for, item_id=item.pk, left=person),
        )


def drafts_of(*, person: Person, organisation: Organisation, reader: Any) -> Iterable[HandOver]:
    """What the person began for that organisation or for an association of it."""
    drafts = _drafts_for(person, organisation)
    if reader is not None:
        drafts = open_to(drafts.filter(Q(owner=reader) | own_pages(reader)), reader)
    for draft in drafts.order_by("draft_title", "pk"):
        yield HandOver(
            key=f"learning.draft:{draft.pk}",
            title=draft.draft_title,
            url=address_of(draft) if reader == person else _in_cms(draft),
            what=_("A draft that was begun"),
            give=partial(_take_over_draft, item_id=draft.pk, left=person),
        )


def _drafts_for(person: Person, organisation: Organisation) -> QuerySet[LibraryItem]:
    joined = AssociationMembership.objects.filter(member=organisation)
    shelves = LibraryPage.objects.filter(
        Q(association=organisation) | Q(association__in=joined.values("association_id"))
    )
    there = Q(contact_organisation=organisation) | Q(author_organisation=organisation)
    for path in shelves.values_list("path", flat=True):
        there |= Q(path__startswith=path)
    return LibraryItem.objects.filter(_is_draft(), there, owner=person)


def _is_draft() -> Q:
    return Q(live=False, first_published_at=None)


def _in_cms(item: LibraryItem) -> str:
    return reverse("wagtailadmin_pages:edit", args=[item.pk])


@transaction.atomic
def _answer_for(*, to: Person | None, by: Person, item_id: int, left: Person) -> None:
    """Put `to`, or nobody, in the place of `left`; with nobody the post answers.

    Also in the newest words, whether they are published, waiting or begun, or the next editor who
    saves them would bring the former contact back.
    """
    locked = LibraryItem.objects.select_for_update(of=("self",)).filter(pk=item_id)
    item = locked.filter(contact_person=left).first()
    if item is None:
        return
    SiteVersion.advance()
    LibraryItem.objects.filter(pk=item_id).update(contact_person=to)
    numbers = {item.latest_revision_id, item.live_revision_id}
    for revision in Revision.page_revisions.filter(pk__in=numbers - {None}):
        if revision.content.get("contact_person") == left.pk:
            words = {**revision.content, "contact_person": to.pk if to else None}
            Revision.objects.filter(pk=revision.pk).update(content=words)
    log(instance=item, action="wagtail.edit", user=by, content_changed=True)
    announce("changed", [item_id])


@transaction.atomic
def _take_over_draft(*, to: Person | None, by: Person, item_id: int, left: Person) -> None:
    """Let `to` go on with a draft; with nobody it is the editors' of its place."""
    if Page.objects.filter(pk=item_id, owner=left).update(owner=to):
        _answer_for(to=to, by=by, item_id=item_id, left=left)
