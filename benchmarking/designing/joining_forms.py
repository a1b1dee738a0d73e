"""The forms of inviting, joining, and of who answers for the figures."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benchmarking.designing.readiness import as_written, fields_of_readiness
from benchmarking.models import Participation
from pages.form_fields import LineField
from people.models import Appointment, Organisation, Person
from people.querysets import only_one_called, those_who_can_sign_in


class InviteForm(forms.Form):
    """A local government, by its name as it stands here."""

    name = LineField(label=gettext_lazy("Name of the municipality"), max_length=200)

    def clean_name(self) -> Organisation:
        name = self.cleaned_data["name"]
        towns = Organisation.objects.filter(kind=Organisation.Kind.LOCAL_GOVERNMENT)
        found = only_one_called(name, towns)
        if found is None:
            raise forms.ValidationError(
                _("No municipality here is called “%(name)s”. Write its name as it stands here.")
                % {"name": name}
            )
        return found


def second_field() -> forms.ModelChoiceField:
    """Who looks over what the data contact enters."""
    return forms.ModelChoiceField(
        label=gettext_lazy("Second person"),
        help_text=gettext_lazy(
            "Who looks over the figures that the data contact enters. Whoever answers for your "
            "municipality can do so too."
        ),
        queryset=Person.objects.none(),
        required=False,
        empty_label="–",
    )


def must_be_two(form: forms.Form, cleaned: dict[str, Any]) -> None:
    if cleaned.get("second") and cleaned["second"] == cleaned.get("contact"):
        form.add_error("second", _("Choose another person than the data contact."))


class JoinForm(forms.Form):
    """For which organisation, who is its data contact, and the promise."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Municipality"), queryset=Organisation.objects.none()
    )
    contact = forms.ModelChoiceField(
        label=gettext_lazy("Data contact"),
        help_text=gettext_lazy("Who enters the figures and answers questions about them."),
        queryset=Person.objects.none(),
    )
    second = second_field()

    def __init__(self, *args: Any, organisations: Any, person: Person, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields |= fields_of_readiness()
        self.fields["is_promised"] = forms.BooleanField(label=gettext_lazy("We promise it"))
        fields: dict[str, Any] = self.fields
        fields["organisation"].queryset = organisations.order_by("name")
        fields["organisation"].initial = organisations.order_by("name").first()
        fields["contact"].queryset = fields["second"].queryset = colleagues_at(organisations)
        fields["contact"].initial = person

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("contact", "second"):
            organisation, person = cleaned.get("organisation"), cleaned.get(name)
            if organisation and person:
                posts = Appointment.objects.holding_on().filter(person=person)
                if not posts.filter(organisation=organisation).exists():
                    self.add_error(name, _("Choose somebody who works there today."))
        must_be_two(self, cleaned)
        return cleaned


class ContactForm(forms.Form):
    """Who enters the figures from now on, who looks over them, and how ready one is."""

    contact = forms.ModelChoiceField(
        label=gettext_lazy("Data contact"), queryset=Person.objects.none()
    )
    second = second_field()

    def __init__(self, *args: Any, participation: Participation, **more: Any) -> None:
        named = {"contact": participation.contact, "second": participation.second}
        more["initial"] = named | as_written(participation)
        super().__init__(*args, **more)
        self.fields |= fields_of_readiness()
        fields: dict[str, Any] = self.fields
        colleagues = colleagues_at([participation.organisation])
        fields["contact"].queryset = fields["second"].queryset = colleagues

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        must_be_two(self, cleaned)
        return cleaned


def colleagues_at(organisations: Any) -> Any:
    """Who works today at one of them and can sign in."""
    posts = Appointment.objects.holding_on().filter(organisation__in=organisations)
    return those_who_can_sign_in().filter(appointments__in=posts).distinct().order_by("name")
