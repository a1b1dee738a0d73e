"""The forms of indicators, figures, stories and their photos."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.form_fields import LineField, WordsField, is_in_order
from pages.images import clean_picture
from pages.querysets import themes_in_order
from partnerships.models import Figure, Indicator, PlanIndicator, Story
from partnerships.models.monitoring import (
    LONGEST_COUNTED,
    LONGEST_NOTE,
    LONGEST_STORY,
    LONGEST_TITLE,
    LONGEST_UNIT,
)
from people.space.forms import DayInput

_RATINGS = [("", "–"), *((str(one), str(one)) for one in range(1, 6))]


class _NamedOnce(forms.ModelForm):
    """What is counted and in which unit; the name stands once where it belongs."""

    belongs_to: str

    title = LineField(label=gettext_lazy("What is counted"), max_length=LONGEST_TITLE)
    unit = LineField(
        label=gettext_lazy("Unit"),
        help_text=gettext_lazy("E.g. stalls, people, per cent."),
        max_length=LONGEST_UNIT,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        place = {self.belongs_to: getattr(self.instance, self.belongs_to)}
        beside = self._meta.model.objects.filter(**place).exclude(pk=self.instance.pk)
        if cleaned.get("title") and beside.filter(title=cleaned["title"]).exists():
            self._say_it_is_there()
        return cleaned

    def keep(self, save: Callable[[], object]) -> bool:
        """Whether `save` kept it: of two who send the same name at once, the second is told."""
        try:
            with transaction.atomic():
                save()
        except IntegrityError:
            self._say_it_is_there()
            return False
        return True

    def _say_it_is_there(self) -> None:
        self.add_error("title", _("This is counted already. Give it another name."))


class IndicatorForm(_NamedOnce):
    """What a partnership counts, from where to where, and what of the plan it adds to.

    `can_open` is for who publishes: the programme. What anybody else changes is closed again.
    """

    belongs_to = "partnership"

    title = LineField(label=gettext_lazy("What is counted"), max_length=LONGEST_COUNTED)
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of result it is"),
        choices=Indicator.Kind.choices,
        required=False,
    )
    baseline = forms.DecimalField(
        label=gettext_lazy("At the beginning"), max_digits=17, decimal_places=2
    )
    target = forms.DecimalField(
        label=gettext_lazy("What is aimed at"), max_digits=17, decimal_places=2
    )
    adds_to = forms.ModelChoiceField(
        label=gettext_lazy("Adds to this figure of the plan"),
        help_text=gettext_lazy("Only where it is counted in the same unit."),
        queryset=PlanIndicator.objects.none(),
        required=False,
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Everyone may read it"),
        help_text=gettext_lazy("With its approved figures, on the partnership's page and as IATI."),
        required=False,
    )

    class Meta:
        model = Indicator
        fields = ("title", "unit", "kind", "baseline", "target", "adds_to", "is_public")

    def __init__(self, *args: Any, can_open: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if not can_open:
            del self.fields["is_public"]
        fields: dict[str, Any] = self.fields
        plan = self.instance.partnership.plan_id
        fields["adds_to"].queryset = PlanIndicator.objects.filter(plan=plan)
        if plan is None:
            del fields["adds_to"]

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or self.instance.kind

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        adds_to = cleaned.get("adds_to")
        if adds_to is not None and cleaned.get("unit") != adds_to.unit:
            said = _("The plan counts this in “%(unit)s”. Use the same unit.")
            self.add_error("unit", said % {"unit": adds_to.unit})
        return cleaned


class PlanIndicatorForm(_NamedOnce):
    """What a plan counts on one of its themes, over all its partnerships."""

    belongs_to = "plan"

    class Meta:
        model = PlanIndicator
        fields = ("title", "unit", "theme")

    def __init__(self, *args: Any, site_version: int | None, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        slugs = {one.theme_id for one in self.instance.plan.themes.all()}
        fields["theme"].label = _("Theme")
        fields["theme"].choices = [
            (one.pk, one.name) for one in themes_in_order(site_version) if one.pk in slugs
        ]


class FigureForm(forms.ModelForm):
    """The actual of a period, and where it comes from."""

    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput)
    actual = forms.DecimalField(label=gettext_lazy("Actual"), max_digits=17, decimal_places=2)
    note = LineField(
        label=gettext_lazy("Where it comes from"), max_length=LONGEST_NOTE, required=False
    )

    class Meta:
        model = Figure
        fields = ("starts_on", "ends_on", "actual", "note")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_in_order(self, cleaned)
        return cleaned

    def _post_clean(self) -> None:
        """What is written goes through the action alone; the row stays as it is until then."""


class ReturnForm(forms.Form):
    reason = LineField(label=gettext_lazy("What is to be mended"), max_length=LONGEST_NOTE)


class StoryForm(forms.ModelForm):
    """What changed, or how it went, in words; a rating where one likes."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=Story.Kind.choices, widget=forms.RadioSelect
    )
    title = LineField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    words = WordsField(label=gettext_lazy("What happened"), rows=8, max_length=LONGEST_STORY)
    rating = forms.TypedChoiceField(
        label=gettext_lazy("How good the work together is, from 1 to 5"),
        choices=_RATINGS,
        coerce=int,
        empty_value=None,
        required=False,
    )
    is_shared = forms.BooleanField(
        label=gettext_lazy("Controllers may read it too"),
        help_text=gettext_lazy("You can change that at any time."),
        required=False,
    )

    class Meta:
        model = Story
        fields = ("kind", "title", "words", "rating")


class PhotoForm(forms.Form):
    """A picture, what is seen on it, and how those who are seen agreed."""

    content = forms.FileField(
        label=gettext_lazy("Photo"),
        help_text=gettext_lazy(
            "PNG, JPEG, WebP, GIF or HEIC of at most 10 MB. Where and when it was taken is "
            "removed from it."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )
    described = LineField(
        label=gettext_lazy("What is seen"),
        help_text=gettext_lazy("Read aloud to those who do not see it."),
        max_length=LONGEST_TITLE,
    )
    agreed = LineField(
        label=gettext_lazy("How those who are seen agreed"),
        help_text=gettext_lazy("E.g. asked on the day, or nobody can be recognised."),
        max_length=LONGEST_NOTE,
    )

    def clean_content(self) -> Any:
        """Drawn anew, without metadata, under a name of our own (U06)."""
        return clean_picture(self.cleaned_data["content"])
