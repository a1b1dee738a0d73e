"""What is asked of who tried something - short on purpose -, and of who decides."""

import datetime
import re
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.models import LibraryItem, Outcome, TriedVersion
from learning.models.trying import LONGEST_CHANGE, LONGEST_REASON
from learning.trying.actions import Said
from pages.form_fields import LineField, WordsField
from people.models import Organisation

EARLIEST_YEAR = 1990
MOST_TEXTS = 50
# Two of their names are much alike where they stand below each other.
OUTCOMES = [
    (Outcome.ADOPTED.value, gettext_lazy("Adopted: we do it as it is written")),
    (Outcome.ADAPTED.value, gettext_lazy("Adapted: we changed it to suit us")),
    (Outcome.FAILED.value, gettext_lazy("It did not work for us")),
]
# As programs of calendars, people and browsers without such a field write it.
_MONTHS = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.]\d{1,2})?"),
    re.compile(r"(?:\d{1,2}[-/.])?(?P<month>\d{1,2})[-/.](?P<year>\d{4})"),
)


class MonthField(forms.CharField):
    """A month, as the first of its days; of a whole date its month."""

    widget = forms.TextInput(attrs={"type": "month", "dir": "ltr"})

    def clean(self, value: Any) -> Any:
        words = str(super().clean(value)).strip()
        found = next((match for one in _MONTHS if (match := one.fullmatch(words))), None)
        try:
            assert found is not None
            month = datetime.date(int(found["year"]), int(found["month"]), 1)
        except (AssertionError, ValueError):
            raise ValidationError(_("Write a month and a year, such as 2026-03.")) from None
        if month > timezone.localdate():
            raise ValidationError(_("This month is still to come. Report once you have tried it."))
        if month.year < EARLIEST_YEAR:
            raise ValidationError(_("That is too long ago."))
        return month

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%Y-%m}" if isinstance(value, datetime.date) else value


class TriedForm(forms.Form):
    """How it went, what changed, when; with whom and an own text where there is one.

    `organisation` is asked only of who works for several that have not reported yet.
    """

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("For which organisation"),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("How did it go?"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
    )
    change = WordsField(
        label=gettext_lazy("What changed?"),
        help_text=gettext_lazy("Two or three sentences. Where it did not work: why not."),
        rows=4,
        max_length=LONGEST_CHANGE,
    )
    since = MonthField(
        label=gettext_lazy("When"),
        help_text=gettext_lazy("The month in which you began, such as 2026-03."),
        max_length=20,
    )
    with_whom = LineField(
        label=gettext_lazy("With whom"),
        help_text=gettext_lazy(
            "An organisation or a partner town. Please give no names of people."
        ),
        max_length=200,
        required=False,
    )
    case = forms.ChoiceField(
        label=gettext_lazy("Your own text about it"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        organisations: list[Organisation],
        texts: list[LibraryItem],
        version: TriedVersion | None = None,
        **kwargs: Any,
    ) -> None:
        if version is not None:
            kwargs["initial"] = _initial(version)
        super().__init__(*args, **kwargs)
        self.organisations = organisations
        self._choose_organisation()
        self._choose_text(texts)

    def _choose_organisation(self) -> None:
        if len(self.organisations) == 1:
            del self.fields["organisation"]
            return
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(pk__in=[o.pk for o in self.organisations])

    def _choose_text(self, texts: list[LibraryItem]) -> None:
        if not texts:
            del self.fields["case"]
            return
        field = self.fields["case"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("None")), *((str(t.translation_key), t.title) for t in texts)]

    @property
    def chosen(self) -> Organisation:
        """The organisation it is said for."""
        chosen: Organisation = self.cleaned_data.get("organisation") or self.organisations[0]
        return chosen

    @property
    def said(self) -> Said:
        """What was said."""
        words = self.cleaned_data
        return Said(
            outcome=words["outcome"],
            change=words["change"],
            since=words["since"],
            with_whom=words["with_whom"],
            case_key=uuid.UUID(words["case"]) if words.get("case") else None,
        )


def _initial(version: TriedVersion) -> dict[str, Any]:
    return {
        "outcome": version.outcome,
        "change": version.change,
        "since": version.since,
        "with_whom": version.with_whom,
        "case": str(version.case_key or ""),
    }


class SendBackForm(forms.Form):
    """What the author is asked for."""

    reason = WordsField(
        label=gettext_lazy("What should the author add or correct?"),
        help_text=gettext_lazy("The author of the report will read this."),
        rows=3,
        max_length=LONGEST_REASON,
    )


class HideForm(forms.Form):
    """Why nobody is to see it."""

    reason = WordsField(
        label=gettext_lazy("Why should it be hidden?"),
        help_text=gettext_lazy("The municipality will read this, and it is kept on record."),
        rows=3,
        max_length=LONGEST_REASON,
    )
