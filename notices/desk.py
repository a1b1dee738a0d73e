"""What this room has for a person's desk: the way to the list and to the preferences."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pages.registries import Action


def links(person: Any) -> Iterable[Action]:
    """The person's own lists in this room."""
    yield Action(label=_("My notices"), url=reverse("notices"))
    yield Action(label=_("How often mail reaches me"), url=reverse("notice_preferences"))
