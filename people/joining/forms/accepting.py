"""Making an account from an invitation."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from pages.form_fields import LineField
from people.models import Invitation, Person
from people.time_zones import zone_choices, zone_of


class AcceptForm(forms.Form):
    """What an account begins with. Address, organisation and role come from the invitation."""

    name = LineField(label=_("Your name"), max_length=150)
    language = forms.ChoiceField(label=_("Language of mails"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"))
    password = forms.CharField(
        label=_("Password"),
        help_text=_(
            "At least 12 characters. Four words that only you would put together are good."
        ),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, language: str, **kwargs: Any) -> None:
        country = str(invitation.organisation.country)
        kwargs["initial"] = {
            "name": invitation.name or (invitation.person.name if invitation.person else ""),
            "language": language,
            "time_zone": zone_of(country),
        }
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        fields: dict[str, Any] = self.fields
        fields["time_zone"].choices = zone_choices(country)
        fields["name"].widget.attrs["autocomplete"] = "name"

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        likeness = Person(
            email=self.invitation.email, name=str(self.cleaned_data.get("name") or "")
        )
        password_validation.validate_password(password, likeness)
        return password
