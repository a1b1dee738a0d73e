"""What reaches a mailbox: that something waits and where; no figures and no names (2C)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notices.kinds import Frequency, Kind, Wording, is_still_there
from notices.models import Notice


def _group(person: Any, notice: Notice) -> Wording:
    said = {
        "invited": (
            _("Your municipality is invited to a benchmark"),
            _("Read what it measures and what participants promise, and decide."),
        ),
        "contact": (
            _("You are the data contact of a benchmark"),
            _("You enter the figures of your municipality when a round begins."),
        ),
        "second": (
            _("You look over the figures of a benchmark"),
            _("Somebody else enters them. You confirm them before they are compared."),
        ),
        "joined": (_("A municipality has joined your benchmark"), ""),
        "proposed": (
            _("An indicator is proposed in a benchmark"),
            _("Read it, comment, and say whether your municipality agrees."),
        ),
    }
    subject, text = said.get(notice.words["what"], (_("An indicator was adopted"), ""))
    path = reverse("benchmark", args=[notice.words["benchmark"]])
    return Wording(subject=subject, text=text, path=path)


def _round(person: Any, notice: Notice) -> Wording:
    said = {
        "collect": (
            _("A round of a benchmark has begun"),
            _("Enter the figures of your municipality. Until all are compared nobody else reads."),
        ),
        "missing": (
            _("Figures for a benchmark are still missing"),
            _("Send them before the last day. What does not apply or is not known can be said."),
        ),
        "confirm": (
            _("Figures of your municipality wait for a second look"),
            _("Somebody else entered them. What nobody has confirmed is not compared."),
        ),
        "alone": (
            _("Figures wait in your benchmark that nobody there can confirm"),
            _("Accept them with a reason, or ask the municipality to name a second person."),
        ),
        "outcome": (
            _("What came of your action?"),
            _("Your municipality said after the last round what it would do. Say what came of it."),
        ),
        "compare": (
            _("The figures of a benchmark can be compared"),
            _("See where your municipality stands, and from whom it can learn."),
        ),
        "learn": (
            _("A benchmark asks what is behind the figures"),
            _("Who is ahead writes how they do it."),
        ),
        "improve": (
            _("What will your municipality do next?"),
            _("Each participant of the benchmark says one action and its last day."),
        ),
    }
    subject, text = said.get(notice.words["what"], (_("A round of a benchmark is closed"), ""))
    path = reverse("benchmark_round", args=[notice.words["round"]])
    if "organisation" in notice.words:
        path = reverse("round_values", args=[notice.words["round"], notice.words["organisation"]])
    return Wording(subject=subject, text=text, path=path)


GROUP = Kind(
    key="benchmarking.group",
    label=gettext_lazy("Benchmarks"),
    sentence=gettext_lazy("Your municipality is invited, or takes part."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_group,
)
ROUND = Kind(
    key="benchmarking.round",
    label=gettext_lazy("Rounds of benchmarks"),
    sentence=gettext_lazy("You enter or answer for figures of your municipality."),
    default=Frequency.AT_ONCE,
    may_still=is_still_there,
    write=_round,
)
KINDS = (GROUP, ROUND)
