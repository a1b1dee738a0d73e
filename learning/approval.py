"""Who approves what: Wagtail's workflows, one for the programme and one for each association."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import (
    GroupApprovalTask,
    Page,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from learning.models import LibraryItem, LibraryPage
from pages.audiences import open_to
from people.actions import make_programme_editors
from people.models import RoleGroup


@dataclass(frozen=True)
class DraftState:
    """Where a draft stands; `comment` is what the editors wrote when they gave it back."""

    label: str
    is_waiting: bool = False
    comment: str = ""


def assign_workflow(role: RoleGroup, pages: Iterable[Page]) -> Workflow:
    """Let the editors of `role` approve what is sent in below `pages`; again changes nothing."""
    task = GroupApprovalTask.objects.filter(groups=role.group, active=True).first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=str(role.group)[:255])
        task.groups.add(role.group)
    step = WorkflowTask.objects.filter(task=task, workflow__active=True).first()
    if step is None:
        workflow = Workflow.objects.create(name=str(role.group)[:255])
        step = WorkflowTask.objects.create(workflow=workflow, task=task)
    for page in pages:
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": step.workflow})
    return step.workflow


def workflow_for(item: LibraryItem) -> Workflow:
    """The workflow of the place where `item` stands, the programme's where that place has none."""
    workflow = item.get_workflow()
    if workflow is None or not workflow.tasks.exists():
        libraries = LibraryPage.objects.ancestor_of(item).filter(association=None)
        workflow = assign_workflow(make_programme_editors(), libraries[:1])
    return workflow


def states_of(items: list[LibraryItem]) -> dict[int, DraftState]:
    """Where each of `items` stands, by its id; one query."""
    rows = (
        WorkflowState.objects.active()
        .filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id__in=[str(item.pk) for item in items],
        )
        .select_related("current_task_state")
    )
    workflows = {int(row.object_id): row for row in rows}
    return {item.pk: _state(workflows.get(item.pk)) for item in items}


def _state(row: WorkflowState | None) -> DraftState:
    if row is None:
        return DraftState(label=_("Begun"))
    if row.status == WorkflowState.STATUS_NEEDS_CHANGES:
        comment = row.current_task_state.comment if row.current_task_state else ""
        return DraftState(label=_("Given back to you"), comment=comment)
    return DraftState(label=_("Sent for approval"), is_waiting=True)


def waiting_for(person: Any) -> list[LibraryItem]:
    """Items that wait for a decision of this editor and are not closed to them, oldest first."""
    states = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        task__groupapprovaltask__groups__user=person,
    )
    ids = states.order_by("started_at").values_list("workflow_state__object_id", flat=True)
    order = {int(pk): place for place, pk in enumerate(dict.fromkeys(ids))}
    items = open_to(LibraryItem.objects.filter(pk__in=order), person)
    return sorted(items, key=lambda item: order[item.pk])
