"""What each kind of thing that can be found is called."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from learning.cards import TYPE_LABELS

KIND_LABELS: dict[str, Any] = {
    **TYPE_LABELS,
    "news": _("News"),
    "event": _("Event"),
    "topic": _("In the boards"),
    "offer": _("Placement"),
    "benchmark": _("Benchmark"),
    "training": _("Training"),
    "course": _("Course"),
    "mentor": _("Mentor"),
    "partnership": _("Partnership"),
    "plan": _("Country plan"),
    "call": pgettext_lazy("call", "Call"),
    "organisation": _("Organisation"),
}

# What is much like a question: other kinds hold the same words in every row.
KINDS_OF_WORDS = (*TYPE_LABELS, "news", "event", "topic", "offer", "benchmark", "call")
