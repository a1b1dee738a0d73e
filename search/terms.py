"""The glossary as the engine asks it: the editors' entries, read again every few seconds."""

import threading
import time
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Max

from search.engine.glossary import Glossary, Group
from search.glossary_file import read_glossary
from search.models import GlossaryEntry

_KEPT_FOR_SECONDS = 10.0


class _Keeper:
    """One built glossary per process; building it takes a tenth of a second."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._glossary: Glossary | None = None
        self._mark: tuple[Any, ...] = ()
        self._looked_at = 0.0

    def glossary(self) -> Glossary:
        with self._lock:
            now = time.monotonic()
            if self._glossary is None or now - self._looked_at > _KEPT_FOR_SECONDS:
                self._looked_at = now
                mark = _mark()
                if self._glossary is None or mark != self._mark:
                    self._mark = mark
                    self._glossary = Glossary.from_groups(_groups())
            return self._glossary

    def forget(self) -> None:
        with self._lock:
            self._glossary = None


_KEEPER = _Keeper()


def current_glossary() -> Glossary:
    """The glossary of now; an editor's change works within ten seconds, here at once."""
    return _KEEPER.glossary()


def forget_glossary() -> None:
    """Read the entries again at the next question."""
    _KEEPER.forget()


def _mark() -> tuple[Any, ...]:
    """A value that differs when an entry was added, changed or taken away."""
    found = GlossaryEntry.objects.aggregate(count=Count("pk"), last=Max("changed_at"))
    return found["count"], found["last"]


def _groups() -> Iterable[Group]:
    """Join the languages of each notion. Without any entry, the files are the glossary."""
    entries = GlossaryEntry.objects.order_by("notion", "language")
    rows = list(entries.values_list("notion", "language", "relation", "terms"))
    if not rows:
        yield from read_glossary()
        return
    terms: dict[str, dict[str, Sequence[str]]] = {}
    relations: dict[str, str] = {}
    for notion, language, relation, lines in rows:
        said = tuple(line.strip() for line in lines.splitlines() if line.strip())
        terms.setdefault(notion, {})[language] = said
        relations[notion] = relation
    for notion, by_language in terms.items():
        is_near = relations[notion] == GlossaryEntry.Relation.NEAR
        yield Group(notion, "near" if is_near else "same", by_language)
