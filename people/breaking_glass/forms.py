"""The form by which an administrator asks for one record."""

from django import forms
from django.utils.translation import gettext_lazy

from pages.form_fields import LineField
from people.models.exceptional_opening import LONGEST_REASON


class OpeningForm(forms.Form):
    """Which record, by a number that somebody told them, and why."""

    reference = forms.UUIDField(
        label=gettext_lazy("Reference of the record"),
        help_text=gettext_lazy(
            "The number at the end of its address, as a reader or a court order names it."
        ),
        error_messages={
            "invalid": gettext_lazy("A reference has 32 digits and letters from a to f.")
        },
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
    )
    reason = LineField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy(
            "Kept in the log, and shown to those who read the record. Name who asks and by which "
            "right; repeat nothing of the record."
        ),
        max_length=LONGEST_REASON,
    )
