"""What each kind of thing that can be found is called."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from learning.cards import TYPE_LABELS

KIND_LABELS: dict[str, Any] = {
    **TYPE_LABELS,
    "news": _("News"),
    "event": _("Event"),
    "topic": _("In the boards"),
    "offer": _("Placement"),
    "benchmark": _("Benchmark"),
}
