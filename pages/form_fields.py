"""Fields for words, and what forms ask of two days."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from pages.lines import one_line, plain_lines

LONGEST_SECTION = 20_000
BACKWARDS = gettext_lazy("It must end after it begins.")


class LineField(forms.CharField):
    """One line of words, without signs that break or turn it."""

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.widget.attrs["dir"] = "auto"

    def clean(self, value: Any) -> str:
        return _still_there(self, one_line(super().clean(value), self.max_length or 255))


class WordsField(forms.CharField):
    """Paragraphs, parted by empty lines."""

    def __init__(self, *, rows: int, max_length: int = LONGEST_SECTION, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
        super().__init__(max_length=max_length, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        return _still_there(self, plain_lines(super().clean(value)))


def _still_there(field: forms.CharField, words: str) -> str:
    """Signs that are not seen are no words: where nothing else was typed, something is missing."""
    if field.required and not words:
        raise ValidationError(field.error_messages["required"], code="required")
    return words


def is_in_order(
    form: forms.BaseForm, cleaned: dict[str, Any], first: str = "starts_on", last: str = "ends_on"
) -> bool:
    """Whether the last of two days is not before the first, as far as both are known; else the form
    says so at the last one.
    """
    begins, ends = cleaned.get(first), cleaned.get(last)
    if begins and ends and ends < begins:
        form.add_error(last, BACKWARDS)
        return False
    return True
