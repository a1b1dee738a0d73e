"""Forms of risks, their readers, and elections."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from pages.form_fields import LineField, WordsField
from partnerships.models import Election, Partnership, Risk
from partnerships.models.risk import LONGEST_MEASURE, LONGEST_RISK, LONGEST_WHAT
from partnerships.registry.forms import people_of
from partnerships.risks.lines import words_of
from partnerships.roles import COORDINATOR, holders_of
from people.models import Person
from people.querysets import editors_for_programme
from people.space.forms import DayInput


def persons_near_to(partnership: Partnership) -> Any:
    """Who may own or read a risk: people of the partners, its coordinators, the programme."""
    near = people_of(partnership).values("pk")
    own = [person.pk for person in holders_of(COORDINATOR, partnership)]
    programme = editors_for_programme().values("pk")
    wanted = Q(pk__in=near) | Q(pk__in=own) | Q(pk__in=programme)
    return Person.objects.filter(wanted, is_active=True, email__isnull=False).order_by("name", "pk")


def _scale(first: Any, last: Any) -> list[tuple[int, Any]]:
    return [(1, first), (2, "2"), (3, "3"), (4, "4"), (5, last)]


class RiskForm(forms.ModelForm):
    """What may happen, how likely it is, what it would do, and what is done about it."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Risk.Kind.choices)
    words = WordsField(label=gettext_lazy("What may happen"), rows=5, max_length=LONGEST_RISK)
    likelihood = forms.TypedChoiceField(
        label=gettext_lazy("How likely it is"),
        choices=_scale(gettext_lazy("1 – unlikely"), gettext_lazy("5 – nearly certain")),
        coerce=int,
    )
    effect = forms.TypedChoiceField(
        label=gettext_lazy("What it would do"),
        choices=_scale(gettext_lazy("1 – little"), gettext_lazy("5 – it would end the work")),
        coerce=int,
    )
    measure = WordsField(
        label=gettext_lazy("What is done about it"),
        rows=3,
        max_length=LONGEST_MEASURE,
        required=False,
    )
    owner = forms.ModelChoiceField(
        label=gettext_lazy("Who looks after it"), queryset=Person.objects.none(), required=False
    )
    review_on = forms.DateField(
        label=gettext_lazy("Look at it again on"), widget=DayInput, required=False
    )
    is_confidential = forms.BooleanField(
        label=gettext_lazy("For named readers alone"),
        help_text=gettext_lazy(
            "Where it names persons, or is about an allegation or somebody's safety. You and up to "
            "four others read it, and nobody else; it cannot be opened to more people later."
        ),
        required=False,
    )

    class Meta:
        model = Risk
        fields = (
            *("kind", "likelihood", "effect", "words", "measure", "owner", "review_on"),
            "is_confidential",
        )

    field_order = ("kind", "words", "likelihood", "effect", "measure", "owner", "review_on")

    def __init__(self, *args: Any, partnership: Partnership, may_close: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        fields["owner"].queryset = persons_near_to(partnership)
        if self.instance.is_confidential:
            # Who looks after it is one of those who read it.
            fields["owner"].queryset = Person.objects.filter(risks_read__risk=self.instance)
        if self.instance.is_confidential or not may_close:
            del fields["is_confidential"]
        if self.instance.kind:
            said = words_of(self.instance)
            self.initial.update({"words": said["words"], "measure": said["measure"]})
        else:
            self.initial.update({"likelihood": 3, "effect": 3})

    def _post_clean(self) -> None:
        """Actions write the row."""


class ReaderForm(forms.Form):
    """Somebody who is to read it, out of a list."""

    person = forms.ModelChoiceField(label=gettext_lazy("Person"), queryset=Person.objects.none())

    def __init__(self, *args: Any, risk: Risk, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        named = risk.readers.values("person")
        fields["person"].queryset = persons_near_to(risk.partnership).exclude(pk__in=named)


class ElectionForm(forms.ModelForm):
    """An election, of which coordinators of partnerships there are told."""

    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=[])
    on = forms.DateField(label=gettext_lazy("Day"), widget=DayInput)
    what = LineField(label=gettext_lazy("What is elected"), max_length=LONGEST_WHAT)

    class Meta:
        model = Election
        fields = ("country", "on", "what")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        fields["country"].choices = [("", gettext_lazy("Choose a country")), *countries]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"country", "on", "what"} <= cleaned.keys() and Election.objects.filter(
            **{name: cleaned[name] for name in ("country", "on", "what")}
        ).exists():
            self.add_error("what", _("This election is in the list already."))
        return cleaned
