"""Forms of the site with which editors keep the members, groups and settings of a space."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.lines import one_line
from people.models import AssociationMembership, ClosedGroup, Organisation, Person, SpaceSettings
from people.models.space import MOST_DAYS_TO_APPROVE

LONGEST_QUESTION = 100
MOST_FOUND = 20


class DayInput(forms.DateInput):
    """The browser's own choice of a day; a text field where it has none."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class HourInput(forms.TimeInput):
    """The browser's own choice of an hour, in steps of so many seconds where they are given; a text
    field where it has none.
    """

    input_type = "time"

    def __init__(self, step: int | None = None) -> None:
        super().__init__(format="%H:%M", attrs={"step": str(step)} if step else None)


class FindForm(forms.Form):
    """A word of a name; what it finds is offered in the next form."""

    q = forms.CharField(label=gettext_lazy("Part of the name"), max_length=LONGEST_QUESTION)


class AddMemberForm(forms.Form):
    """One of the organisations that were found becomes a member from a day on."""

    member = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=gettext_lazy("Organisation"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "invalid_choice": gettext_lazy("Choose one that is no member of an association yet.")
        },
    )
    from_on = forms.DateField(label=gettext_lazy("Member from"), widget=DayInput)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["from_on"].initial = timezone.now().date()


class EndMembershipForm(forms.Form):
    """The last day of a membership."""

    until_on = forms.DateField(label=gettext_lazy("Last day as a member"), widget=DayInput)

    def __init__(self, *args: Any, membership: AssociationMembership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._membership = membership
        self.fields["until_on"].initial = timezone.now().date()

    def clean_until_on(self) -> Any:
        until_on = self.cleaned_data["until_on"]
        if until_on < self._membership.from_on:
            raise ValidationError(_("The membership began later. Choose a later day."))
        return until_on


class GroupForm(forms.ModelForm):
    """The name of a closed group."""

    class Meta:
        model = ClosedGroup
        fields = ["name"]

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"], 150)
        if not name:
            raise ValidationError(_("Write a name."))
        return name


class PersonsForm(forms.Form):
    """Some of the persons that are offered."""

    persons = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=gettext_lazy("Persons"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Mark at least one person."),
            "invalid_choice": gettext_lazy("Mark only persons who are offered here."),
        },
    )

    def __init__(self, *args: Any, persons: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["persons"].queryset = persons  # type: ignore[attr-defined]


class SpaceSettingsForm(forms.ModelForm):
    """Colour and approval of a space."""

    days_to_approve = forms.IntegerField(
        label=gettext_lazy("Days to approve"),
        min_value=1,
        max_value=MOST_DAYS_TO_APPROVE,
        help_text=gettext_lazy("After these many days a text that waits is late."),
    )

    class Meta:
        model = SpaceSettings
        fields = ["colour", "is_approved_by_two", "days_to_approve"]
        help_texts = {
            "colour": gettext_lazy("Six digits after #, for the crest and the rule under it."),
            "is_approved_by_two": gettext_lazy(
                "Nobody publishes alone. One person alone may, and that is noted."
            ),
        }
