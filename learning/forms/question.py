"""A question to who answers for a text."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.form_fields import WordsField
from people.models import LONGEST_MESSAGE


class QuestionForm(forms.Form):
    """`key` makes one form one conversation."""

    question = WordsField(
        label=_("Your question"),
        help_text=_("Say what you have tried, and what you need to know."),
        rows=10,
        max_length=LONGEST_MESSAGE,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
