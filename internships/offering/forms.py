"""The form of a host's offer."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from internships.models import HostOffer, Mode, WhoApplies
from internships.models.offer import (
    LONGEST_DEPARTMENT,
    LONGEST_PAID,
    LONGEST_TITLE,
    LONGEST_WORDS,
    MOST_PLACES,
)
from internships.permissions import hosts_for
from pages.form_fields import LineField, WordsField, is_in_order
from pages.languages import OWN_NAMES
from pages.models import Theme
from pages.querysets import themes_in_order
from people.models import Appointment, Organisation, Person
from people.space.forms import DayInput
from people.time_zones import zone_choices, zone_of

LONGEST = datetime.timedelta(days=366)
FURTHEST = datetime.timedelta(days=3 * 366)
LAST_MINUTE = datetime.time(23, 59)


class OfferForm(forms.Form):
    """Who hosts, where one works and on what, when, and until when one applies."""

    host = forms.ModelChoiceField(label=gettext_lazy("Host"), queryset=Organisation.objects.none())
    title = LineField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    department = LineField(label=gettext_lazy("Department"), max_length=LONGEST_DEPARTMENT)
    supervisor = forms.ModelChoiceField(
        label=gettext_lazy("Senior colleague who looks after the guest"),
        queryset=Person.objects.none(),
    )
    words = WordsField(
        label=gettext_lazy("What one works on"), rows=5, max_length=LONGEST_WORDS, required=False
    )
    themes = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Themes"),
        queryset=Theme.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the work"), choices=list(OWN_NAMES.items())
    )
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput)
    mode = forms.ChoiceField(
        label=gettext_lazy("Where"), choices=Mode.choices, widget=forms.RadioSelect
    )
    paid = LineField(
        label=gettext_lazy("What is paid"),
        help_text=gettext_lazy("Travel, a room, meals: or that nothing is."),
        max_length=LONGEST_PAID,
        required=False,
    )
    places = forms.IntegerField(
        label=gettext_lazy("Places"), min_value=1, max_value=MOST_PLACES, initial=1
    )
    who_applies = forms.ChoiceField(
        label=gettext_lazy("Who may apply"), choices=WhoApplies.choices, widget=forms.RadioSelect
    )
    closes_on = forms.DateField(
        label=gettext_lazy("Applications until the end of"), widget=DayInput
    )
    zone = forms.ChoiceField(label=gettext_lazy("Time zone of the host"))

    def __init__(
        self,
        *args: Any,
        person: Person,
        offer: HostOffer | None,
        site_version: int | None,
        **more: Any,
    ) -> None:
        own = hosts_for(person)
        first = offer.host if offer else own.order_by("name").first()
        more["initial"] = _as_written(offer) if offer else _as_known(person, first)
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        fields["themes"].queryset = Theme.objects.all()
        fields["themes"].choices = [(one.pk, one.name) for one in themes_in_order(site_version)]
        fields["host"].queryset = (
            Organisation.objects.filter(pk=offer.host_id) if offer else own.order_by("name")
        )
        fields["supervisor"].queryset = _colleagues(fields["host"].queryset)
        fields["zone"].choices = zone_choices(str(first.country) if first else "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last, closes_on = (
            cleaned.get(name) for name in ("starts_on", "ends_on", "closes_on")
        )
        if is_in_order(self, cleaned) and first and last and last - first > LONGEST:
            self.add_error("ends_on", _("A placement lasts a year at most."))
        if first and first > timezone.localdate() + FURTHEST:
            self.add_error("starts_on", _("Choose a day within three years."))
        if first and closes_on and closes_on >= first:
            self.add_error("closes_on", _("One applies before it begins. Choose an earlier day."))
        host, supervisor = cleaned.get("host"), cleaned.get("supervisor")
        if host and supervisor:
            posts = supervisor.appointments.holding_on().filter(organisation=host)
            if not posts.exists():
                self.add_error("supervisor", _("Choose somebody who works at the host today."))
        return cleaned

    def said(self) -> dict[str, Any]:
        """Fields of HostOffer by what was written; applications close as that day ends there."""
        said = dict(self.cleaned_data)
        closes_on, zone = said.pop("closes_on"), said["zone"]
        end = datetime.datetime.combine(closes_on, LAST_MINUTE, tzinfo=ZoneInfo(zone))
        return {**said, "closes_at": end.astimezone(datetime.UTC)}


def _colleagues(hosts: Any) -> Any:
    """Who works today at one of the hosts and can sign in."""
    return (
        Person.objects.filter(
            is_active=True,
            email__isnull=False,
            appointments__in=Appointment.objects.holding_on().filter(organisation__in=hosts),
        )
        .distinct()
        .order_by("name")
    )


def _as_written(offer: HostOffer) -> dict[str, Any]:
    names = ("host", "title", "department", "supervisor", "words", "language", "starts_on")
    more = ("ends_on", "mode", "paid", "places", "who_applies", "zone")
    return {
        **{name: getattr(offer, name) for name in (*names, *more)},
        "themes": list(offer.themes.all()),
        "closes_on": offer.closes_at.astimezone(offer.in_zone).date(),
    }


def _as_known(person: Person, host: Organisation | None) -> dict[str, Any]:
    country = str(host.country) if host else ""
    return {
        "host": host,
        "language": person.language,
        "mode": Mode.ON_SITE,
        "who_applies": WhoApplies.ALL,
        "zone": zone_of(country) if country else "UTC",
    }
