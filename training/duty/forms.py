"""What is asked to offer evidence, to decide, to waive, and of a session for colleagues."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.form_fields import LineField, WordsField
from training.duty.registries import Record, taught_by_key

MOST_OFFERED = 50


class EvidenceForm(forms.Form):
    """Which of the own later records it is."""

    record = forms.ChoiceField(
        label=gettext_lazy("What you did since"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of them.")},
    )

    def __init__(self, *args: Any, records: list[Record], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["record"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.key, _called(one)) for one in records[:MOST_OFFERED]]


def _called(record: Record) -> str:
    source = taught_by_key(record.key)
    words = {
        "kind": source.label if source else "",
        "title": record.title,
        "day": date_format(record.on),
    }
    return (_("%(kind)s: %(title)s, %(day)s") if record.title else _("%(kind)s, %(day)s")) % words


class RefuseForm(forms.Form):
    """Why it does not count."""

    reason = WordsField(
        label=gettext_lazy("Why it does not count"),
        help_text=gettext_lazy("Who offered it reads this."),
        rows=3,
        max_length=500,
    )


class WaiveForm(forms.Form):
    """Why it is not owed."""

    reason = WordsField(
        label=gettext_lazy("Why it is not owed"),
        help_text=gettext_lazy("Whose duty it is reads this, and it stays with the duty."),
        rows=3,
        max_length=500,
    )


class SessionForm(forms.Form):
    """A session for colleagues: what, when, how many."""

    what = LineField(label=gettext_lazy("What it was about"), max_length=200)
    held_on = forms.DateField(
        label=gettext_lazy("Which day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    colleagues = forms.IntegerField(
        label=gettext_lazy("How many colleagues came"), min_value=1, max_value=1000
    )

    def clean_held_on(self) -> datetime.date:
        held_on: datetime.date = self.cleaned_data["held_on"]
        if held_on > timezone.localdate():
            raise ValidationError(_("Enter it once it has been held."))
        return held_on
