"""What must move together: names on public pages, sessions with their person, files with pages."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest
from wagtail.models import WorkflowState
from wagtail.signals import workflow_approved

from pages import uses
from pages.models import File, SiteVersion
from pages.registries import announce
from people.audit import record
from people.models import (
    DocumentsPage,
    Organisation,
    Person,
    RoleGroup,
    SecondPersonTask,
    SignIn,
)
from people.private_tokens import take_all_back
from people.sessions import end_other_sessions, note_new_key, note_sign_in


@receiver([post_save, post_delete], sender=Organisation)
def organisation_was_changed(sender: type, **_: Any) -> None:
    SiteVersion.advance()


@receiver(user_logged_in)
def person_signed_in(sender: type, request: HttpRequest, user: Person, **_: Any) -> None:
    note_sign_in(request, user)


@receiver(user_logged_out)
def person_signed_out(sender: type, request: HttpRequest, **_: Any) -> None:
    SignIn.objects.filter(session_key=request.session.session_key or "").delete()


@receiver([password_changed, password_set])
def password_was_changed(sender: type, request: HttpRequest, **_: Any) -> None:
    note_new_key(request)


@receiver([password_changed, password_reset])
def password_was_replaced(sender: type, user: Person, **_: Any) -> None:
    """Whoever had the account in their hands reads nothing by a token either (S08)."""
    take_all_back(by=user)


@receiver(post_save, sender=Person)
def person_was_saved(sender: type, instance: Person, **_: Any) -> None:
    if not instance.is_active:
        end_other_sessions(instance)


@receiver([post_save, post_delete], sender=File)
def file_came_or_went(sender: type, instance: File, **_: Any) -> None:
    bring_documents_in_line({instance.pk}, {instance.collection_id})


def bring_documents_in_line(file_ids: set[int], collection_ids: set[int]) -> None:
    """Open the files of a collection through the pages that list it, and close what left it."""
    lists = Q(collection__in=collection_ids) | Q(item_uses__file__in=file_ids)
    for page in DocumentsPage.objects.filter(lists, live=True).distinct():
        uses.write_uses(page.pk, *page.used_items())
        SiteVersion.advance()
        announce("changed", [page.pk])


@receiver(workflow_approved)
def text_was_approved(instance: WorkflowState, user: Any = None, **_: Any) -> None:
    """Note who approved alone where a second person should have (R12)."""
    task = instance.current_task_state.task.specific
    if isinstance(task, SecondPersonTask) and instance.requested_by == user:
        role = RoleGroup.objects.filter(group__in=task.groups.all()).first()
        association = role.association if role else None
        record(
            "people.approved-alone",
            by=user,
            thing=instance.content_object,
            organisation=association,
        )
