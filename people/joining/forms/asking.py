"""Asking to join, and refusing it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.form_fields import LineField, WordsField
from people.models import Appointment


class AskForm(forms.Form):
    """Who asks. The organisation stands in the address."""

    name = LineField(label=_("Your name"), max_length=150)
    email = forms.EmailField(
        label=_("Your e-mail address at work"),
        help_text=_("We send a link there, to see that it is yours."),
        max_length=254,
    )
    post = LineField(
        label=_("Your post"),
        help_text=_("As your colleagues call it, e.g. “Head of water”."),
        max_length=150,
    )
    level = forms.ChoiceField(
        label=_("Level"),
        choices=Appointment.Level.choices,
        initial=Appointment.Level.SPECIALIST,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"


class RefusalForm(forms.Form):
    """Why somebody is not let in; they read it."""

    reason = WordsField(
        label=_("Why not"),
        help_text=_("They get these words by mail, and can ask again."),
        rows=4,
        max_length=500,
    )
