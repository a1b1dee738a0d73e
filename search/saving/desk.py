"""What saved searches add to a person's desk."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pages.registries import Action


def links(_person: Any) -> Iterable[Action]:
    """The person's own list; no query."""
    yield Action(label=_("My saved searches"), url=reverse("saved_searches"))
