"""Who approves what: Wagtail's workflows, one for the programme and one for each association."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import (
    GroupApprovalTask,
    Page,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from pages.audiences import open_to
from people.models import (
    AssociationPage,
    RoleGrant,
    RoleGroup,
    SecondPersonTask,
    SpaceSettings,
)
from people.models.space import DAYS_TO_APPROVE, MOST_DAYS_TO_APPROVE
from people.permissions import groups_in_force
from people.roles import ASSOCIATION_EDITOR

# So long after its day what waits is still a matter for reminders; then the desk is enough.
REMINDED_FOR = datetime.timedelta(days=30)
# Which day has come; the name of a reminder ends with it.
DUE, LATE = "due", "late"


@dataclass(frozen=True)
class Waiting:
    """A text that waits for a decision since `since`, to be taken by `due_on`; `step` is asked."""

    step: TaskState
    page: Page
    since: datetime.datetime
    due_on: datetime.date
    asked_by: Any


def assign_workflow(role: RoleGroup, pages: Iterable[Page], *, is_by_two: bool = False) -> Workflow:
    """Let the editors of `role` approve what is sent in below `pages`; again changes nothing.

    With `is_by_two` nobody approves alone what is their own.
    """
    kind = SecondPersonTask if is_by_two else GroupApprovalTask
    task = kind.objects.filter(groups=role.group, active=True).first()
    if task is None:
        task = kind.objects.create(name=str(role.group)[:255])
        task.groups.add(role.group)
    step = WorkflowTask.objects.filter(_of_group(role), workflow__active=True).first()
    if step is None:
        workflow = Workflow.objects.create(name=str(role.group)[:255])
        step = WorkflowTask.objects.create(workflow=workflow, task=task)
    if step.task_id != task.pk:
        under_way = TaskState.objects.filter(task=step.task_id, status=TaskState.STATUS_IN_PROGRESS)
        under_way.update(task=task)
        step.task = task
        step.save(update_fields=["task"])
    for page in pages:
        WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": step.workflow})
    return step.workflow


def _of_group(role: RoleGroup) -> Q:
    return Q(task__groupapprovaltask__groups=role.group) | Q(
        task__secondpersontask__groups=role.group
    )


def _under_way() -> QuerySet[TaskState]:
    return TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    )


def waiting_for(person: Any) -> list[Waiting]:
    """Texts that wait for a decision of this editor and are not closed to them, oldest first."""
    return _waiting(tasks_waiting_for(person), person)


def tasks_waiting_for(person: Any) -> QuerySet[TaskState]:
    """Steps of approvals that this editor may decide: of their own only where nobody else could."""
    groups = groups_in_force(person)
    others = RoleGrant.objects.holding().filter(role=ASSOCIATION_EDITOR.key, person__is_active=True)
    by_others = SecondPersonTask.objects.filter(
        groups__role_group__association__in=others.exclude(person=person).values("organisation")
    )
    steps = _under_way().filter(
        Q(task__groupapprovaltask__groups__in=groups) | Q(task__secondpersontask__groups__in=groups)
    )
    return steps.exclude(workflow_state__requested_by=person, task__in=by_others.values("pk"))


def waiting_on_their_day(today: datetime.date) -> list[Waiting]:
    """Texts anywhere whose day is `today` or was not long ago, oldest first; six queries."""
    longest = REMINDED_FOR + datetime.timedelta(days=MOST_DAYS_TO_APPROVE + 1)
    recent = _under_way().filter(started_at__date__gte=today - longest)
    return [
        waiting
        for waiting in _with_pages(recent, Page.objects.all())
        if today - REMINDED_FOR <= waiting.due_on <= today
    ]


def waiting_in(spaces: Iterable[AssociationPage], person: Any) -> list[Waiting]:
    """Texts that wait for anybody in these spaces and are not closed to `person`, oldest first."""
    roles = [space.association_id for space in spaces]
    states = _under_way().filter(
        Q(task__groupapprovaltask__groups__role_group__association__in=roles)
        | Q(task__secondpersontask__groups__role_group__association__in=roles)
    )
    return _waiting(states, person)


def _waiting(states: QuerySet[TaskState], person: Any) -> list[Waiting]:
    return _with_pages(states, open_to(Page.objects.all(), person))


def _with_pages(states: QuerySet[TaskState], among: QuerySet[Page]) -> list[Waiting]:
    """Those about one of these pages; five queries, however many there are."""
    rows = list(
        states.order_by("started_at", "pk")
        .distinct()
        .select_related("task", "workflow_state", "workflow_state__requested_by")
    )
    ids = {int(row.workflow_state.object_id) for row in rows}
    pages = {page.pk: page for page in among.filter(pk__in=ids)}
    days = _days_by_branch(pages.values())
    return [
        Waiting(
            step=row,
            page=page,
            since=row.started_at,
            due_on=row.started_at.date() + datetime.timedelta(days=days[page.pk]),
            asked_by=row.workflow_state.requested_by,
        )
        for row in rows
        if (page := pages.get(int(row.workflow_state.object_id))) is not None
    ]


def _days_by_branch(pages: Iterable[Page]) -> dict[int, int]:
    """Days to approve each of `pages`, by its id."""
    branches = {page.pk: page.path[: 3 * page.steplen] for page in pages}
    spaces = AssociationPage.objects.filter(path__in=set(branches.values()))
    associations = dict(spaces.values_list("path", "association_id"))
    chosen = dict(SpaceSettings.objects.values_list("association_id", "days_to_approve"))
    return {
        pk: chosen.get(associations.get(path, 0), DAYS_TO_APPROVE) for pk, path in branches.items()
    }
