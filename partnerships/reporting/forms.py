"""The forms of a report: asking for one, handing it in, deciding on it."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.form_fields import LineField, WordsField
from pages.links import path_of
from pages.uploads import CheckedFile, check_file
from partnerships.models import Partnership, Report
from partnerships.models.report import LONGEST_REASON, LONGEST_REPORT, LONGEST_TITLE
from partnerships.registries import key_at, kind_of, known_to
from partnerships.registry.forms import LONGEST_ADDRESS
from people.models import Organisation, Person
from people.space.forms import DayInput

LARGEST_FILE = 10 * 1024 * 1024
KINDS_OF_FILE = ("pdf", "docx", "odt", "xlsx")


class ReportForm(forms.ModelForm):
    """What about, until when, and which partner owes it."""

    title = LineField(
        label=gettext_lazy("What it is about"),
        help_text=gettext_lazy("E.g. the first half year, or the visit in May."),
        max_length=LONGEST_TITLE,
    )
    due_on = forms.DateField(label=gettext_lazy("Due"), widget=DayInput)
    owed_by = forms.ModelChoiceField(
        label=gettext_lazy("Who owes it"), queryset=Organisation.objects.none(), empty_label=None
    )

    class Meta:
        model = Report
        fields = ("title", "due_on", "owed_by")

    def __init__(self, *args: Any, partnership: Partnership, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        sides = partnership.partners.values("organisation")
        fields["owed_by"].queryset = Organisation.objects.filter(pk__in=sides).order_by("name")

    def clean_due_on(self) -> datetime.date:
        on: datetime.date = self.cleaned_data["due_on"]
        if on < timezone.localdate():
            raise ValidationError(_("This day is over. Choose one that is to come."))
        return on

    def _post_clean(self) -> None:
        """What is asked for goes through the action alone; the row stays as it is until then."""


class HandInForm(forms.Form):
    """Words, a file, or the address of something here: one of them at least."""

    words = WordsField(
        label=gettext_lazy("Report"), rows=12, max_length=LONGEST_REPORT, required=False
    )
    address = LineField(
        label=gettext_lazy("Address of a text of the library"),
        help_text=gettext_lazy("Where what is reported stands in a text here: copy its address."),
        max_length=LONGEST_ADDRESS,
        required=False,
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "A file that ends in pdf, docx, odt or xlsx, of at most 10 MB. Who looks inside the "
            "partnership reads it."
        ),
        required=False,
    )

    checked: CheckedFile | None = None

    def __init__(self, *args: Any, report: Report, person: Person, **more: Any) -> None:
        self.report, self.person, self.thing = report, person, ""
        known = known_to([report.thing], person).get(report.thing)
        address = known.url if known else ""
        more["initial"] = {"words": report.words, "address": address}
        super().__init__(*args, **more)

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        if not address:
            return ""
        key = key_at(path_of(address))
        kind = kind_of(key) if key else None
        if (
            key is None
            or kind is None
            or kind.only_counted
            or key not in known_to([key], self.person)
        ):
            raise ValidationError(
                _("Nothing that you read here has this address. Copy it from above the page.")
            )
        self.thing = key
        return address

    def clean_file(self) -> Any:
        """Judged by its content (U01, U03, U04, U11)."""
        upload = self.cleaned_data["file"]
        if not upload:
            return None
        if upload.size > LARGEST_FILE:
            raise ValidationError(_("This file is larger than 10 MB. Make it smaller."))
        self.checked = check_file(upload, upload.name or "")
        if self.checked.kind not in KINDS_OF_FILE:
            raise ValidationError(_("Choose a file that ends in pdf, docx, odt or xlsx."))
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_empty = not (cleaned.get("words") or cleaned.get("address") or cleaned.get("file"))
        if is_empty and not self.errors and not self.report.file:
            self.add_error("words", _("Write the report, choose a file, or give an address."))
        return cleaned

    def said(self) -> dict[str, Any]:
        """Words of `actions.hand_report_in`."""
        return {
            "words": self.cleaned_data["words"],
            "thing": self.thing,
            "content": self.cleaned_data["file"],
            "checked": self.checked,
        }


class DecideForm(forms.Form):
    """What is to be mended; needed only to send it back."""

    reason = WordsField(
        label=gettext_lazy("What is to be mended"),
        help_text=gettext_lazy("Needed to send it back. Who speaks for the partner reads it."),
        rows=3,
        max_length=LONGEST_REASON,
        required=False,
    )

    def __init__(self, *args: Any, is_sent_back: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.is_sent_back = is_sent_back

    def clean_reason(self) -> str:
        reason = str(self.cleaned_data["reason"])
        if self.is_sent_back and not reason:
            raise ValidationError(_("Say what is to be mended."))
        return reason
