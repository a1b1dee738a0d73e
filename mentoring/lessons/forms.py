"""A lesson, and agreeing to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mentoring.lessons.actions import Written
from mentoring.models import Lesson
from mentoring.models.lesson import LONGEST_LESSON, LONGEST_TITLE
from pages.form_fields import LineField, WordsField


class LessonForm(forms.Form):
    """Title and words; `seen` is `changed_at` of what was there before, empty for nothing."""

    title = LineField(label=_("Title"), max_length=LONGEST_TITLE)
    text = WordsField(
        label=_("What others can learn from it"),
        help_text=_("What was the matter, what you tried, what came of it. Name nobody."),
        rows=12,
        max_length=LONGEST_LESSON,
    )
    is_named = forms.BooleanField(label=_("My name stands over it"), required=False)
    seen = forms.DateTimeField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, lesson: Lesson | None, **kwargs: Any) -> None:
        if lesson is not None:
            kwargs["initial"] = {
                "title": lesson.title,
                "text": lesson.text,
                "seen": lesson.changed_at.isoformat(),
            }
        super().__init__(*args, **kwargs)

    def written(self) -> Written:
        """What was written."""
        said = self.cleaned_data
        return Written(title=said["title"], text=said["text"], is_named=said["is_named"])


class AgreeForm(forms.Form):
    """Agreeing to the words that were `seen`."""

    is_named = forms.BooleanField(label=_("My name stands over it"), required=False)
    seen = forms.DateTimeField(widget=forms.HiddenInput)
