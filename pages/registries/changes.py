"""What has changed, and how those who must know it are told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from .registry import Registry

KindOfChange = Literal["changed", "removed", "moved"]


@dataclass(frozen=True)
class Change:
    """A thing was `changed` (index it again), `removed`, or `moved` with all below it.

    `key` names it: `page:12`, or that of another room, e.g. `topic:7`.
    """

    kind: KindOfChange
    key: str


changes: Registry[Callable[[list[Change]], None]] = Registry(
    "what has changed, told inside the transaction of the change"
)
settlers: Registry[Callable[[], None]] = Registry(
    "returns when all changes so far can be found; for commands that import or plant"
)


def page_key(page_id: int) -> str:
    """What a page is called among things that change and are found."""
    return f"page:{page_id}"


def announce(kind: KindOfChange, page_ids: Iterable[int]) -> None:
    """Tell every listener which pages changed; call it inside the transaction of the change."""
    announce_things(kind, map(page_key, page_ids))


def announce_things(kind: KindOfChange, keys: Iterable[str]) -> None:
    """The same for things of any room, by their keys."""
    told = [Change(kind, key) for key in keys]
    if told:
        for listener in changes:
            listener(told)


def settle() -> None:
    """Return when everything changed so far can be found, with or without a running worker."""
    for settler in settlers:
        settler()
