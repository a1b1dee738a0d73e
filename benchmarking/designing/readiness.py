"""What a municipality asks itself before it joins; it advises, and keeps nobody out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from benchmarking.models import Participation


@dataclass(frozen=True)
class Question:
    """`name` is a field of Participation; `missing` says in two words what a no lacks."""

    name: str
    label: Any
    advice: Any
    missing: Any


QUESTIONS = (
    Question(
        "has_data",
        _("Are the figures at hand?"),
        _("If not: look where they are kept before the round begins. “Not known” can be said too."),
        pgettext_lazy("readiness", "figures at hand"),
    ),
    Question(
        "has_somebody",
        _("Does somebody know that they enter the figures?"),
        _("If not: ask them, and a second person who looks over what they enter."),
        pgettext_lazy("readiness", "somebody who enters them"),
    ),
    Question(
        "has_hours",
        _("Are there hours for it?"),
        _("If not: agree two or three days for each round with the head of the department."),
        pgettext_lazy("readiness", "hours for it"),
    ),
    Question(
        "is_backed",
        _("Does the leadership agree?"),
        _(
            "If not: show what participants promise to the mayor or the town clerk before the first"
            " round."
        ),
        pgettext_lazy("readiness", "the leadership’s consent"),
    ),
)
NAMES = tuple(one.name for one in QUESTIONS)
ANSWERS = (("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No")))


def fields_of_readiness() -> dict[str, forms.Field]:
    """A yes or a no for each question; none has to be answered."""
    return {
        one.name: forms.TypedChoiceField(
            label=one.label,
            help_text=one.advice,
            choices=ANSWERS,
            widget=forms.RadioSelect,
            required=False,
            coerce=lambda answer: answer == "yes",
            empty_value=None,
        )
        for one in QUESTIONS
    }


def as_written(participation: Participation) -> dict[str, str]:
    """Answers as the form has them."""
    said = {name: getattr(participation, name) for name in NAMES}
    return {name: "yes" if is_so else "no" for name, is_so in said.items() if is_so is not None}


def advice_for(participation: Participation) -> list[Any]:
    """What to do about each no."""
    return [one.advice for one in QUESTIONS if getattr(participation, one.name) is False]


def missing_at(participation: Participation) -> Iterable[Any]:
    """What it lacks by its own words."""
    return [one.missing for one in QUESTIONS if getattr(participation, one.name) is False]
