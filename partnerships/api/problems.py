"""Answers of the API where something is wrong: the same words whatever it was (R3)."""

from collections.abc import Iterable

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

TITLES = {
    400: gettext_noop("The question cannot be understood."),
    401: gettext_noop("This token opens nothing."),
    404: gettext_noop("Nothing is there, or nothing you may know of."),
    405: gettext_noop("Here one can only read."),
    422: gettext_noop("A part of the question is not as it must be."),
    429: gettext_noop("This was asked as often as it may be for now."),
}


def problem(status: int, faults: Iterable[tuple[str, str]] = ()) -> HttpResponse:
    """`faults` name a part of the question, and what is wrong with it; never what was sent."""
    body = {
        "status": status,
        "title": _(TITLES[status]),
        "faults": [{"where": where, "what": what} for where, what in faults],
    }
    response = JsonResponse(body, status=status)
    response["Cache-Control"] = "no-store"
    return response
