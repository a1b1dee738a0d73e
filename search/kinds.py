"""What each kind of thing that can be found is called, and under which tab of a page it stands."""

from typing import Any, NamedTuple

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


class Tab(NamedTuple):
    """Kinds that are looked through together. `key` stands in the address: of one kind, its own."""

    key: str
    label: Any
    kinds: tuple[str, ...]


# A kind that joins adds a line here, or its name to one; a tab is shown where something is found.
TABS = (
    Tab("manual", _("Manuals"), ("manual",)),
    Tab("article", _("Articles"), ("article",)),
    Tab("case study", _("Case studies"), ("case study",)),
    Tab("topic", _("Boards"), ("topic",)),
    Tab("offer", _("Placements"), ("offer",)),
    Tab("taught", _("Trainings"), ("training", "course")),
    Tab("mentor", _("Mentors"), ("mentor",)),
    Tab("organisation", _("Organisations"), ("organisation",)),
    Tab("cooperation", _("Partnerships and plans"), ("partnership", "plan", "call")),
    Tab("benchmark", _("Benchmarks"), ("benchmark",)),
    Tab("told", _("News and events"), ("news", "event")),
)
_KINDS_OF_TABS = {tab.key: tab.kinds for tab in TABS}


def kinds_called(value: str) -> tuple[str, ...]:
    """The kinds that an address means: those of a tab, or one by its own name."""
    return _KINDS_OF_TABS.get(value, (value,))


# What is much like a question: other kinds hold the same words in every row.
KINDS_OF_WORDS = (*TYPE_LABELS, "news", "event", "topic", "offer", "benchmark", "call")
