"""Who among known persons may be whom a line names, in a constant number of queries."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, QuerySet

from people.models import Person
from training.models import NameKey

from .comparing import Reason
from .entries import Entry
from .keys import counted_keys_of, keys_asked_by
from .knowing import entries_of, heads, together
from .permissions import persons_comparable_by, posts_told_to
from .rarity import Rarity
from .recognising import likeness

MOST_CANDIDATES = 3
# More keys than a list of participants has; fewer than SQLite takes as values of one statement.
MOST_KEYS = 30_000
_COUNTED = {"word": "sounds", "place": "places", "phone": "numbers", "mail": "mailboxes"}


@dataclass(frozen=True)
class Candidate:
    """A known person who is likely the one of a line, and why."""

    person_id: int
    name: str
    score: float
    reasons: tuple[Reason, ...]
    # Organisation and function, as far as whoever asks may know of them.
    posts: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> list[str]:
        """The reasons as a person reads them."""
        return [str(reason.label) for reason in self.reasons]


def likely(lines: Sequence[Entry], for_whom: Person) -> list[list[Candidate]]:
    """For each line the known persons it may name, likeliest first, at most three.

    Only of those of whom `for_whom` may know. Whoever is merged is found as whom they count as.
    """
    found = find(lines, among=persons_comparable_by(for_whom))
    told = posts_told_to(for_whom, {one.person_id for of_line in found for one in of_line})
    return [
        [replace(one, posts=tuple(told.get(one.person_id, ()))) for one in of_line]
        for of_line in found
    ]


def find(lines: Sequence[Entry], among: "QuerySet[Person] | None") -> list[list[Candidate]]:
    """As `likely`; `among` None is everybody, for the worker alone."""
    asked = [keys_asked_by(line) for line in lines]
    near = _persons_under(set().union(*asked) if asked else set(), among)
    of_heads = heads()
    wanted = {person for persons in near.values() for person in persons}
    known = together(entries_of(wanted), of_heads)
    rarity = rarity_for([*lines, *known.values()])
    found = []
    for line, keys in zip(lines, asked, strict=True):
        persons = {of_heads.get(one, one) for key in keys for one in near.get(key, ())}
        found.append(_judge(line, [known[one] for one in persons if one in known], rarity))
    return found


def _judge(line: Entry, known: Iterable[Entry], rarity: Rarity) -> list[Candidate]:
    candidates = []
    for entry in known:
        if line.person_id and entry.person_id == line.person_id:
            continue
        judged = likeness(line, entry, rarity)
        if judged.is_likely:
            candidates.append(Candidate(entry.person_id, entry.name, judged.score, judged.reasons))
    candidates.sort(key=lambda one: (-one.score, one.person_id))
    return candidates[:MOST_CANDIDATES]


def _persons_under(keys: set[str], among: "QuerySet[Person] | None") -> dict[str, list[int]]:
    rows = NameKey.objects.filter(key__in=sorted(keys)[:MOST_KEYS])
    pairs = list(rows.values_list("key", "person_id"))
    # By their numbers: SQLite's parser overflows where this rule stands inside of another query.
    allowed = {person for _key, person in pairs}
    if among is not None:
        allowed = set(among.order_by().filter(pk__in=allowed).values_list("pk", flat=True))
    near: dict[str, list[int]] = defaultdict(list)
    for key, person in pairs:
        if person in allowed:
            near[key].append(person)
    return near


def rarity_for(entries: Collection[Entry]) -> Rarity:
    """How rare all that stands in `entries` is among everybody known; two queries."""
    keys: set[str] = set()
    for entry in entries:
        keys |= counted_keys_of(entry)
    rarity = Rarity(known=NameKey.objects.aggregate(n=Count("person", distinct=True))["n"])
    rows = NameKey.objects.filter(key__in=sorted(keys)[:MOST_KEYS]).values("key")
    for key, number in rows.annotate(number=Count("pk")).order_by().values_list("key", "number"):
        kind, _space, rest = key.partition(" ")
        counted: Counter[str] = getattr(rarity, _COUNTED[kind])
        counted[rest] = number
    return rarity
