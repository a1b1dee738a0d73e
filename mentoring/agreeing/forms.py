"""What a pair agrees."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoring.agreeing.actions import Terms
from mentoring.models import Pair
from mentoring.models.pair import LONGEST_GOAL, MOST_MONTHS, Rhythm
from pages.form_fields import LineField

GOALS = ("goal_1", "goal_2", "goal_3")


class SeenForm(forms.Form):
    """Which version of the agreement was on the page: `changed_at` of the pair, ISO 8601."""

    seen = forms.DateTimeField(widget=forms.HiddenInput)


class AgreementForm(SeenForm):
    """One to three goals, how often, how long."""

    goal_1 = LineField(label=_("First goal"), max_length=LONGEST_GOAL)
    goal_2 = LineField(label=_("Second goal"), max_length=LONGEST_GOAL, required=False)
    goal_3 = LineField(label=_("Third goal"), max_length=LONGEST_GOAL, required=False)
    rhythm = forms.ChoiceField(label=_("How often you talk"), choices=Rhythm.choices)
    months = forms.IntegerField(label=_("For how many months"), min_value=1, max_value=MOST_MONTHS)

    def __init__(self, *args: Any, pair: Pair, **kwargs: Any) -> None:
        texts = [goal.text for goal in pair.goals.all()]
        kwargs["initial"] = {
            **dict(zip(GOALS, texts, strict=False)),
            "rhythm": pair.rhythm,
            "months": pair.months,
            "seen": pair.changed_at.isoformat(),
        }
        super().__init__(*args, **kwargs)

    def terms(self) -> Terms:
        """What was written, empty goals left out."""
        said = self.cleaned_data
        goals = [said[name] for name in GOALS if said[name]]
        return Terms(goals=goals, rhythm=said["rhythm"], months=said["months"])
