"""Which roles a person holds today; a request that only reads asks the database once.

A page asks in several rooms: for its audiences, its buttons, the notices in its frame. The answer
is kept for one GET and by nothing that outlives it, so that a role that ends is lost with the next
request (R5). Whatever writes, and every worker, asks anew each time.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse

from people.models import RoleGrant


class Held(NamedTuple):
    """A role that counts today, and the organisation or the `thing` of a room above it is for."""

    role: str
    organisation_id: int | None
    thing: str


_answers: ContextVar[dict[int, frozenset[Held]] | None] = ContextVar("roles held", default=None)


def roles_held_by(person: Any) -> frozenset[Held]:
    """What the person holds by grants that count today; one query, or none where it was asked."""
    known = _answers.get()
    if known is None:
        return _ask(person)
    if person.pk not in known:
        known[person.pk] = _ask(person)
    return known[person.pk]


def _ask(person: Any) -> frozenset[Held]:
    held = RoleGrant.objects.holding().filter(person=person.pk)
    return frozenset(Held(*row) for row in held.values_list("role", "organisation_id", "thing"))


class RolesAskedOnceMiddleware:
    """Keeps the answers of `roles_held_by` while a GET or HEAD is answered, and no longer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        kept = _answers.set({})
        try:
            return self.get_response(request)
        finally:
            _answers.reset(kept)
