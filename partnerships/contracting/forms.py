"""The forms of a paper, of an instalment, and of the copy with ink."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.form_fields import LineField, WordsField, is_in_order
from pages.languages import OWN_NAMES
from pages.uploads import CheckedFile, check_file
from partnerships.models import Contract
from partnerships.models.contract import LONGEST_CONDITION, LONGEST_WORDS
from partnerships.planning.forms import CurrencyField
from people.space.forms import DayInput

LARGEST_COPY = 10 * 1024 * 1024
# A paper for longer is renewed; each of its years makes a report owed.
MOST_YEARS = 30
KINDS_OF_COPY = ("pdf",)
_NO_CHOICE = ("", "–")


class ContractForm(forms.ModelForm):
    """What for, who does what, from when until when, and the grant, where there is one."""

    purpose = WordsField(label=gettext_lazy("What for"), rows=4, max_length=LONGEST_WORDS)
    work = WordsField(
        label=gettext_lazy("Who does what"), rows=4, max_length=LONGEST_WORDS, required=False
    )
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=list(OWN_NAMES.items()), initial="en"
    )
    second_language = forms.ChoiceField(
        label=gettext_lazy("Second language"),
        choices=[_NO_CHOICE, *OWN_NAMES.items()],
        required=False,
    )
    grant = forms.DecimalField(
        label=gettext_lazy("Grant"),
        help_text=gettext_lazy("Empty where expertise is exchanged and no money is given."),
        min_value=Decimal("0.01"),
        max_digits=17,
        decimal_places=2,
        required=False,
    )
    currency = CurrencyField(required=False)
    is_investment = forms.BooleanField(
        label=gettext_lazy("The grant pays for an investment"), required=False
    )
    audit = WordsField(
        label=gettext_lazy("How the money is audited"),
        help_text=gettext_lazy("A contract with a grant says so; a memorandum need not."),
        rows=3,
        max_length=LONGEST_WORDS,
        required=False,
    )

    reports = forms.ChoiceField(
        label=gettext_lazy("Reports"),
        help_text=gettext_lazy(
            "By the rule a contract asks for one before each instalment but the first, or for one "
            "a year where it is paid at once, and for a final one; a memorandum asks for none."
        ),
        choices=[("", gettext_lazy("As the rule says")), *Contract.Reports.choices],
        required=False,
    )

    class Meta:
        model = Contract
        fields = (
            *("purpose", "work", "starts_on", "ends_on", "language", "second_language"),
            *("grant", "currency", "is_investment", "audit", "reports"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_in_order(self, cleaned)
        latest = timezone.localdate().year + MOST_YEARS
        if cleaned.get("ends_on") and cleaned["ends_on"].year > latest:
            self.add_error("ends_on", _("This day is too far off. Renew the paper later."))
        if cleaned.get("grant") and not cleaned.get("currency") and "currency" not in self.errors:
            self.add_error("currency", _("Say in which currency the grant is."))
        if cleaned.get("is_investment") and not cleaned.get("grant"):
            self.add_error("grant", _("An investment is paid by a grant: say how much."))
        return cleaned


class InstalmentForm(forms.Form):
    """How much, when, and on what condition."""

    value = forms.DecimalField(
        label=gettext_lazy("Amount"), min_value=Decimal("0.01"), max_digits=17, decimal_places=2
    )
    due_on = forms.DateField(label=gettext_lazy("Due"), widget=DayInput)
    condition = LineField(
        label=gettext_lazy("Condition"), max_length=LONGEST_CONDITION, required=False
    )


class CopyForm(forms.Form):
    """The signed paper as PDF, judged by its content (U01, U03)."""

    copy = forms.FileField(
        label=gettext_lazy("The signed paper"),
        help_text=gettext_lazy("A PDF of at most 10 MB."),
    )

    checked: CheckedFile | None = None

    def clean_copy(self) -> Any:
        upload = self.cleaned_data["copy"]
        if upload.size > LARGEST_COPY:
            raise ValidationError(_("This file is larger than 10 MB. Make it smaller."))
        self.checked = check_file(upload, upload.name or "")
        if self.checked.kind not in KINDS_OF_COPY:
            raise ValidationError(_("Choose a file that ends in pdf."))
        return upload
