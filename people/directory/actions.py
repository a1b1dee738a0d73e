"""What is said of an organisation is confirmed and kept; what a person hides is read and noted."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from pages.languages import listed
from people.audit import record
from people.models import Organisation, Person
from people.models.profile import LANGUAGES_SPOKEN

FACTS = ("about", "region", "population", "area_km2", "website")


@transaction.atomic
def confirm_organisation(*, by: Person, organisation: Organisation) -> None:
    """Say that all of it is right today."""
    organisation.confirmed_on = timezone.now().date()
    organisation.confirmed_by = by
    organisation.save(update_fields=["confirmed_on", "confirmed_by"])
    record("people.organisation-confirmed", by=by, thing=organisation, organisation=organisation)


@transaction.atomic
def change_organisation(*, by: Person, organisation: Organisation) -> None:
    """Keep the facts as they now stand on `organisation`; whoever writes them confirms them."""
    organisation.save(update_fields=FACTS)
    record("people.organisation-changed", by=by, thing=organisation, organisation=organisation)
    confirm_organisation(by=by, organisation=organisation)


@dataclass(frozen=True)
class HiddenFields:
    """What a person keeps with their profile, whoever they let see it; empty where it is not."""

    posts: list[str]
    email: str
    phone: str
    languages: list[str]
    themes: list[str]
    about: str


@transaction.atomic
def read_hidden_fields(*, by: Person, person: Person, reason: str) -> HiddenFields:
    """All fields of a profile; that `by` read them and why is noted in the same transaction (R8).

    The only way to them for anybody but the person. Whether `by` may, the door has asked before.
    """
    record("people.hidden-fields-read", by=by, thing=person, person=person, reason=reason)
    spoken = person.spoken_languages.order_by("pk").values_list("code", flat=True)
    held = person.appointments.holding_on().select_related("organisation").order_by("from_on", "pk")
    return HiddenFields(
        posts=[listed([post.post, post.organisation.name]) for post in held],
        email=person.email or "",
        phone=person.phone,
        languages=[LANGUAGES_SPOKEN.get(code, code) for code in spoken],
        themes=[theme.name for theme in person.themes.all()],
        about=person.about,
    )
