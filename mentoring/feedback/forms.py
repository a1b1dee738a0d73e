"""What is asked at the end."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mentoring.feedback.actions import Said
from pages.form_fields import WordsField

SCORES = (
    (5, pgettext_lazy("feedback", "Very useful")),
    (4, pgettext_lazy("feedback", "Useful")),
    (3, pgettext_lazy("feedback", "Partly useful")),
    (2, pgettext_lazy("feedback", "Hardly useful")),
    (1, pgettext_lazy("feedback", "Not useful")),
)


class FeedbackForm(forms.Form):
    """How useful it was, whether one would do it again, and words for the other."""

    score = forms.TypedChoiceField(
        label=_("How useful was it to you?"), choices=SCORES, coerce=int, widget=forms.RadioSelect
    )
    would_again = forms.TypedChoiceField(
        label=_("Would you do it again?"),
        choices=[
            ("yes", pgettext_lazy("feedback", "Yes")),
            ("no", pgettext_lazy("feedback", "No")),
        ],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    words = WordsField(
        label=_("For the other person"),
        help_text=_("What helped, and what you would wish for."),
        rows=5,
        max_length=2_000,
        required=False,
    )

    def said(self) -> Said:
        """What was chosen and written."""
        return Said(**self.cleaned_data)
