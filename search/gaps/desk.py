"""What gaps add to the desk of an editor."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pages.registries import Action
from search.gaps.permissions import can_see_gaps


def duties(person: Any) -> Iterable[Action]:
    """One link, for editors."""
    if can_see_gaps(person):
        yield Action(label=_("What readers look for"), url=reverse("gaps"))
