"""The form of one value, and of a sheet of them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benchmarking.collecting.judging import Said, judge
from benchmarking.collecting.numbers import NotClear, read_number
from benchmarking.collecting.tables import COLUMNS
from benchmarking.models import IndicatorVersion, Value, ValueKind
from benchmarking.models.round import LONGEST_NOTE, LONGEST_SOURCE
from pages.form_fields import LineField, WordsField
from pages.tables import Row, read_sent, read_table


class NumberField(forms.CharField):
    """A number with a comma or a point, as people write it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=40, required=False, **more)
        self.widget.attrs.update(inputmode="decimal", dir="ltr")

    def clean(self, value: Any) -> Decimal | None:
        return number_or_fault(str(super().clean(value)))


def number_or_fault(text: str) -> Decimal | None:
    """Raises ValidationError in words for the screen."""
    try:
        return read_number(text)
    except NotClear as error:
        raise ValidationError(_("Write thousands without a sign, like 1234 or 1234.5.")) from error
    except ValueError as error:
        raise ValidationError(_("Write a number, like 1234 or 1234.5.")) from error


class ValueForm(forms.Form):
    """One value of one participant."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What you can say"),
        choices=ValueKind.choices,
        widget=forms.RadioSelect,
        initial=ValueKind.FIGURE,
    )
    numerator = NumberField()
    denominator = NumberField()
    figure = NumberField(label=gettext_lazy("Figure"))
    note = WordsField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("What the others should know about this figure."),
        rows=2,
        max_length=LONGEST_NOTE,
        required=False,
    )
    source = LineField(
        label=gettext_lazy("Source"),
        help_text=gettext_lazy("Where you found it, e.g. the cash book of the market."),
        max_length=LONGEST_SOURCE,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        version: IndicatorVersion,
        before: Decimal | None,
        own: Value | None,
        **more: Any,
    ) -> None:
        if own is not None:
            more["initial"] = _as_written(own)
        super().__init__(*args, **more)
        self.version, self.before = version, before
        if version.has_parts:
            self.fields["numerator"].label = version.numerator
            self.fields["denominator"].label = version.denominator
            self.fields["figure"].help_text = _("Leave it empty: it is worked out.")
        else:
            del self.fields["numerator"], self.fields["denominator"]
        self.fields["figure"].label = f"{self.fields['figure'].label} ({version.unit})"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            names = ("kind", "numerator", "denominator", "figure", "note", "source")
            written: dict[str, Any] = {name: cleaned.get(name) for name in names}
            said = Said(**written)
            for name, what in judge(said, self.version, self.before).faults.items():
                self.add_error(name, what)
            cleaned["said"] = said
        return cleaned


def _as_written(own: Value) -> dict[str, Any]:
    # The figure of two parts is worked out anew.
    parts = own.numerator is not None
    return {
        "kind": own.kind,
        "numerator": plain(own.numerator),
        "denominator": plain(own.denominator),
        "figure": "" if parts else plain(own.figure),
        "note": own.note,
        "source": own.source,
    }


def plain(number: Decimal | None) -> str:
    """Without zeros at the end."""
    return "" if number is None else f"{number.normalize():f}"


class AcceptForm(forms.Form):
    """Why values count that nobody has confirmed."""

    because = LineField(
        label=gettext_lazy("Why they count all the same"),
        help_text=gettext_lazy("E.g. one person works there; they read it to us on the telephone."),
        max_length=LONGEST_SOURCE,
    )


class SheetForm(forms.Form):
    """A sheet that was filled in."""

    file = forms.FileField(
        label=gettext_lazy("Sheet"), help_text=gettext_lazy("A file that ends in xlsx or csv.")
    )

    def clean_file(self) -> list[Row]:
        upload = self.cleaned_data["file"]
        return read_table(upload, upload.name or "", COLUMNS)


class SeenForm(forms.Form):
    """The rows as they came back from the preview."""

    rows = forms.CharField(widget=forms.HiddenInput)

    def clean_rows(self) -> list[Row]:
        try:
            return read_sent(self.cleaned_data["rows"], COLUMNS)
        except ValueError as error:
            raise ValidationError(_("Upload the sheet again.")) from error
