"""The form of a training."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from pages.form_fields import BACKWARDS, LineField
from pages.languages import OWN_NAMES
from people.models import Organisation, Person
from people.space.forms import DayInput, HourInput
from people.time_zones import zone_choices, zone_of
from training.models import Course, Edition, Event, WayIn
from training.models.event import LONGEST_PLACE, LONGEST_TITLE, MOST_UNNAMED
from training.querysets import organisers_for

EARLIEST, LATEST = datetime.date(1990, 1, 1), datetime.timedelta(days=3 * 366)
LONGEST = datetime.timedelta(days=60)


class EventForm(forms.Form):
    """When, where, in whose name and by which edition of which course."""

    edition = forms.ModelChoiceField(
        label=gettext_lazy("Course and edition"), queryset=Edition.objects.none()
    )
    title = LineField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("Leave it empty to call it like the course."),
        max_length=LONGEST_TITLE,
        required=False,
    )
    organiser = forms.ModelChoiceField(
        label=gettext_lazy("Organiser"), queryset=Organisation.objects.none()
    )
    place = LineField(label=gettext_lazy("Place"), max_length=LONGEST_PLACE, required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=list(OWN_NAMES.items()))
    from_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    from_at = forms.TimeField(label=gettext_lazy("Begins at"), widget=HourInput, initial="09:00")
    until_on = forms.DateField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("Leave it empty where it is the same day."),
        widget=DayInput,
        required=False,
    )
    until_at = forms.TimeField(label=gettext_lazy("Ends at"), widget=HourInput, initial="16:00")
    zone = forms.ChoiceField(label=gettext_lazy("Time zone of the place"))
    capacity = forms.IntegerField(
        label=gettext_lazy("Places"),
        help_text=gettext_lazy("Leave it empty where there is no limit."),
        min_value=1,
        max_value=1_000,
        required=False,
    )
    way_in = forms.ChoiceField(
        label=gettext_lazy("Who comes"), choices=WayIn.choices, widget=forms.RadioSelect
    )
    unnamed = forms.IntegerField(
        label=gettext_lazy("Participants of whom only the number is known"),
        help_text=gettext_lazy(
            "They are shown apart and never counted as persons. Leave it empty for none."
        ),
        min_value=0,
        max_value=MOST_UNNAMED,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        person: Person,
        event: Event | None = None,
        course: Course | None = None,
        **more: Any,
    ) -> None:
        own = organisers_for(person)
        first = event.organiser if event else own.order_by("name").first()
        more["initial"] = _as_entered(event) if event else _as_known(person, first, course)
        super().__init__(*args, **more)
        self.event = event
        fields: dict[str, Any] = self.fields
        editions = Edition.objects.select_related("course").order_by("course__name", "-from_on")
        fields["edition"].queryset = editions
        fields["organiser"].queryset = (
            Organisation.objects.filter(pk=event.organiser_id) if event else own.order_by("name")
        )
        fields["country"].choices = [("", "–"), *countries]
        fields["zone"].choices = zone_choices(str(first.country) if first else "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        begin, until = cleaned.get("from_on"), cleaned.get("until_on") or cleaned.get("from_on")
        hours: list[Any] = [cleaned.get("from_at"), cleaned.get("until_at")]
        zone = cleaned.get("zone")
        if not (begin and until and zone) or None in hours:
            return cleaned
        starts_at, ends_at = (
            datetime.datetime.combine(day, hour, tzinfo=ZoneInfo(zone))
            for day, hour in zip((begin, until), hours, strict=True)
        )
        if ends_at <= starts_at:
            self.add_error("until_at", BACKWARDS)
        elif ends_at - starts_at > LONGEST:
            self.add_error("until_on", _("A training lasts sixty days at most. Divide it."))
        elif not EARLIEST <= begin <= timezone.now().date() + LATEST:
            self.add_error("from_on", _("Choose a day since 1990 and within three years."))
        cleaned["starts_at"] = starts_at.astimezone(datetime.UTC)
        cleaned["ends_at"] = ends_at.astimezone(datetime.UTC)
        if not cleaned.get("title") and cleaned.get("edition"):
            cleaned["title"] = cleaned["edition"].course.name
        return cleaned

    def said(self) -> dict[str, Any]:
        """Fields of Event by what was written."""
        names = ("edition", "title", "organiser", "place", "country", "language", "starts_at")
        more = ("ends_at", "zone", "capacity", "way_in")
        said = {name: self.cleaned_data[name] for name in (*names, *more)}
        return {**said, "unnamed": self.cleaned_data["unnamed"] or 0}


def _as_entered(event: Event) -> dict[str, Any]:
    names = ("edition", "title", "organiser", "place", "language", "zone", "capacity", "way_in")
    starts_at, ends_at = (
        moment.astimezone(event.held_in) for moment in (event.starts_at, event.ends_at)
    )
    return {
        **{name: getattr(event, name) for name in names},
        "country": str(event.country),
        "unnamed": event.unnamed or None,
        "from_on": starts_at.date(),
        "from_at": starts_at.time(),
        "until_on": ends_at.date(),
        "until_at": ends_at.time(),
    }


def _as_known(
    person: Person, organiser: Organisation | None, course: Course | None
) -> dict[str, Any]:
    country = str(organiser.country) if organiser else ""
    newest = course.editions.order_by("-from_on", "-pk").first() if course else None
    return {
        "edition": newest,
        "organiser": organiser,
        "country": country,
        "language": person.language,
        "zone": person.time_zone if person.zone != datetime.UTC else zone_of(country),
        "way_in": WayIn.OPEN,
    }
