"""How often mail of each kind comes."""

from typing import Any

from django import forms

from notices.kinds import Frequency, kinds
from notices.querysets import frequencies_of


class PreferencesForm(forms.Form):
    """One choice for each kind that may be turned off, in the order of the rooms."""

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = frequencies_of(person)
        for kind in kinds:
            if not kind.is_required:
                self.fields[kind.key] = forms.ChoiceField(
                    label=str(kind.label),
                    help_text=str(kind.sentence),
                    choices=Frequency.choices,
                    initial=own.get(kind.key, kind.default),
                )
