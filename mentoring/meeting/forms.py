"""Three times, picking one, and cancelling."""

import datetime
import uuid
from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoring.meeting.actions import Plan
from mentoring.meeting.clock import Doubled, Skipped, hour_in, moment_of, zone_in_words
from mentoring.models.proposal import LENGTHS, TIMES
from mentoring.models.session import (
    AHEAD,
    LONGEST_AGENDA,
    LONGEST_LINK,
    LONGEST_PLACE,
    LONGEST_WHY,
    QUARTER,
)
from pages.form_fields import LineField, WordsField
from people.models import Person
from people.space.forms import DayInput, HourInput

FURTHEST = datetime.timedelta(days=366)
FIRST, SECOND = "first", "second"
A_QUARTER = int(QUARTER.total_seconds())


class TimesForm(forms.Form):
    """Three days and hours in the proposer's own zone, how long, and where.

    Where the clocks show an hour twice the form asks which of them is meant (`which_1` …).
    """

    minutes = forms.TypedChoiceField(
        label=gettext_lazy("How long, in minutes"),
        choices=[(number, str(number)) for number in LENGTHS],
        coerce=int,
        initial=60,
    )
    place = LineField(
        label=gettext_lazy("Place"),
        help_text=gettext_lazy("Where you meet, if you do."),
        max_length=LONGEST_PLACE,
        required=False,
    )
    link = forms.URLField(
        label=gettext_lazy("Link of a video call"),
        max_length=LONGEST_LINK,
        required=False,
        assume_scheme="https",
    )
    agenda = WordsField(
        label=gettext_lazy("What it is about"),
        help_text=gettext_lazy("Only the two of you read this. It is in no mail."),
        rows=3,
        max_length=LONGEST_AGENDA,
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = person.time_zone if person.zone != datetime.UTC else "UTC"
        self._starts: list[datetime.datetime] = []
        ordinals = (_("First time"), _("Second time"), _("Third time"))
        added: dict[str, forms.Field] = {}
        for number, ordinal in enumerate(ordinals, 1):
            label = _("%(ordinal)s: day") % {"ordinal": ordinal}
            added[f"day_{number}"] = forms.DateField(label=label, widget=DayInput)
            label = _("%(ordinal)s: hour") % {"ordinal": ordinal}
            added[f"hour_{number}"] = forms.TimeField(label=label, widget=HourInput(step=A_QUARTER))
            added[f"which_{number}"] = forms.ChoiceField(
                label=_("%(ordinal)s: which of the two") % {"ordinal": ordinal},
                choices=[(FIRST, _("the first")), (SECOND, _("the second"))],
                widget=forms.RadioSelect,
                required=False,
            )
        self.fields = {**added, **self.fields}

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for number in range(1, TIMES + 1):
            on, at = said.get(f"day_{number}"), said.get(f"hour_{number}")
            if on is not None and at is not None:
                self._read(number, on, at, said.get(f"which_{number}", ""))
        for name in [name for name in self.fields if name.startswith("which_")]:
            if name not in self.errors and not said.get(name):
                # Asked only where it makes a difference.
                del self.fields[name]
        return said

    def _read(self, number: int, on: datetime.date, at: datetime.time, which: str) -> None:
        zone = ZoneInfo(self.zone)
        is_second = None if not which else which == SECOND
        try:
            moment = moment_of(on, at, zone, is_second=is_second)
        except Skipped as fault:
            words = _("On that day the clocks jump over %(hour)s. Write %(earlier)s or %(later)s.")
            earlier, later = (hour_in(one, zone) for one in fault.choices)
            hour = at.strftime("%H:%M")
            said = {"hour": hour, "earlier": earlier, "later": later}
            self.add_error(f"hour_{number}", words % said)
        except Doubled as fault:
            words = _(
                "On that day the clocks show %(hour)s twice: say whether you mean the first"
                " (%(first)s) or the second (%(second)s)."
            )
            first, second = (zone_in_words(self.zone, one) for one in fault.choices)
            hour = at.strftime("%H:%M")
            said = {"hour": hour, "first": first, "second": second}
            self.add_error(f"which_{number}", words % said)
        else:
            self._check(number, moment)

    def _check(self, number: int, moment: datetime.datetime) -> None:
        now = timezone.now()
        if moment.minute % 15 or moment.second:
            self.add_error(f"hour_{number}", _("Begin on a quarter of an hour, such as 10:15."))
        elif moment < now + AHEAD:
            self.add_error(f"day_{number}", _("Propose a time at least 24 hours from now."))
        elif moment > now + FURTHEST:
            self.add_error(f"day_{number}", _("Propose a time within a year."))
        elif moment in self._starts:
            self.add_error(f"hour_{number}", _("You have proposed this time already."))
        else:
            self._starts.append(moment)

    def plan(self) -> Plan:
        """What was written, in UTC."""
        said = self.cleaned_data
        words = {name: said[name] for name in ("minutes", "place", "link", "agenda")}
        return Plan(starts=self._starts, zone=self.zone, **words)

    def rows(self) -> Iterator[list[BoundField]]:
        """The fields of each of the three times, for the template."""
        for number in range(1, TIMES + 1):
            names = [f"day_{number}", f"hour_{number}", f"which_{number}"]
            shown = self.is_bound
            yield [self[name] for name in names[: 3 if shown else 2] if name in self.fields]

    def rest(self) -> list[BoundField]:
        """All other fields."""
        return [self[name] for name in ("minutes", "place", "link", "agenda", "key")]


class PickForm(forms.Form):
    """One of the moments that were proposed."""

    starts_at = forms.ChoiceField(
        error_messages={
            "required": gettext_lazy("Pick one of the three."),
            "invalid_choice": gettext_lazy("Pick one of the three."),
        },
        label=gettext_lazy("Times proposed"),
    )

    def __init__(self, *args: Any, starts: Sequence[datetime.datetime], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_at"].choices = [  # type: ignore[attr-defined]
            (moment.isoformat(), moment.isoformat()) for moment in starts
        ]

    def moment(self) -> datetime.datetime:
        """The one that was picked."""
        return datetime.datetime.fromisoformat(self.cleaned_data["starts_at"])


class CancelForm(forms.Form):
    """Why; asked only of who cancels within the last 24 hours."""

    why = LineField(label=gettext_lazy("Why"), max_length=LONGEST_WHY, required=False)

    def __init__(self, *args: Any, is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_late = is_late

    def clean_why(self) -> str:
        why: str = self.cleaned_data["why"]
        if self._is_late and not why:
            raise ValidationError(_("Less than 24 hours are left: say in a few words why."))
        return why
