"""The forms of a benchmark, of joining one, and of an indicator."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benchmarking.models import (
    Benchmark,
    Direction,
    IndicatorVersion,
    Publication,
    Shape,
)
from benchmarking.models.benchmark import LONGEST_TITLE, LONGEST_WORDS, MOST_MONTHS
from benchmarking.models.indicator import LONGEST_LINE, LONGEST_UNIT
from benchmarking.models.indicator import LONGEST_WORDS as LONGEST_DEFINITION
from benchmarking.models.round import LONGEST_TITLE as LONGEST_PERIOD
from benchmarking.permissions import conveners_for
from pages.form_fields import LineField, WordsField
from pages.languages import OWN_NAMES
from pages.models import Theme
from pages.querysets import themes_in_order
from people.models import Organisation, Person
from people.space.forms import DayInput


class BenchmarkForm(forms.Form):
    """What for, on what, who convenes, what is promised, and what is published."""

    convener = forms.ModelChoiceField(
        label=gettext_lazy("Convener"), queryset=Organisation.objects.none()
    )
    title = LineField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    words = WordsField(
        label=gettext_lazy("What you want to learn"),
        rows=4,
        max_length=LONGEST_WORDS,
        required=False,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of these words"), choices=list(OWN_NAMES.items())
    )
    themes = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Themes"),
        queryset=Theme.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    promise = WordsField(
        label=gettext_lazy("What participants promise"),
        help_text=gettext_lazy("E.g. figures of two rounds, a data contact, one action each."),
        rows=3,
        max_length=LONGEST_WORDS,
    )
    is_open_to_others = forms.BooleanField(
        label=gettext_lazy("Others may join without an invitation"), required=False
    )
    publication = forms.ChoiceField(
        label=gettext_lazy("Medians outside the group"),
        choices=Publication.choices,
        widget=forms.RadioSelect,
    )
    public_after = forms.IntegerField(
        label=gettext_lazy("How many months after"),
        min_value=0,
        max_value=MOST_MONTHS,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        person: Person,
        benchmark: Benchmark | None,
        site_version: int | None,
        **more: Any,
    ) -> None:
        own = conveners_for(person).order_by("name")
        more["initial"] = _as_written(benchmark) if benchmark else _as_begun(own.first(), person)
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        fields["convener"].queryset = (
            Organisation.objects.filter(pk=benchmark.convener_id) if benchmark else own
        )
        fields["themes"].queryset = Theme.objects.all()
        fields["themes"].choices = [(one.pk, one.name) for one in themes_in_order(site_version)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("publication") != Publication.PUBLIC:
            cleaned["public_after"] = None
        elif cleaned.get("public_after") is None and "public_after" not in self.errors:
            self.add_error("public_after", _("Say after how many months, twelve at most."))
        return cleaned


def _as_written(benchmark: Benchmark) -> dict[str, Any]:
    names = (
        "convener",
        "title",
        "words",
        "language",
        "promise",
        "is_open_to_others",
        "publication",
    )
    return {
        **{name: getattr(benchmark, name) for name in (*names, "public_after")},
        "themes": list(benchmark.themes.all()),
    }


def _as_begun(convener: Organisation | None, person: Person) -> dict[str, Any]:
    return {
        "language": person.language,
        "convener": convener,
        "is_open_to_others": True,
        "publication": Publication.PARTICIPANTS,
    }


class VersionForm(forms.Form):
    """What is measured, exactly."""

    theme = forms.ModelChoiceField(label=gettext_lazy("Theme"), queryset=Theme.objects.none())
    title = LineField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    definition = WordsField(
        label=gettext_lazy("Definition"),
        help_text=gettext_lazy("So exact that two clerks count the same."),
        rows=3,
        max_length=LONGEST_DEFINITION,
    )
    shape = forms.ChoiceField(
        label=gettext_lazy("Kind of figure"), choices=Shape.choices, widget=forms.RadioSelect
    )
    numerator = LineField(
        label=gettext_lazy("What is counted (numerator)"),
        max_length=LONGEST_LINE,
        required=False,
    )
    denominator = LineField(
        label=gettext_lazy("Of what (denominator)"), max_length=LONGEST_LINE, required=False
    )
    formula = LineField(
        label=gettext_lazy("Formula in words"), max_length=LONGEST_LINE, required=False
    )
    unit = LineField(
        label=gettext_lazy("Unit"),
        help_text=gettext_lazy("E.g. %, days, tonnes."),
        max_length=LONGEST_UNIT,
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("What is better"), choices=Direction.choices, widget=forms.RadioSelect
    )
    source = LineField(
        label=gettext_lazy("Where the figure is found"), max_length=LONGEST_LINE, required=False
    )
    is_per_head = forms.BooleanField(
        label=gettext_lazy("Can be shown for each thousand inhabitants"), required=False
    )

    def __init__(
        self,
        *args: Any,
        before: IndicatorVersion | None,
        site_version: int | None,
        **more: Any,
    ) -> None:
        if before is not None:
            names = [name for name in VersionForm.base_fields if name != "theme"]
            more["initial"] = {name: getattr(before, name) for name in names}
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        if before is not None:
            del self.fields["theme"]
            return
        fields["theme"].queryset = Theme.objects.all()
        fields["theme"].choices = [
            ("", "–"),
            *((one.pk, one.name) for one in themes_in_order(site_version)),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        shape = cleaned.get("shape")
        if shape in (Shape.SHARE, Shape.RATIO):
            for name in ("numerator", "denominator"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Name both parts of a share or a ratio."))
            if cleaned.get("is_per_head"):
                self.add_error("is_per_head", _("A share or a ratio has its measure already."))
        return cleaned


class CommentForm(forms.Form):
    text = WordsField(label=gettext_lazy("Comment"), rows=3, max_length=LONGEST_DEFINITION)


class RoundForm(forms.Form):
    """Which period, and until when each step."""

    title = LineField(
        label=gettext_lazy("Period"),
        help_text=gettext_lazy("E.g. 2026, or January to June 2026."),
        max_length=LONGEST_PERIOD,
    )
    collect_until = forms.DateField(label=gettext_lazy("Collect until"), widget=DayInput)
    compare_until = forms.DateField(label=gettext_lazy("Compare until"), widget=DayInput)
    learn_until = forms.DateField(label=gettext_lazy("Learn until"), widget=DayInput)
    improve_until = forms.DateField(label=gettext_lazy("Improve until"), widget=DayInput)

    STEPS = ("collect_until", "compare_until", "learn_until", "improve_until")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        today = timezone.localdate()
        for name, days in zip(self.STEPS, (42, 70, 112, 294), strict=True):
            self.fields[name].initial = today + datetime.timedelta(days=days)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        before = timezone.localdate()
        for name in self.STEPS:
            day = cleaned.get(name)
            if day is not None and day < before:
                self.add_error(name, _("It must end after the step before it."))
            before = day or before
        return cleaned
