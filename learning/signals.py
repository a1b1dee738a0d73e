"""Notices that a step of an approval causes, from this site or from the CMS.

Wagtail would send its own, at once and in the request, with the title of the draft and an address
in the CMS that its author cannot open. These receivers bear the names Wagtail gives to its own and
are connected earlier (the rooms stand before Wagtail in INSTALLED_APPS), so Wagtail's are not.
"""

from typing import Any

from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from learning.kinds import TEXT_CAME_BACK, TEXT_PUBLISHED, TEXT_WAITS
from learning.models import LibraryItem
from notices.actions import tell
from people.querysets import approvers_in


def text_was_sent_in(instance: TaskState, user: Any = None, **_: Any) -> None:
    """Those who can approve it learn of it."""
    page = instance.workflow_state.content_object
    task = instance.task.specific
    if isinstance(page, Page) and hasattr(task, "groups"):
        editors = approvers_in(task.groups.all())
        others = [editor for editor in editors if editor != user]
        tell(TEXT_WAITS, others, once=f"task {instance.pk}", about=page, by=user)


def text_was_approved(instance: WorkflowState, user: Any = None, **_: Any) -> None:
    author = _author_of(instance, user)
    if author is not None:
        page = instance.content_object
        tell(TEXT_PUBLISHED, [author], once=f"workflow {instance.pk}", about=page, by=user)


def text_came_back(instance: WorkflowState, user: Any = None, **_: Any) -> None:
    author = _author_of(instance, user)
    if author is not None:
        page = instance.content_object.specific
        words = {"is_item": "yes"} if isinstance(page, LibraryItem) else {}
        once = f"task {instance.current_task_state_id}"
        tell(TEXT_CAME_BACK, [author], once=once, words=words, about=page, by=user)


def nobody_else(**_: Any) -> None:
    """Wagtail would tell all administrators; the editors are enough."""


def _author_of(state: WorkflowState, user: Any) -> Any:
    is_ours = isinstance(state.content_object, Page)
    return state.requested_by if is_ours and state.requested_by != user else None


task_submitted.connect(
    text_was_sent_in,
    sender=TaskState,
    dispatch_uid="group_approval_task_submitted_email_notification",
)
workflow_submitted.connect(
    nobody_else, sender=WorkflowState, dispatch_uid="workflow_state_submitted_email_notification"
)
workflow_approved.connect(
    text_was_approved,
    sender=WorkflowState,
    dispatch_uid="workflow_state_approved_email_notification",
)
workflow_rejected.connect(
    text_came_back,
    sender=WorkflowState,
    dispatch_uid="workflow_state_rejected_email_notification",
)
