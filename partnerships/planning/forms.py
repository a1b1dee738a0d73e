"""The forms of a country plan and of its rows."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from pages.form_fields import LineField, WordsField, is_in_order
from pages.languages import OWN_NAMES
from pages.models import Theme
from pages.querysets import themes_in_order
from partnerships.iati.codes import codes_of
from partnerships.models import Actor, CountryPlan, PlanTheme, Policy, Window
from partnerships.models.plan import (
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_TITLE,
    LONGEST_WORDS,
)
from people.models import Organisation
from people.space.forms import DayInput

MOST_THEMES = 20


class CurrencyField(forms.CharField):
    """Three letters of the code list Currency, e.g. `EUR`."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("help_text", gettext_lazy("Three letters, e.g. EUR or ZMW."))
        super().__init__(label=gettext_lazy("Currency"), max_length=3, **more)

    def clean(self, value: Any) -> str:
        code = str(super().clean(value)).upper()
        if code and code not in codes_of("Currency"):
            raise forms.ValidationError(_("No currency has these letters. Write e.g. EUR."))
        return code


class PlanForm(forms.ModelForm):
    """What the plan is about, where, when, and which associations draft and sign it."""

    title = LineField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    countries = forms.MultipleChoiceField(label=gettext_lazy("Countries"))
    associations = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Associations that draft and sign it"),
        queryset=Organisation.objects.none(),
        required=False,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=list(OWN_NAMES.items()), initial="en"
    )
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput)
    currency = CurrencyField(initial="EUR")
    words = WordsField(
        label=gettext_lazy("What it is about"), rows=5, max_length=LONGEST_WORDS, required=False
    )
    left_out = WordsField(
        label=gettext_lazy("What is out"),
        help_text=gettext_lazy("What this plan does not do, so that nobody waits for it."),
        rows=3,
        max_length=LONGEST_WORDS,
        required=False,
    )

    class Meta:
        model = CountryPlan
        fields = (
            *("title", "countries", "language", "starts_on", "ends_on", "currency"),
            *("words", "left_out"),
        )

    field_order = ("title", "countries", "associations")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        fields["countries"].choices = list(countries)
        fields["associations"].queryset = Organisation.objects.associations().order_by("name")
        if self.instance.title:
            self.initial["countries"] = self.instance.country_codes
            named = self.instance.associations.values_list("association_id", flat=True)
            self.initial["associations"] = list(named)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_in_order(self, cleaned)
        return cleaned


class ThemeForm(forms.ModelForm):
    """A theme, its rank and why."""

    theme = forms.ModelChoiceField(label=gettext_lazy("Theme"), queryset=Theme.objects.none())
    rank = forms.IntegerField(
        label=gettext_lazy("Rank"),
        help_text=gettext_lazy("1 is the first."),
        min_value=1,
        max_value=MOST_THEMES,
    )
    reason = WordsField(
        label=gettext_lazy("Why"), rows=3, max_length=LONGEST_REASON, required=False
    )

    class Meta:
        model = PlanTheme
        fields = ("theme", "rank", "reason")

    def __init__(self, *args: Any, site_version: int | None, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        fields["theme"].queryset = Theme.objects.all()
        fields["theme"].choices = [
            ("", "–"),
            *((one.pk, one.name) for one in themes_in_order(site_version)),
        ]

    def clean_theme(self) -> Theme:
        theme: Theme = self.cleaned_data["theme"]
        same = PlanTheme.objects.filter(plan=self.instance.plan, theme=theme)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _("The plan has this theme already. Change its rank there.")
            )
        return theme


class ActorForm(forms.ModelForm):
    """Who matters, as what, and what they want."""

    name = LineField(label=gettext_lazy("Name"), max_length=LONGEST_NAME)
    kind = forms.ChoiceField(label=gettext_lazy("As what"), choices=Actor.Kind.choices)
    interest = LineField(
        label=gettext_lazy("What it wants"), max_length=LONGEST_REASON, required=False
    )

    class Meta:
        model = Actor
        fields = ("name", "kind", "interest")


class PolicyForm(forms.ModelForm):
    """A policy, whose it is, and what it says to the plan."""

    title = LineField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    whose = LineField(label=gettext_lazy("Whose"), max_length=LONGEST_NAME, required=False)
    words = LineField(
        label=gettext_lazy("What it says to this plan"), max_length=LONGEST_REASON, required=False
    )

    class Meta:
        model = Policy
        fields = ("title", "whose", "words")


class WindowForm(forms.ModelForm):
    """What is possible from a day until a day."""

    title = LineField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    opens_on = forms.DateField(label=gettext_lazy("Opens"), widget=DayInput)
    closes_on = forms.DateField(label=gettext_lazy("Closes"), widget=DayInput)
    words = LineField(
        label=gettext_lazy("What it makes possible"), max_length=LONGEST_REASON, required=False
    )

    class Meta:
        model = Window
        fields = ("title", "opens_on", "closes_on", "words")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("opens_on"), cleaned.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("It must close after it opens."))
        return cleaned
