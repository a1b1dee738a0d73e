"""The forms by which an application is screened, heard, reviewed and decided (P05)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.form_fields import WordsField
from partnerships.models import Call, Opinion, Review
from partnerships.models.call import CRITERIA, LONGEST_REASON
from people.models import Organisation, Person


class ScreeningForm(forms.Form):
    """The checklist, and which association is asked; or the reasons why it is declined."""

    checks = forms.MultipleChoiceField(
        label=gettext_lazy("What is fulfilled"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    association = forms.ModelChoiceField(
        label=gettext_lazy("Association that is asked for its opinion"),
        queryset=Organisation.objects.none(),
        required=False,
    )
    reason = WordsField(
        label=gettext_lazy("Reasons, if it is declined"),
        help_text=gettext_lazy("The applicants read them."),
        rows=3,
        max_length=LONGEST_REASON,
        required=False,
    )

    def __init__(self, *args: Any, call: Call, associations: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        self.lines = call.eligibility
        fields["checks"].choices = [(line, line) for line in self.lines]
        if not self.lines:
            del fields["checks"]
        self.can_ask = associations.exists()
        fields["association"].queryset = associations
        if not self.can_ask:
            del fields["association"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.data.get("then") == "decline":
            if not cleaned.get("reason"):
                self.add_error("reason", _("Write the reasons. The applicants read them."))
            return cleaned
        if len(cleaned.get("checks") or []) < len(self.lines):
            self.add_error(
                "checks", _("Not every line is ticked. Tick them all, or decline with reasons.")
            )
        if self.can_ask and not cleaned.get("association"):
            self.add_error("association", _("Choose whom you ask."))
        return cleaned


class OpinionForm(forms.ModelForm):
    """Fit, benefit to all members, a conflict of interest; and a vote where there is none."""

    has_conflict = forms.TypedChoiceField(
        label=gettext_lazy("Has somebody of the association an interest of their own in it?"),
        choices=[("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    conflict = WordsField(
        label=gettext_lazy("Which interest"),
        help_text=gettext_lazy("Whoever has one gives no vote."),
        rows=2,
        max_length=LONGEST_REASON,
        required=False,
    )
    fit = WordsField(
        label=gettext_lazy("How it fits the plan"),
        rows=4,
        max_length=LONGEST_REASON,
        required=False,
    )
    benefit = WordsField(
        label=gettext_lazy("What all members have of it"),
        rows=4,
        max_length=LONGEST_REASON,
        required=False,
    )
    vote = forms.ChoiceField(
        label=gettext_lazy("Your association is"),
        choices=Opinion.Vote.choices,
        widget=forms.RadioSelect,
        required=False,
    )

    class Meta:
        model = Opinion
        fields = ("has_conflict", "conflict", "fit", "benefit", "vote")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("has_conflict"):
            cleaned["vote"] = ""
            if not cleaned.get("conflict"):
                self.add_error("conflict", _("Say which interest it is."))
            return cleaned
        for name in ("fit", "benefit", "vote"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed where no interest is declared."))
        return cleaned


class ReviewersForm(forms.Form):
    """Two assessors of the call."""

    first = forms.ModelChoiceField(
        label=gettext_lazy("First assessor"), queryset=Person.objects.none()
    )
    second = forms.ModelChoiceField(
        label=gettext_lazy("Second assessor"), queryset=Person.objects.none()
    )

    def __init__(self, *args: Any, persons: list[Person], named: list[Person], **more: Any) -> None:
        more["initial"] = dict(zip(("first", "second"), named, strict=False))
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        for name in ("first", "second"):
            fields[name].queryset = Person.objects.filter(
                pk__in=[one.pk for one in (*persons, *named)]
            ).order_by("name", "pk")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("first") and cleaned.get("first") == cleaned.get("second"):
            self.add_error("second", _("Name two different persons."))
        return cleaned


class ReviewForm(forms.ModelForm):
    """1 to 5 on each criterion, and reasons."""

    words = WordsField(
        label=gettext_lazy("Your reasons"),
        help_text=gettext_lazy("The applicants never read them."),
        rows=6,
        max_length=LONGEST_REASON,
    )

    class Meta:
        model = Review
        fields = (*CRITERIA, "words")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in CRITERIA:
            label = str(self.fields[name].label)
            self.fields[name] = forms.TypedChoiceField(
                label=label[:1].upper() + label[1:],
                help_text=gettext_lazy("1 is weak, 5 is strong."),
                choices=[(number, str(number)) for number in range(1, 6)],
                coerce=int,
                widget=forms.RadioSelect,
            )


class DecisionForm(forms.Form):
    reason = WordsField(
        label=gettext_lazy("Reasons"),
        help_text=gettext_lazy("The applicants read them, and nothing else of what was said."),
        rows=4,
        max_length=LONGEST_REASON,
    )
