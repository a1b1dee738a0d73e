"""What an organisation's contact writes about it, and why somebody reads what a person hides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.form_fields import LineField, WordsField
from people.directory.actions import FACTS
from people.models import Organisation
from people.models.organisation import LONGEST_ABOUT

LONGEST_REASON = 300


class OrganisationForm(forms.ModelForm):
    """The facts of an organisation's page; its name, kind and country are the programme's."""

    about = WordsField(
        label=_("Who you are"),
        help_text=_("A few sentences: what the place lives on, what you are good at."),
        rows=6,
        max_length=LONGEST_ABOUT,
        required=False,
    )
    region = LineField(label=_("Region"), max_length=120, required=False)
    population = forms.IntegerField(
        label=_("Inhabitants"),
        min_value=1,
        max_value=2_000_000_000,
        required=False,
        error_messages={"min_value": _("Write a number above nought, or leave it empty.")},
    )
    area_km2 = forms.DecimalField(
        label=_("Area in square kilometres"),
        min_value=0.1,
        max_digits=9,
        decimal_places=1,
        required=False,
    )
    website = forms.URLField(
        label=_("Website"),
        help_text=_("With https:// in front."),
        assume_scheme="https",
        required=False,
        error_messages={"invalid": _("Write it like https://www.town.example.")},
    )

    class Meta:
        model = Organisation
        fields = FACTS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.kind != Organisation.Kind.LOCAL_GOVERNMENT:
            # Population and area are those of a local government (people/models/organisation.py).
            del self.fields["population"], self.fields["area_km2"]


class WhyForm(forms.Form):
    """Why hidden fields are read; kept in the log, where the person reads it too."""

    reason = LineField(
        label=_("Why you need them"),
        help_text=_("One line. It stays in the log, and the person reads it."),
        max_length=LONGEST_REASON,
        error_messages={"required": _("Write why you need them.")},
    )
