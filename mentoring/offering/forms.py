"""The form of an offer, and of a pause."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoring.models import Offer
from mentoring.models.offer import LONGEST_OFFER, MANY_SIZES, MOST_HOURS, MOST_PLACES, OfferSeenBy
from mentoring.words import LANGUAGES, LEVELS, SIZES
from pages.form_fields import WordsField
from pages.models import Theme
from pages.querysets import themes_in_order
from people.models import Appointment, Person
from people.space.forms import DayInput
from people.time_zones import zone_choices

LONGEST_PAUSE = datetime.timedelta(days=730)


class OfferForm(forms.Form):
    """What a mentor offers; begins with what their profile and their post say."""

    themes = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Themes I can coach on"),
        queryset=Theme.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Mark at least one theme.")},
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages I coach in"),
        choices=list(LANGUAGES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Mark at least one language.")},
    )
    level = forms.ChoiceField(
        label=gettext_lazy("I can speak best with"), choices=list(LEVELS.items())
    )
    size = forms.ChoiceField(
        label=gettext_lazy("Size of the towns I know"), choices=list(SIZES.items())
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Hours a month"), min_value=1, max_value=MOST_HOURS, initial=2
    )
    places = forms.IntegerField(
        label=gettext_lazy("Places"),
        help_text=gettext_lazy("How many people I coach at the same time."),
        min_value=1,
        max_value=MOST_PLACES,
        initial=1,
    )
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone I work in"))
    seen_by = forms.ChoiceField(
        label=gettext_lazy("Who sees this offer"),
        choices=OfferSeenBy.choices,
        initial=OfferSeenBy.SIGNED_IN,
        help_text=gettext_lazy(
            "They see your post and your town with it. Your name they see as your profile says."
        ),
    )
    words = WordsField(
        label=gettext_lazy("What I can show you"),
        help_text=gettext_lazy("One or two sentences, as you would say them to a colleague."),
        rows=3,
        max_length=LONGEST_OFFER,
        required=False,
    )

    def __init__(
        self, *args: Any, person: Person, offer: Offer | None, site_version: int | None, **more: Any
    ) -> None:
        post = (
            Appointment.objects.holding_on()
            .filter(person=person)
            .select_related("organisation")
            .order_by("from_on", "pk")
            .first()
        )
        more["initial"] = _as_offered(offer) or _as_known(person, post)
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        fields["themes"].queryset = Theme.objects.all()
        fields["themes"].choices = [(one.pk, one.name) for one in themes_in_order(site_version)]
        country = str(post.organisation.country) if post else ""
        fields["time_zone"].choices = zone_choices(country)


def _as_offered(offer: Offer | None) -> dict[str, Any]:
    if offer is None:
        return {}
    names = ("level", "size", "hours", "places", "time_zone", "seen_by", "words")
    return {
        **{name: getattr(offer, name) for name in names},
        "themes": list(offer.themes.all()),
        "languages": [row.code for row in offer.languages.all()],
    }


def _as_known(person: Person, post: Appointment | None) -> dict[str, Any]:
    spoken = [one.code for one in person.spoken_languages.all()]
    return {
        "themes": list(person.themes.all()),
        "languages": spoken or [person.language],
        "level": post.level if post else Appointment.Level.SPECIALIST,
        "size": (post.organisation.size_band if post else "") or MANY_SIZES,
        "time_zone": person.time_zone,
    }


class PauseForm(forms.Form):
    """The day from which the mentor is there again."""

    until = forms.DateField(label=gettext_lazy("I am there again on"), widget=DayInput)

    def clean_until(self) -> datetime.date:
        until: datetime.date = self.cleaned_data["until"]
        today = timezone.now().date()
        if not today < until <= today + LONGEST_PAUSE:
            raise ValidationError(_("Choose a day after today, within two years."))
        return until
