"""What hangs on a person: who may enter where, what is handed over, what becomes of rows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from .registry import Registry


class AudienceResolver(Protocol):
    """Knows which audience keys of its kind a person may enter, and what they are called."""

    def keys_for(self, person: Any) -> Iterable[str]:
        """Keys a signed-in person may enter; asked once per request."""

    def label(self, key: str) -> str | None:
        """What the key is called on the screen, or None where the key is not of this kind."""

    def keys_to_choose(self, person: Any) -> Iterable[str]:
        """Keys this editor may close a page with."""


@dataclass(frozen=True)
class HandOver:
    """Something that hangs on a person who leaves: `give` puts it into other hands.

    `key` tells it from all others of this person, e.g. `learning.contact:12`. `give` is called with
    `to=` a person, or None for "back to the organisation", and `by=`, inside a transaction.
    """

    key: str
    title: str
    url: str
    what: str
    give: Callable[..., None]


@dataclass(frozen=True)
class Kept:
    """How long rows of a model are kept: `days` after the moment in their field `since`.

    Without days they are kept as long as the account, or the thing they belong to. `forget` is for
    what a moment cannot say: called once a day, it removes what is past its time.
    """

    days: int | None = None
    since: str = ""
    forget: Callable[[], object] | None = None


KEPT = Kept()


@dataclass(frozen=True)
class OwnData:
    """What becomes of the rows of one model that point at a person by one relation (D01, D03).

    `relation` is `app.Model.field`, e.g. `learning.ShelfEntry.person`. `called` is what a reader
    calls these rows. `fields` go into the person's export: names of attributes of a row, dots lead
    on (`item.title`), and a stored file is copied; nothing about third persons but what this person
    wrote. Without fields the person is told nothing. At erasure rows are deleted, kept under
    "former member", or emptied of the person (the relation becomes null; a many-to-many loses this
    person).
    """

    relation: str
    called: Any
    fields: tuple[str, ...]
    at_erasure: Literal["delete", "keep", "empty"]
    kept: Kept


audiences: Registry[AudienceResolver] = Registry("who is in an audience")
hand_overs: Registry[Callable[..., Iterable[HandOver]]] = Registry(
    "what must be handed over when somebody leaves a post: called with person=, organisation= and"
    " reader=, who sees only what they may know of; None sees all"
)
own_data: Registry[OwnData] = Registry("what becomes of rows that point at a person")
sealed_models: Registry[Any] = Registry("models whose column `sealed` NOTES_KEY opens")
