"""What a visitor meets at a door that is not theirs: the login page, whatever stands behind it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]


def asks_visitors_to_sign_in(view: View) -> View:
    """A link in a mail leads a reader who is not signed in to where they can be.

    The same for what is closed and for what was never there, so that it tells nothing (R3).
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.user.is_authenticated or request.method not in ("GET", "HEAD"):
                raise
            return redirect_to_login(request.get_full_path())

    return guarded
