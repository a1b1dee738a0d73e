"""Where drafts of the library stand on their way to approval."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page, Workflow, WorkflowState

from learning.models import LibraryItem, LibraryPage
from people.actions import make_programme_editors
from people.approval import assign_workflow


@dataclass(frozen=True)
class DraftState:
    """Where a draft stands; `comment` is what the editors wrote when they gave it back."""

    label: str
    is_waiting: bool = False
    comment: str = ""


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
