"""A question to who answers for a text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from learning.forms.fields import WordsField

# A question with its letters in base64 stays a mail of less than 30 kB (safeguards, section 3).
LONGEST_QUESTION = 4_000


class QuestionForm(forms.Form):
    """A question to who answers for a text."""

    question = WordsField(
        label=_("Your question"),
        help_text=_("Say what you have tried, and what you need to know."),
        rows=10,
        max_length=LONGEST_QUESTION,
    )
