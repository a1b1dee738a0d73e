"""Who, of those that a keeper may know, a new line of a list may be about."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from pages.folding import folded
from people.models import Person
from training.models import Participation
from training.querysets import persons_known_to

MOST = 4


@dataclass(frozen=True)
class Sought:
    """What a line says of a person."""

    name: str
    organisation_id: int | None = None
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Candidate:
    """Somebody it may be, where they took part, and what speaks for it."""

    person: Person
    places: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)


def likely(
    lines: Sequence[Sought], *, keeper: Person, besides: Collection[int]
) -> list[list[Candidate]]:
    """For each line the persons it may be about, best first; two queries for all lines."""
    if not lines:
        return []
    known = [
        person
        for person in persons_known_to(keeper).only("pk", "name", "email", "phone")
        if person.pk not in besides
    ]
    by_words: dict[frozenset[str], list[Person]] = {}
    by_email: dict[str, list[Person]] = {}
    for person in known:
        by_words.setdefault(_words(person.name), []).append(person)
        if person.email:
            by_email.setdefault(person.email.lower(), []).append(person)
    found = []
    for line in lines:
        reasons: dict[int, list[str]] = {}
        persons: dict[int, Person] = {}
        for person in by_email.get(line.email, []) if line.email else []:
            persons[person.pk] = person
            reasons.setdefault(person.pk, []).append(_("the same e-mail address"))
        for person in by_words.get(_words(line.name), []):
            persons[person.pk] = person
            reasons.setdefault(person.pk, []).append(_("the same name"))
        found.append([(persons[pk], reasons[pk]) for pk in persons][:MOST])
    places = _places_of({person.pk for line in found for person, _why in line})
    return [
        [Candidate(person, places.get(person.pk, []), why) for person, why in line]
        for line in found
    ]


def _words(name: str) -> frozenset[str]:
    return frozenset(folded(name).replace("-", " ").split())


def _places_of(ids: set[int]) -> dict[int, list[str]]:
    """Names of the organisations for which they took part, by person."""
    rows = Participation.objects.filter(person__in=ids).exclude(organisation=None)
    places: dict[int, list[str]] = {}
    for pk, name in rows.values_list("person_id", "organisation__name").distinct():
        places.setdefault(pk, []).append(name)
    return places
