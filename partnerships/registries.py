"""What the rooms beside this one have to be tied: filled in site/config/wiring.py."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pages.registries import Registry


@dataclass(frozen=True)
class Learnt:
    """A thing others can learn from, as far as the reader it was asked for may know of it.

    `url` is whole, with its host. `title` is empty where the thing is only counted.
    """

    key: str
    title: str
    url: str
    language: str
    kind: Any


@dataclass(frozen=True)
class Learnable:
    """One kind of thing that can be tied; its keys begin with `prefix`.

    `key_at` gives the key of what stands at a path of this site, None where that is another kind.
    `shown` is called with keys and a reader (None is everyone), gives by key what the reader may
    know of, with the same number of queries for each number of keys. What is `only_counted` is
    never named to anybody (2C: a mentorship).
    """

    prefix: str
    label: Any
    key_at: Callable[[str], str | None]
    shown: Callable[[Iterable[str], Any], dict[str, Learnt]]
    only_counted: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph that stands beside a field: what it is called, its first words, where it is."""

    title: str
    text: str
    url: str
    language: str


@dataclass(frozen=True)
class Manual:
    """Texts whose paragraphs can stand beside fields; their keys begin with `prefix`.

    `key_at` gives the key of what stands at a path of this site and, there, at an anchor, None
    where that is no such text. `shown` is called with keys and a reader, and gives by key the
    paragraph in the language of the screen, else in another, that the reader may read; with the
    same number of queries for each number of keys.
    """

    prefix: str
    key_at: Callable[[str, str], str | None]
    shown: Callable[[Iterable[str], Any], dict[str, Paragraph]]


@dataclass(frozen=True)
class Piece:
    """A part of a page that a room above adds: its template, and what that calls `piece`."""

    template: str
    shown: dict[str, Any]


trail_at: Registry[Callable[[str], str]] = Registry(
    "where it stands how far a thing travelled: called with its key"
)
theme_pieces: Registry[Callable[..., Piece | None]] = Registry(
    "what stands on the page of a theme of a plan: called with plan=, theme= and reader="
)
manuals: Registry[Manual] = Registry("texts whose paragraphs stand beside fields of forms")


learnable: Registry[Learnable] = Registry("things that can be tied to a partnership")


def _shown_by(
    kinds: Iterable[Learnable] | Iterable[Manual], keys: Iterable[str], reader: Any
) -> dict[str, Any]:
    """What each kind shows of its keys, by their prefix; one without any is not asked."""
    wanted = list(keys)
    found: dict[str, Any] = {}
    for kind in kinds:
        own = [key for key in wanted if key.partition(":")[0] == kind.prefix]
        if own:
            found |= kind.shown(own, reader)
    return found


def known_to(keys: Iterable[str], reader: Any) -> dict[str, Learnt]:
    """What `reader` may know of these things, by key."""
    return _shown_by(learnable, keys, reader)


def kind_of(key: str) -> Learnable | None:
    """The kind of thing a key belongs to; None where no room knows it any more."""
    prefix = key.partition(":")[0]
    return next((kind for kind in learnable if kind.prefix == prefix), None)


def key_at(path: str) -> str | None:
    """The key of what stands at a path of this site and can be tied."""
    return next((key for kind in learnable if (key := kind.key_at(path)) is not None), None)


def paragraphs_for(keys: Iterable[str], reader: Any) -> dict[str, Paragraph]:
    """The paragraphs with these keys that `reader` may read."""
    return _shown_by(manuals, keys, reader)


def paragraph_at(path: str, anchor: str) -> str | None:
    """The key of the paragraph that stands there."""
    return next((key for one in manuals if (key := one.key_at(path, anchor)) is not None), None)
