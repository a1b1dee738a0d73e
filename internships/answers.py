"""What views of this room do alike."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from pages.moving import NotAnyMore
from people.requests import SignedInRequest

CONFLICT = 409
View = Callable[..., HttpResponse]


def too_late(request: Any, sentence: str = "") -> HttpResponse:
    """409: what was asked for is not possible any more, and nothing has changed (P09)."""
    return render(request, "internships/too_late.html", {"sentence": sentence}, status=CONFLICT)


def or_too_late(view: View) -> View:
    """A view whose moves may come too late."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotAnyMore:
            return too_late(request)

    return guarded
