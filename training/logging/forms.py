"""Forms for entering who took part: one person, many lines, a file; and one row."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.form_fields import LineField, WordsField
from pages.tables import LONGEST_CELL, Row, read_lines, read_sent, read_table
from people.models import Organisation
from people.querysets import only_one_called
from training.logging.judging import LONGEST_NAME, LONGEST_PHONE
from training.logging.tables import COLUMNS
from training.models import AgeBand, Participation, Role, Sex
from training.models.event import MOST_UNNAMED
from training.models.participation import BEST_SCORE, LONGEST_FUNCTION, MOST_DAYS

LONGEST_PASTE = 60_000
_CHOICE = re.compile(r"^is_(\d{1,5})$")
_NO_CHOICE: tuple[str, Any] = ("", "–")


class OneForm(forms.Form):
    """One person, as one row of a list; the name is enough."""

    name = LineField(label=gettext_lazy("Name"), max_length=LONGEST_NAME)
    organisation = LineField(
        label=gettext_lazy("Organisation"),
        help_text=gettext_lazy("Its name as it stands here."),
        max_length=LONGEST_CELL,
        required=False,
    )
    function = LineField(
        label=gettext_lazy("Function"), max_length=LONGEST_FUNCTION, required=False
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("Nobody needs one."),
        max_length=254,
        required=False,
    )
    phone = LineField(label=gettext_lazy("Phone"), max_length=LONGEST_PHONE, required=False)

    def rows(self) -> list[Row]:
        cells = {key: str(self.cleaned_data.get(key) or "") for key in COLUMNS.labels}
        return [Row(1, cells)]


class PasteForm(forms.Form):
    """Lines, one person each, as they come from a sheet or are typed."""

    lines = WordsField(
        label=gettext_lazy("One person on each line"),
        help_text=gettext_lazy(
            "Name, organisation, function: parted by commas, or copied from a sheet with a first "
            "row that names the columns."
        ),
        rows=8,
        max_length=LONGEST_PASTE,
    )

    def clean_lines(self) -> list[Row]:
        # As it was sent: tabs part the columns of a sheet.
        return read_lines(str(self.data.get(self.add_prefix("lines"), "")), COLUMNS)

    def rows(self) -> list[Row]:
        rows: list[Row] = self.cleaned_data["lines"]
        return rows


class FileForm(forms.Form):
    """A file with up to 500 people."""

    file = forms.FileField(
        label=gettext_lazy("List"), help_text=gettext_lazy("A file that ends in xlsx or csv.")
    )

    def clean_file(self) -> list[Row]:
        upload = self.cleaned_data["file"]
        return read_table(upload, upload.name or "", COLUMNS)

    def rows(self) -> list[Row]:
        rows: list[Row] = self.cleaned_data["file"]
        return rows


class SeenForm(forms.Form):
    """The rows as they came back from the preview, and who each of them was said to be."""

    rows = forms.CharField(widget=forms.HiddenInput)

    def clean_rows(self) -> list[Row]:
        try:
            return read_sent(self.cleaned_data["rows"], COLUMNS)
        except ValueError as error:
            raise ValidationError(_("Enter the list again.")) from error


def choices_in(sent: QueryDict) -> dict[int, str]:
    """By row number, what `is_<number>` of a preview says."""
    found = {}
    for name, value in sent.items():
        match = _CHOICE.match(name)
        if match:
            found[int(match[1])] = str(value)[:20]
    return found


class RowForm(forms.Form):
    """What is known of one participation."""

    organisation = LineField(
        label=gettext_lazy("Organisation"), max_length=LONGEST_CELL, required=False
    )
    function = LineField(
        label=gettext_lazy("Function"), max_length=LONGEST_FUNCTION, required=False
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)
    sex = forms.ChoiceField(
        label=gettext_lazy("Sex"), choices=[_NO_CHOICE, *Sex.choices], required=False
    )
    age_band = forms.ChoiceField(
        label=gettext_lazy("Age"), choices=[_NO_CHOICE, *AgeBand.choices], required=False
    )
    is_there = forms.TypedChoiceField(
        label=gettext_lazy("Attendance"),
        choices=[("yes", gettext_lazy("Took part")), ("no", gettext_lazy("Did not come"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    days_attended = forms.IntegerField(
        label=gettext_lazy("Days attended"), min_value=0, max_value=MOST_DAYS, required=False
    )
    score_before = forms.IntegerField(
        label=gettext_lazy("Score before, per cent"),
        min_value=0,
        max_value=BEST_SCORE,
        required=False,
    )
    score_after = forms.IntegerField(
        label=gettext_lazy("Score after, per cent"),
        min_value=0,
        max_value=BEST_SCORE,
        required=False,
    )

    def __init__(self, *args: Any, row: Participation, **more: Any) -> None:
        names = ("function", "role", "sex", "age_band", "days_attended")
        more["initial"] = {
            **{name: getattr(row, name) for name in (*names, "score_before", "score_after")},
            "organisation": row.organisation.name if row.organisation else "",
            "is_there": "yes" if row.state == "attended" else "no",
        }
        super().__init__(*args, **more)
        self.row = row
        if not row.event.is_held:
            del self.fields["is_there"]

    def clean_organisation(self) -> Organisation | None:
        name = str(self.cleaned_data["organisation"])
        own = self.row.organisation
        if not name or (own is not None and own.name == name):
            return own if name else None
        found = only_one_called(name)
        if found is None:
            raise ValidationError(
                _(
                    "No organisation here is called “%(name)s”. Write its name as it stands here, "
                    "or leave it empty."
                )
                % {"name": name}
            )
        return found


class UnnamedForm(forms.Form):
    """How many were there without a name."""

    number = forms.IntegerField(
        label=gettext_lazy("Participants of whom only the number is known"),
        help_text=gettext_lazy("They are shown apart and never counted as persons."),
        min_value=0,
        max_value=MOST_UNNAMED,
    )


class PurposeForm(forms.Form):
    """What the programme reads a list for; it is noted."""

    purpose = LineField(
        label=gettext_lazy("What do you need the names for?"),
        help_text=gettext_lazy("It is noted with your name, and who keeps the training reads it."),
        max_length=200,
    )
