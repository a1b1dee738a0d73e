"""The forms of a practice note and of an action."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benchmarking.models import Outcome
from benchmarking.models.lesson import LONGEST_ACTION, LONGEST_NOTE, LONGEST_OUTCOME
from pages.form_fields import LineField, WordsField
from people.space.forms import DayInput

FURTHEST = datetime.timedelta(days=3 * 366)


class NoteForm(forms.Form):
    text = WordsField(
        label=gettext_lazy("How we do it"),
        help_text=gettext_lazy("What you changed, what it cost, what did not work."),
        rows=8,
        max_length=LONGEST_NOTE,
    )


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    outcome_words = LineField(
        label=gettext_lazy("In a sentence"),
        help_text=gettext_lazy("What changed, or what stood in the way."),
        max_length=LONGEST_OUTCOME,
    )


class ActionForm(forms.Form):
    text = WordsField(
        label=gettext_lazy("What we do next"),
        help_text=gettext_lazy("One thing, so that the next round shows whether it helped."),
        rows=4,
        max_length=LONGEST_ACTION,
    )
    until = forms.DateField(label=gettext_lazy("Until"), widget=DayInput)

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        today = timezone.localdate()
        if not today <= until <= today + FURTHEST:
            raise forms.ValidationError(_("Choose a day within three years."))
        return until
