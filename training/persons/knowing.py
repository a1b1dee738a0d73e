"""Known persons as entries that compare: name, posts, past participations, former merges."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from people.models import Appointment, Person
from training.models import Merge, Participation

from .entries import Entry


def heads() -> dict[int, int]:
    """Whom each person merged into another counts as today, to the end of the chain; one query."""
    into = dict(Merge.objects.filter(undone_at=None).values_list("other_id", "kept_id"))
    return {person: head_in(into, person) for person in into}


def head_in(into: dict[int, int], person: int) -> int:
    """The end of the chain of merges from `person`."""
    while person in into:
        person = into[person]
    return person


def group_of(person: int, of_heads: dict[int, int]) -> set[int]:
    """The person and all who count as they do."""
    head = of_heads.get(person, person)
    return {head, *(other for other, its_head in of_heads.items() if its_head == head)}


def entries_of(persons: Collection[int]) -> dict[int, Entry]:
    """What is known of each of `persons`, in three queries."""
    organisations: dict[int, list[str]] = defaultdict(list)
    functions: dict[int, list[str]] = defaultdict(list)
    for person, organisation, function in _posts(persons):
        organisations[person] += [organisation] if organisation else []
        functions[person] += [function] if function else []
    rows = Person.objects.filter(pk__in=persons, is_active=True)
    return {
        pk: Entry(
            name=name,
            organisations=tuple(dict.fromkeys(organisations[pk])),
            emails=(email,) if email else (),
            phones=(phone,) if phone else (),
            functions=tuple(dict.fromkeys(functions[pk])),
            person_id=pk,
        )
        for pk, name, email, phone in rows.values_list("pk", "name", "email", "phone")
    }


def _posts(persons: Collection[int]) -> Iterable[tuple[int, str | None, str]]:
    held = Appointment.objects.filter(person__in=persons)
    yield from held.order_by("pk").values_list("person_id", "organisation__name", "post")
    past = Participation.objects.filter(entered_as__in=persons).order_by("entered_at", "pk")
    yield from past.values_list("entered_as_id", "organisation__name", "function")


def together(entries: dict[int, Entry], of_heads: dict[int, int]) -> dict[int, Entry]:
    """Those merged into one, each as one entry under the head of the merge."""
    whole: dict[int, Entry] = {}
    for person in sorted(entries, key=lambda pk: (pk in of_heads, pk)):
        head = of_heads.get(person, person)
        whole[head] = whole[head].with_all_of(entries[person]) if head in whole else entries[person]
    return whole
