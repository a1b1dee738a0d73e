"""Forms for roles and for leaving."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.lines import one_line
from pages.registries import HandOver
from people.models import Appointment
from people.roles import Role

LONGEST_REASON = 300
BACK = "back"


class RoleForm(forms.Form):
    """Which of the roles that can be given; each with its sentence."""

    role = forms.ChoiceField(
        label=gettext_lazy("The role"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose the role you want to give."),
            "invalid_choice": gettext_lazy("Choose one of the roles that stand here."),
        },
    )

    def __init__(self, *args: Any, offered: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered = {role.key: role for role in offered}
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.key, _with_hint(capfirst(str(role.label)), role.sentence)) for role in offered
        ]

    @property
    def chosen(self) -> Role:
        return self._offered[self.cleaned_data["role"]]


class ReasonForm(forms.Form):
    """Why a role is declined or ended; kept in the log."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("One line, kept with the entry of the log."),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def clean_reason(self) -> str:
        return one_line(self.cleaned_data["reason"], LONGEST_REASON)


class EndPostForm(forms.Form):
    """At once, or after a last day."""

    AT_ONCE, ON_A_DAY = "at-once", "on-a-day"

    when = forms.ChoiceField(
        label=gettext_lazy("When it ends"),
        widget=forms.RadioSelect,
        choices=[
            (AT_ONCE, gettext_lazy("At once")),
            (ON_A_DAY, gettext_lazy("After a last day")),
        ],
        error_messages={"required": gettext_lazy("Say when the post ends.")},
    )
    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Until the end of this day all stays as it is."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, appointment: Appointment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._first = max(timezone.now().date(), appointment.from_on)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("when") == self.ON_A_DAY and "last_day" in cleaned:
            if cleaned["last_day"] is None:
                self.add_error("last_day", _("Write the last day, or let the post end at once."))
            elif cleaned["last_day"] < self._first:
                self.add_error(
                    "last_day",
                    _("That day is over, or before the post began. Let the post end at once."),
                )
        return cleaned

    def day_chosen(self) -> datetime.date | None:
        """The last day; None for at once."""
        is_dated = self.cleaned_data["when"] == self.ON_A_DAY
        return self.cleaned_data["last_day"] if is_dated else None


class _StillThere(forms.MultipleChoiceField):
    """What was ticked and is not there any more was handed over meanwhile: no fault of anybody."""

    def valid_value(self, value: str) -> bool:
        return True


class HandOverForm(forms.Form):
    """Which things, and who has them next."""

    things = _StillThere(
        label=gettext_lazy("What you hand over now"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick what you want to hand over.")},
    )
    to = forms.ChoiceField(
        label=gettext_lazy("Who has it next"),
        help_text=gettext_lazy(
            "Back to the organisation: whoever holds the post answers for a text, a draft is the"
            " editors', and a role is given to nobody."
        ),
        error_messages={"required": gettext_lazy("Choose who has it next.")},
    )

    def __init__(
        self, *args: Any, things: list[HandOver], successors: list[Appointment], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["things"].choices = [  # type: ignore[attr-defined]
            (thing.key, _with_hint(thing.title, thing.what, thing.url)) for thing in things
        ]
        self._persons = {str(post.person_id): post.person for post in successors}
        named = [(str(post.person_id), f"{post.post} – {post.person}") for post in successors]
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", ""),
            *dict(named).items(),
            (BACK, _("Back to the organisation")),
        ]

    def names_a_stranger(self) -> bool:
        """Whether somebody is named who was not offered, which no browser does by itself."""
        sent = self.data.get("to", "")
        return sent not in ("", BACK) and sent not in self._persons

    def choices_made(self) -> dict[str, Any]:
        """The successor, None for the organisation, under the key of each thing that was ticked."""
        successor = self._persons.get(self.cleaned_data["to"])
        return dict.fromkeys(self.cleaned_data["things"], successor)


def _with_hint(words: Any, hint: Any, url: str = "") -> Any:
    if not url:
        return format_html('<span><bdi>{}</bdi><span class="hint">{}</span></span>', words, hint)
    return format_html(
        '<span><a href="{}"><bdi>{}</bdi></a><span class="hint">{}</span></span>', url, words, hint
    )
