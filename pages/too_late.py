"""The answer to what came too late: 409, a page that says so, and nothing has changed (P09)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pages.moving import NotAnyMore

CONFLICT = 409
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class TooLate:
    """How a room answers; `back` is the name of the address its page leads back to.

    Visitors are led there only where it `is_for_everyone`.
    """

    back: str
    label: Any
    is_for_everyone: bool = False

    def answer(self, request: HttpRequest, sentence: str = "") -> HttpResponse:
        """The page, with a sentence that says more than that somebody was faster."""
        user = getattr(request, "user", None)
        leads_back = self.is_for_everyone or (user is not None and user.is_authenticated)
        context = {
            "sentence": sentence,
            "back_url": reverse(self.back) if leads_back else "",
            "back_label": self.label,
        }
        return render(request, "pages/too_late.html", context, status=CONFLICT)

    def guard(self, view: View) -> View:
        """A view whose moves may come too late."""

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except NotAnyMore:
                return self.answer(request)

        return guarded
