"""Rows of the rooms as documents of the index: topics, offers, trainings, partnerships and more.

Each kind says what is found of it; how rows are walked, batch by batch, is said here once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Q

from pages.models import Theme
from people.models import Organisation
from search.engine.interface import LANGUAGES, Document

BATCH = 100
# Characters of a summary: what a hit shows where no passage was found.
SUMMARY = 300
# What is for all who are signed in hangs on this one scope, whatever it is.
SIGNED_IN_SCOPE = "rooms:signed-in"


class Readable(NamedTuple):
    """What a hit shows of a row as it is now, and with which audiences it is closed.

    `note` is said beside its place in the language of the screen, e.g. when it is.
    """

    title: str
    url: str
    language: str
    is_public: bool
    audience_keys: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class RowsOfRoom:
    """A kind of rows: `seen` are those in the index, `documents` makes a batch of them documents.

    `readable` gives of some rows those that a person may read now, by key. `called` are the rows
    that a person may read and whose title holds each of some words, asked of the database alone.
    `themes` and `organisations` lead from a row to those whose names stand in its document.
    """

    type: str
    number_of: Callable[[str], Any]
    seen: Callable[[], Any]
    documents: Callable[[list[Any], int], Iterator[Document]]
    readable: Callable[[Any, list[Any]], dict[str, Readable]]
    called: Callable[[Any, Sequence[str]], Any]
    themes: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()

    def owns(self, key: str) -> bool:
        """Whether the key is that of a row of this kind or of a place in one."""
        return key.startswith(f"{self.type}:")

    def numbers_among(self, keys: Iterable[str]) -> list[Any]:
        """The rows that these keys, or targets of parts, stand for."""
        own = (key.partition("#")[0] for key in keys if self.owns(key))
        return list(dict.fromkeys(self.number_of(key.partition(":")[2]) for key in own))

    def count(self) -> int:
        """How many rows of this kind are found."""
        found: int = self.seen().count()
        return found

    def all_documents(self, version: int) -> Iterator[Document]:
        """Every one, in the order of numbers."""
        last: Any = None
        while True:
            rows = self.seen().order_by("pk")
            found = list((rows if last is None else rows.filter(pk__gt=last))[:BATCH])
            if not found:
                return
            last = found[-1].pk
            yield from self.documents(found, version)

    def documents_for(self, numbers: Sequence[Any], version: int) -> Iterator[Document]:
        """Those among these numbers that are found."""
        for start in range(0, len(numbers), BATCH):
            some = list(self.seen().filter(pk__in=numbers[start : start + BATCH]))
            yield from self.documents(some, version)

    def keys_about(self, theme: Theme) -> list[str]:
        """Keys of those that are about a theme, or about one below it."""
        return self._keys_by([*self.themes, *(f"{path}__parent" for path in self.themes)], theme)

    def keys_of(self, organisation: Organisation) -> list[str]:
        """Keys of those in which an organisation is named."""
        return self._keys_by(self.organisations, organisation)

    def _keys_by(self, paths: Sequence[str], value: Any) -> list[str]:
        if not paths:
            return []
        named = reduce(or_, (Q(**{path: value}) for path in paths))
        rows = self.seen().order_by().filter(named).values_list("pk", flat=True).distinct()
        return [f"{self.type}:{pk}" for pk in rows]

    def readable_among(self, keys: Iterable[str], person: Any) -> dict[str, Readable]:
        """What `person` may read of them now; no query where there are none."""
        numbers = self.numbers_among(keys)
        return self.readable(person, numbers) if numbers else {}


def holding(rows: Any, field: str, words: Iterable[str]) -> Any:
    """Those of `rows` whose `field` holds each of the words."""
    for word in words:
        rows = rows.filter(**{f"{field}__icontains": word})
    return rows


def with_parents(themes: Iterable[Theme]) -> list[Theme]:
    """These themes and those above them, each once."""
    named = [one for theme in themes for one in (theme, theme.parent) if one is not None]
    return list({one.pk: one for one in named}.values())


def facts_of_themes(themes: Iterable[Theme]) -> dict[str, Any]:
    """What a document says of its themes: their short names, and what each language calls them."""
    every = with_parents(themes)
    names = {code: [one.name_in(code) for one in every] for code in LANGUAGES} if every else {}
    return {"themes": [one.slug for one in every], "theme_names": names}


def shown_of(
    organisations: Iterable[str], countries: Iterable[str], published_at: datetime | None = None
) -> dict[str, str]:
    """What a hit shows of a row: whose it is, a name a line, and where."""
    return {
        "organisation": "\n".join(organisations),
        "countries": " ".join(countries),
        "confirmed_on": "",
        "published_at": published_at.isoformat() if published_at else "",
    }
