"""What pages behind mailed links have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponse]


def for_link(view: View) -> View:
    """The address is a secret: nobody keeps the page, and no robot lists it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        answer["X-Robots-Tag"] = "noindex"
        return answer

    return never_cache(guarded)


def no_longer_holds(request: HttpRequest) -> HttpResponse:
    """One page for links that were used, taken back, ran out, or never were."""
    return render(request, "people/joining/link_gone.html", status=404)
