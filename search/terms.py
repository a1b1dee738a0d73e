"""The glossary as the engine asks it: the editors' entries, read again every few seconds."""

import threading
import time
from collections.abc import Iterable, Sequence

from search.engine.glossary import Glossary, Group
from search.glossary_file import read_glossary
from search.models import GlossaryEntry

_KEPT_FOR_SECONDS = 10.0


class _Keeper:
    """One built glossary per process; building it takes a tenth of a second."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._glossary: Glossary | None = None
        self._rows: list[tuple[str, str, str, str]] = []
        self._read_at = 0.0

    def glossary(self) -> Glossary:
        with self._lock:
            now = time.monotonic()
            if self._glossary is None or now - self._read_at > _KEPT_FOR_SECONDS:
                self._read_at = now
                rows = _rows()
                if self._glossary is None or rows != self._rows:
                    self._rows = rows
                    self._glossary = Glossary.from_groups(_groups(rows))
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


def _rows() -> list[tuple[str, str, str, str]]:
    entries = GlossaryEntry.objects.order_by("notion", "language")
    return list(entries.values_list("notion", "language", "relation", "terms"))


def _groups(rows: list[tuple[str, str, str, str]]) -> Iterable[Group]:
    """Join the languages of each notion. Without any entry, the files are the glossary."""
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
