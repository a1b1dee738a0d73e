"""Which of two entries a merge keeps."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from training.models import Resemblance


class MergeForm(forms.Form):
    """The choice of one of the two; nobody is chosen beforehand."""

    kept = forms.ChoiceField(
        label=_("Under which entry are they known from now on?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )

    def __init__(self, *args: Any, resemblance: Resemblance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].choices = [  # type: ignore[attr-defined]
            ("one", resemblance.one.name),
            ("other", resemblance.other.name),
        ]
