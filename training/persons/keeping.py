"""The keys of known persons, and who resembles whom, kept in tables so that looking is quick."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from django.db import transaction

from people.models import Person
from training.models import NameKey, Resemblance

from .finding import Candidate, find
from .keys import all_keys_of
from .knowing import entries_of

AT_ONCE = 400


@transaction.atomic
def keep_keys(persons: Collection[int]) -> set[int]:
    """Writes the keys of `persons` anew where they have changed; whose have changed.

    To be called by whatever enters persons or participations, in the same transaction.
    """
    changed: set[int] = set()
    for some in _parts(persons):
        entries = entries_of(some)
        wanted = {(pk, key) for pk, entry in entries.items() for key in all_keys_of(entry)}
        rows = NameKey.objects.filter(person__in=some)
        stored = {(person, key): pk for pk, person, key in rows.values_list("pk", "person", "key")}
        gone = [pk for row, pk in stored.items() if row not in wanted]
        for numbers in _parts(gone):
            NameKey.objects.filter(pk__in=numbers).delete()
        new = wanted - stored.keys()
        NameKey.objects.bulk_create(
            [NameKey(person_id=person, key=key) for person, key in sorted(new)],
            ignore_conflicts=True,
        )
        changed |= {person for person, _key in (stored.keys() ^ wanted)}
    return changed


@transaction.atomic
def note_resemblances(persons: Collection[int]) -> None:
    """Finds anew whom `persons` resemble. What was said not to be the same stays said."""
    for some in _parts(persons):
        entries = entries_of(some)
        found = find(list(entries.values()), among=None)
        pairs: dict[tuple[int, int], Candidate] = {}
        for pk, candidates in zip(entries, found, strict=True):
            for candidate in candidates:
                if candidate.person_id != pk:
                    low, high = sorted((pk, candidate.person_id))
                    pairs[low, high] = candidate
        _write(some, pairs)


def _write(some: Collection[int], pairs: dict[tuple[int, int], Candidate]) -> None:
    open_rows = Resemblance.objects.filter(not_the_same_at=None)
    (open_rows.filter(one__in=some) | open_rows.filter(other__in=some)).delete()
    Resemblance.objects.bulk_create(
        [
            Resemblance(
                one_id=one,
                other_id=other,
                score=candidate.score,
                reasons=[str(reason.value) for reason in candidate.reasons],
            )
            for (one, other), candidate in sorted(pairs.items())
        ],
        ignore_conflicts=True,
    )


def look_through_all() -> int:
    """The chore: whose name, number or post changed elsewhere is found by it; how many changed."""
    changed: set[int] = set()
    for some in _parts(Person.objects.order_by("pk").values_list("pk", flat=True)):
        changed |= keep_keys(some)
    note_resemblances(sorted(changed))
    return len(changed)


def _parts(numbers: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while part := list(islice(rest, AT_ONCE)):
        yield part
