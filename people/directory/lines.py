"""One line of a list, and the facts of an organisation, as the viewer may see them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from pages.countries import country_name
from pages.languages import listed
from people.directory.words import KIND_LABELS
from people.models import Appointment, Organisation
from people.visibility import visible_fields_of

# All that a name beside a post on the page of an organisation tells.
OF_A_CONTACT = frozenset({"name", "post", "organisation"})


@dataclass(frozen=True)
class OrganisationLine:
    """One line of the list of organisations."""

    name: str
    url: str
    kind: str
    country: str
    population: int | None
    associations: str
    confirmed_on: datetime.date | None
    is_stale: bool


@dataclass(frozen=True)
class PersonLine:
    """One person whom the viewer may find; what they hide is empty."""

    name: str
    url: str
    posts: list[str]


def line_of(
    organisation: Organisation, associations: list[Organisation], today: datetime.date
) -> OrganisationLine:
    """What the list says of one organisation; no query."""
    return OrganisationLine(
        name=organisation.name,
        url=reverse("organisation", args=[organisation.pk]),
        kind=str(KIND_LABELS[organisation.kind]),
        country=country_name(str(organisation.country)) if organisation.country else "",
        population=organisation.population,
        associations=listed(association.name for association in associations),
        confirmed_on=organisation.confirmed_on,
        is_stale=organisation.is_stale(today),
    )


def lines_of_persons(
    persons: Iterable[Any], viewer: Any, *, at: Organisation | None = None
) -> list[PersonLine]:
    """Persons with `posts_of_today`, those `at` one organisation alone; two queries for all."""
    persons = list(persons)
    fields = visible_fields_of(persons, viewer)
    return [
        PersonLine(
            name=person.name,
            url=reverse("person", args=[person.pk]),
            posts=[
                words
                for post in person.posts_of_today
                if at is None or post.organisation_id == at.pk
                if (words := _post_in_words(post, fields[person.pk], is_at_home=at is not None))
            ],
        )
        for person in persons
    ]


def _post_in_words(post: Appointment, fields: frozenset[str], *, is_at_home: bool) -> str:
    return listed(
        [
            post.post if "post" in fields else "",
            post.organisation.name if "organisation" in fields and not is_at_home else "",
        ]
    )


def organisation_facts(
    organisation: Organisation, contacts: list[Appointment], viewer: Any
) -> dict[str, Any]:
    """The organisation, its contact posts, and who confirmed it; names the viewer may know.

    A post belongs to the organisation, so that everybody may ask for it; a name does not.
    """
    known = [post.person for post in contacts]
    by = organisation.confirmed_by
    fields = visible_fields_of([*known, *([by] if by else [])], viewer)
    return {
        "organisation": organisation,
        "kind": KIND_LABELS[organisation.kind],
        "country": country_name(str(organisation.country)) if organisation.country else "",
        "is_stale": organisation.is_stale(timezone.now().date()),
        "confirmed_by": by.name if by and "name" in fields[by.pk] else "",
        "contacts": [
            {
                "post": post.post,
                "name": post.person.name if fields[post.person_id] >= OF_A_CONTACT else "",
                "url": reverse("person", args=[post.person_id]),
            }
            for post in contacts
        ],
        "is_local_government": organisation.kind == Organisation.Kind.LOCAL_GOVERNMENT,
        "is_association": organisation.kind == Organisation.Kind.ASSOCIATION,
    }
