"""The form of a baseline: three scores with evidence, and who works how many hours."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.form_fields import WordsField
from partnerships.models.baseline import LONGEST_EVIDENCE, MOST_HOURS, MOST_STAFF
from people.models import Organisation
from people.space.forms import DayInput

LONGEST_NAME, LONGEST_LIST = 150, 4_000
SCORES = [(number, str(number)) for number in range(1, 6)]


def _score(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text=gettext_lazy("1 is weak, 5 is strong."),
        choices=SCORES,
        coerce=int,
        widget=forms.RadioSelect,
    )


def _evidence(label: Any) -> WordsField:
    return WordsField(label=label, rows=3, max_length=LONGEST_EVIDENCE)


class BaselineForm(forms.Form):
    by_organisation = forms.ModelChoiceField(
        label=gettext_lazy("In whose name you say it"), queryset=Organisation.objects.none()
    )
    on = forms.DateField(label=gettext_lazy("Day"), widget=DayInput)
    commitment = _score(gettext_lazy("Political commitment"))
    commitment_evidence = _evidence(gettext_lazy("What shows the commitment"))
    staffing = _score(gettext_lazy("Dedicated staff"))
    staff = WordsField(
        label=gettext_lazy("Who works for the partnership"),
        help_text=gettext_lazy(
            "One person on each line, with hours a week behind a semicolon: Ana Silva; 12"
        ),
        rows=4,
        max_length=LONGEST_LIST,
        required=False,
    )
    staffing_evidence = _evidence(gettext_lazy("What shows that the staff is there"))
    performance = _score(gettext_lazy("Organisational performance"))
    performance_evidence = _evidence(gettext_lazy("What shows the performance"))

    def __init__(self, *args: Any, sides: Any, **more: Any) -> None:
        more["initial"] = {"on": timezone.localdate(), "by_organisation": sides.first()}
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        fields["by_organisation"].queryset = sides

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return self.cleaned_data["on"]

    def clean_staff(self) -> list[tuple[str, int]]:
        lines = [line for line in str(self.cleaned_data["staff"]).splitlines() if line.strip()]
        if len(lines) > MOST_STAFF:
            raise ValidationError(_("Name at most %(most)s.") % {"most": MOST_STAFF})
        return [_who_and_hours(line) for line in lines]


def _who_and_hours(line: str) -> tuple[str, int]:
    name, _sign, hours = line.rpartition(";")
    name, hours = name.strip(), hours.strip()
    is_number = hours.isdecimal() and len(hours) <= len(str(MOST_HOURS))
    if not name or len(name) > LONGEST_NAME or not is_number or not 1 <= int(hours) <= MOST_HOURS:
        said = _("Write a name, a semicolon, and hours from 1 to %(most)s: “%(line)s”.")
        raise ValidationError(said % {"most": MOST_HOURS, "line": line.strip()})
    return name, int(hours)
