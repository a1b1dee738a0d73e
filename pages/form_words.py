"""What every form says of a field that was left empty: what to do, in our words."""

from django import forms
from django.utils.translation import gettext_lazy as _


def say_what_to_do() -> None:
    """From now on each field of Django's says so, unless it has a word of its own.

    Django's "This field is required." names the rule and leaves the rest to the reader. Its fields
    have no setting for it, and look their words up in these dictionaries.
    """
    for field, words in (
        (forms.Field, _("This is empty. Fill it in.")),
        (forms.ChoiceField, _("Choose one.")),
        (forms.ModelChoiceField, _("Choose one.")),
        (forms.MultipleChoiceField, _("Choose one or more.")),
        (forms.ModelMultipleChoiceField, _("Choose one or more.")),
        (forms.FileField, _("Choose a file.")),
    ):
        field.default_error_messages = {**field.default_error_messages, "required": words}
