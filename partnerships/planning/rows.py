"""Rows of a plan: what each kind is called, and its form."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from partnerships.models import Actor, PlanTheme, Policy, Window
from partnerships.planning.forms import ActorForm, PolicyForm, ThemeForm, WindowForm


@dataclass(frozen=True)
class KindOfRow:
    model: Any
    form: Any
    new: Any
    change: Any


KINDS = {
    "theme": KindOfRow(PlanTheme, ThemeForm, _("Add a theme"), _("Change a theme")),
    "actor": KindOfRow(Actor, ActorForm, _("Add an actor"), _("Change an actor")),
    "policy": KindOfRow(Policy, PolicyForm, _("Add a policy"), _("Change a policy")),
    "window": KindOfRow(
        Window, WindowForm, _("Add a window of opportunity"), _("Change a window of opportunity")
    ),
}
