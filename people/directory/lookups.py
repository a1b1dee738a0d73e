"""Looking people up is counted: a hundred times an hour, for what names them (safeguards, 3)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from people import limits
from people.requests import SignedInRequest

TOO_MANY_REQUESTS = 429


def may_look_up(person: Any) -> bool:
    """Counts one lookup of `person`; False where the hour's are used up."""
    try:
        limits.take_lookup(person)
    except limits.TooMany:
        return False
    return True


def counted_as_lookup(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of persons, or of the one whose number is `pk`; 429 where too many were asked for.

    Counted before anybody is looked for, so that it says nothing of who is there. Oneself is free.
    """

    @wraps(view)
    def counted(request: SignedInRequest, **place: Any) -> HttpResponse:
        if place.get("pk") != request.user.pk and not may_look_up(request.user):
            return render(request, "people/directory/too_many.html", status=TOO_MANY_REQUESTS)
        return view(request, **place)

    return counted
