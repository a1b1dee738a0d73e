"""What every view of this room does alike."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pages.moving import NotAnyMore
from people.requests import SignedInRequest

CONFLICT = 409
View = Callable[..., HttpResponse]


def too_late(request: Any, sentence: str = "") -> HttpResponse:
    """409: what was asked for is not possible any more, and nothing has changed (P09)."""
    context = {"sentence": sentence}
    return render(request, "mentoring/too_late.html", context, status=CONFLICT)


def or_too_late(view: View) -> View:
    """A view whose moves may come too late."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotAnyMore:
            return too_late(request)

    return guarded


def pair_crumbs(pk: uuid.UUID) -> list[dict[str, str]]:
    """The way to a page of the pair with this number."""
    return [
        {"label": _("Coaching"), "url": reverse("mentoring")},
        {"label": _("Your coaching"), "url": reverse("pair", args=[pk])},
    ]
