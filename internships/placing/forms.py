"""The forms of an agreement, a week, a check, a problem, a report and a rating."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import BadRequest, ValidationError
from django.utils.translation import gettext_lazy

from internships.models import Placement
from internships.models.placement import LONGEST_LINE, LONGEST_PART
from pages.form_fields import LineField, WordsField, is_in_order
from pages.languages import OWN_NAMES
from pages.paging import read_moment
from people.space.forms import DayInput

MOST_WEEKS = 60


def _part(label: Any, *, required: bool = True) -> WordsField:
    return WordsField(label=label, rows=4, max_length=LONGEST_PART, required=required)


class SeenForm(forms.Form):
    """As which it was read: what somebody changed meanwhile is not written over or confirmed."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def clean_seen(self) -> datetime.datetime:
        try:
            return read_moment(self.cleaned_data["seen"], "seen")
        except BadRequest as error:
            raise ValidationError("seen") from error


class AgreementForm(SeenForm):
    """What the three want, in which languages, and from when to when."""

    objectives = _part(gettext_lazy("Objectives"))
    activities = _part(gettext_lazy("Activities"))
    effect_on_sender = _part(
        gettext_lazy("Expected effect on the sending organisation"), required=False
    )
    effect_on_host = _part(gettext_lazy("Expected effect on the host"), required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the work"), choices=list(OWN_NAMES.items())
    )
    second_language = forms.ChoiceField(
        label=gettext_lazy("Second language of the agreement"),
        choices=[("", "–"), *OWN_NAMES.items()],
        required=False,
    )
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput)

    def __init__(self, *args: Any, placement: Placement, **more: Any) -> None:
        names = ("objectives", "activities", "effect_on_sender", "effect_on_host", "language")
        more["initial"] = {
            **{name: getattr(placement, name) for name in names},
            "second_language": placement.second_language,
            "starts_on": placement.starts_on,
            "ends_on": placement.ends_on,
            "seen": placement.changed_at.isoformat(),
        }
        super().__init__(*args, **more)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_in_order(self, cleaned)
        if cleaned.get("second_language") == cleaned.get("language"):
            cleaned["second_language"] = ""
        return cleaned

    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class WeekForm(forms.Form):
    """Five lines; the first is enough."""

    week = forms.IntegerField(label=gettext_lazy("Week"), min_value=1, max_value=MOST_WEEKS)
    did = LineField(label=gettext_lazy("What I did"), max_length=LONGEST_LINE)
    learnt = LineField(label=gettext_lazy("What I learnt"), max_length=LONGEST_LINE, required=False)
    hard = LineField(label=gettext_lazy("What was hard"), max_length=LONGEST_LINE, required=False)
    next_week = LineField(
        label=gettext_lazy("What comes next"), max_length=LONGEST_LINE, required=False
    )
    needed = LineField(label=gettext_lazy("What I need"), max_length=LONGEST_LINE, required=False)


class CheckForm(forms.Form):
    goes_well = _part(gettext_lazy("What goes well"))
    to_change = _part(gettext_lazy("What should change"), required=False)


class ProblemForm(forms.Form):
    text = _part(gettext_lazy("What is wrong"))


class SettleForm(forms.Form):
    text = _part(gettext_lazy("What was done about it"))


class ReportForm(forms.Form):
    text = WordsField(label=gettext_lazy("What came of it"), rows=8, max_length=5_000)
    plan = WordsField(
        label=gettext_lazy("How you pass it on"),
        help_text=gettext_lazy("To whom, how and when: a session, a text, a training."),
        rows=4,
        max_length=LONGEST_PART,
        required=False,
    )


class RatingForm(forms.Form):
    effect = forms.TypedChoiceField(
        label=gettext_lazy("Effect on your organisation"),
        choices=[
            (1, gettext_lazy("1: none")),
            (2, gettext_lazy("2: little")),
            (3, gettext_lazy("3: some")),
            (4, gettext_lazy("4: much")),
            (5, gettext_lazy("5: large")),
        ],
        coerce=int,
        widget=forms.RadioSelect,
    )
    words = LineField(label=gettext_lazy("In words"), max_length=600, required=False)
