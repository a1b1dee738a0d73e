"""States as data: a move is a row of a table that its room keeps, and one function makes it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Choices, Model, TextChoices


@dataclass(frozen=True)
class Move:
    """A step that `by` may take from any state of `since`; it leads to `to`.

    Nothing stands in `since` where the move makes the thing.
    """

    name: str
    since: frozenset[str]
    to: str
    by: frozenset[str]


Table = tuple[type[TextChoices], tuple[Move, ...]]


class NotAnyMore(Exception):
    """It is in a state from which this move is not possible: somebody was faster, or it is over."""


def move(name: str, since: Iterable[Choices], to: Choices, by: Iterable[Choices]) -> Move:
    """A row of a table, of members of the room's own choices."""
    return Move(name, _values(since), str(to.value), _values(by))


def _values(choices: Iterable[Choices]) -> frozenset[str]:
    return frozenset(str(choice.value) for choice in choices)


def make(move: Move, thing: Model, **fields: Any) -> None:
    """Make `move` and write `fields` in one statement; of two at the same time one is refused.

    Who may make it is for the guarded door and `permissions` to have asked. Raises NotAnyMore, and
    nothing has changed then. `thing` is read anew.
    """
    possible = type(thing)._meta.base_manager.filter(pk=thing.pk, state__in=move.since)
    if not possible.update(state=move.to, **fields):
        raise NotAnyMore
    thing.refresh_from_db()


def drawn(tables: dict[str, Table]) -> Iterator[str]:
    """The tables as lines of Markdown, for site/states.md."""
    for noun, (_states, moves) in tables.items():
        yield f"| {noun}: move | from | to | by |"
        yield "|---|---|---|---|"
        for one in moves:
            since = ", ".join(sorted(one.since)) or "–"
            yield f"| {one.name} | {since} | {one.to} | {', '.join(sorted(one.by))} |"
        yield ""
