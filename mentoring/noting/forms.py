"""What is noted."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoring.models.note import LONGEST_NOTE
from pages.form_fields import WordsField


class SharedNoteForm(forms.Form):
    """A new note for both."""

    text = WordsField(label=_("Note for both of you"), rows=8, max_length=LONGEST_NOTE)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class ChangedNoteForm(forms.Form):
    """One's own note for both; emptied it goes away."""

    text = WordsField(
        label=_("Note for both of you"),
        help_text=_("Empty it to take it away."),
        rows=8,
        max_length=LONGEST_NOTE,
        required=False,
    )


class PrivateNoteForm(forms.Form):
    """What nobody else reads; emptied it is erased."""

    text = WordsField(
        label=_("Private note"),
        help_text=_("Empty it to erase it."),
        rows=10,
        max_length=LONGEST_NOTE,
        required=False,
    )
