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


def or_too_late(view: View) -> View:
    """A view whose moves may come too late: 409, and nothing has changed (P09)."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotAnyMore:
            return render(request, "training/too_late.html", status=CONFLICT)

    return guarded
