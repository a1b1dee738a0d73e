"""The forms by which a list of partnerships comes in."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.form_fields import WordsField
from pages.tables import Row, read_lines, read_sent, read_table
from partnerships.entering.tables import COLUMNS

LONGEST_PASTE = 100_000


class ListForm(forms.Form):
    """A file, or lines that were pasted."""

    file = forms.FileField(
        label=gettext_lazy("List"),
        help_text=gettext_lazy("A file that ends in xlsx or csv."),
        required=False,
    )
    lines = WordsField(
        label=gettext_lazy("Or paste it: one partnership on each line"),
        help_text=gettext_lazy("Copied from a sheet with a first row that names the columns."),
        rows=8,
        max_length=LONGEST_PASTE,
        required=False,
    )

    rows: list[Row]

    def clean(self) -> None:
        super().clean()
        upload, pasted = self.cleaned_data.get("file"), self.cleaned_data.get("lines")
        if upload:
            self._read("file", lambda: read_table(upload, upload.name or "", COLUMNS))
        elif pasted:
            # As it was sent: tabs part the columns of a sheet.
            sent = str(self.data.get(self.add_prefix("lines"), ""))
            self._read("lines", lambda: read_lines(sent, COLUMNS))
        elif not self.errors:
            self.add_error("file", _("Choose a file, or paste the list."))

    def _read(self, field: str, read: Callable[[], list[Row]]) -> None:
        try:
            self.rows = read()
        except ValidationError as error:
            self.add_error(field, error)


class SeenForm(forms.Form):
    """The rows as they came back from the preview."""

    rows = forms.CharField(widget=forms.HiddenInput)

    def clean_rows(self) -> list[Row]:
        try:
            return read_sent(self.cleaned_data["rows"], COLUMNS)
        except ValueError as error:
            raise ValidationError(_("Enter the list again.")) from error
