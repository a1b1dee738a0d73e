"""The one way a duty or its evidence changes its state."""

from typing import Any

from django.db.models import Model

from training.duty.states import Move


class NotAnyMore(Exception):
    """It is in a state from which this move is not possible: somebody was faster, or it is over."""


def make(move: Move, thing: Model, **fields: Any) -> None:
    """Make `move` and write `fields` in one statement; of two at the same time one is refused.

    Who may make it is for the guarded door to have asked. Raises NotAnyMore, and nothing has
    changed then. `thing` is read anew.
    """
    possible = type(thing)._meta.base_manager.filter(pk=thing.pk, state__in=move.since)
    if not possible.update(state=move.to, **fields):
        raise NotAnyMore
    thing.refresh_from_db()
