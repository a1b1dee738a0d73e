"""The form of a paragraph beside a field."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.form_fields import LineField
from pages.links import path_of
from partnerships.guiding.fields import choices
from partnerships.registries import paragraph_at, paragraphs_for
from partnerships.registry.forms import LONGEST_ADDRESS
from people.models import Person


class GuidanceForm(forms.Form):
    """Which field, and where the paragraph stands."""

    field = forms.ChoiceField(label=gettext_lazy("Field"))
    address = LineField(
        label=gettext_lazy("Address of the paragraph"),
        help_text=gettext_lazy(
            "Open the manual at the heading, and copy the address with what stands behind the #. "
            "Without that it is the whole chapter."
        ),
        max_length=LONGEST_ADDRESS,
    )

    def __init__(self, *args: Any, person: Person, **more: Any) -> None:
        super().__init__(*args, **more)
        self.person, self.thing = person, ""
        fields: dict[str, Any] = self.fields
        fields["field"].choices = choices()

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        key = paragraph_at(path_of(address), _anchor_of(address))
        if key is None or key not in paragraphs_for([key], self.person):
            raise ValidationError(
                _("No paragraph of a manual has this address. Copy it from above the page.")
            )
        self.thing = key
        return address


def _anchor_of(address: str) -> str:
    try:
        return urlsplit(address).fragment
    except ValueError:
        return ""
