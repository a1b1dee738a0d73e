"""Asking, declining, and suggesting somebody to a mentor."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from mentoring.models.request import LONGEST_REASON, LONGEST_REQUEST
from pages.form_fields import WordsField
from people.models import Person


class AskForm(forms.Form):
    """One short reason. `key` makes one form one request."""

    words = WordsField(
        label=_("What you would like help with"),
        help_text=_("Two or three sentences: what you try to do, and where you are stuck."),
        rows=5,
        max_length=LONGEST_REQUEST,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class DeclineForm(forms.Form):
    """Why not; the asker reads it."""

    reason = WordsField(
        label=_("Why not"),
        help_text=_("One sentence is enough. It helps them to ask somebody else."),
        rows=3,
        max_length=LONGEST_REASON,
    )


class SuggestForm(forms.Form):
    """One of the persons that were found, and why they and this mentor would fit."""

    asker = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Person"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"invalid_choice": _("Choose one who is offered here.")},
    )
    words = WordsField(label=_("Why these two"), rows=3, max_length=LONGEST_REQUEST, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, persons: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asker"].queryset = persons  # type: ignore[attr-defined]
