"""The forms of applying and deciding. Each names the fields it takes (P05)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from internships.models import Application
from internships.models.application import LONGEST_LETTER, LONGEST_QUESTION, LONGEST_REASON
from pages.form_fields import LineField, WordsField
from pages.uploads import CheckedFile, check_file

LARGEST_CV = 5 * 1024 * 1024
KINDS_OF_CV = ("pdf", "docx", "odt")


class DraftForm(forms.Form):
    """Letter and CV; either may be empty until it is sent in."""

    letter = WordsField(
        label=gettext_lazy("Letter"),
        help_text=gettext_lazy("Why this placement, and what your town wants to learn by it."),
        rows=10,
        max_length=LONGEST_LETTER,
        required=False,
    )
    cv = forms.FileField(
        label=gettext_lazy("CV"),
        help_text=gettext_lazy("A file that ends in pdf, docx or odt, of at most 5 MB."),
        required=False,
    )

    checked: CheckedFile | None = None

    def __init__(self, *args: Any, own: Application | None, **more: Any) -> None:
        if own is not None:
            more["initial"] = {"letter": own.letter}
        super().__init__(*args, **more)

    def clean_cv(self) -> Any:
        """Judged by its content (U01, U03, U04, U11)."""
        upload = self.cleaned_data["cv"]
        if not upload:
            return None
        if upload.size > LARGEST_CV:
            raise ValidationError(_("This file is larger than 5 MB. Make it smaller."))
        self.checked = check_file(upload, upload.name or "")
        if self.checked.kind not in KINDS_OF_CV:
            raise ValidationError(_("Choose a file that ends in pdf, docx or odt."))
        return upload

    def cv_to_keep(self) -> tuple[Any, CheckedFile] | None:
        upload = self.cleaned_data["cv"]
        return (upload, self.checked) if upload and self.checked else None


class DeclineForm(forms.Form):
    reason = LineField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Whoever applied reads it."),
        max_length=LONGEST_REASON,
    )


class QuestionForm(forms.Form):
    text = LineField(label=gettext_lazy("Your question"), max_length=LONGEST_QUESTION)


class AnswerForm(forms.Form):
    text = WordsField(label=gettext_lazy("Your answer"), rows=4, max_length=2_000)
