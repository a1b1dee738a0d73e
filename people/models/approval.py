"""A step of approval that nobody passes alone."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from .grant import EDITS_FOR_ASSOCIATION, RoleGrant
from .person import Person


class SecondPersonTask(AbstractGroupApprovalTask):
    """Editors approve what another one has sent in (safeguards R12).

    Where one person alone edits, that person may approve: `people.approval` notes it.
    """

    class Meta:
        verbose_name = _("approval by a second person")
        verbose_name_plural = _("approvals by a second person")

    def others(self, user: Any) -> bool:
        """Whether somebody else could approve."""
        grants = RoleGrant.objects.holding().filter(
            role=EDITS_FOR_ASSOCIATION, organisation__role_group__group__in=self.groups.all()
        )
        editors = Person.objects.filter(is_active=True, role_grants__in=grants)
        return editors.exclude(pk=user.pk).exists()

    def is_asked_by(self, page: Page, user: Any) -> bool:
        """Whether it is `user` who wants these words published."""
        state = page.current_workflow_state
        return state is not None and state.requested_by_id == user.pk

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        actions: list[tuple[str, Any, bool]] = super().get_actions(obj, user)
        if actions and self.is_asked_by(obj, user) and self.others(user):
            return []
        return actions

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Refuses what `get_actions` did not offer: a form can be sent by hand."""
        page = task_state.workflow_state.content_object
        if action_name in {name for name, _label, _asks in self.get_actions(page, user)}:
            super().on_action(task_state, user, action_name, **kwargs)
