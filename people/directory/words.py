"""What kinds and sizes of organisations are called on the screen."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from people.models import Organisation

KIND_LABELS = dict(Organisation.Kind.choices)
SIZE_LABELS: dict[str, Any] = {
    "village": _("Below 5,000 inhabitants"),
    "small": _("5,000 to 20,000"),
    "medium": _("20,000 to 100,000"),
    "large": _("100,000 to 500,000"),
    "metropolis": _("Above 500,000"),
}
