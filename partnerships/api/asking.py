"""Around every answer of the API: who reads, in which language, how often, and who may keep it."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from pages.languages import OWN_NAMES
from partnerships.api.problems import problem
from people.account.api_token import person_behind
from people.limits import TooMany, take_answer
from people.models import Person

View = Callable[..., HttpResponseBase]
READS = ("GET", "HEAD")


class WrongToken(Exception):
    """Something stands where a token would, and it opens nothing."""


def asked_by_programs(view: View, parameters: frozenset[str]) -> View:
    """`view` for a reader without a session: a browser's cookies count for nothing here."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = language_of(request)
        request.user = AnonymousUser()
        with translation.override(language):
            response = _answer(view, parameters, request, *args, **kwargs)
        response["Content-Language"] = language
        patch_vary_headers(response, ("Accept-Language", "Authorization"))
        return response

    # Nothing is changed here: what is posted is answered like everything that is no question.
    answer.csrf_exempt = True  # type: ignore[attr-defined]
    return answer


def _answer(
    view: View, parameters: frozenset[str], request: HttpRequest, *args: Any, **kwargs: Any
) -> HttpResponseBase:
    if request.method not in READS:
        return _with(problem(405), "Allow", ", ".join(READS))
    try:
        reader = _counted_reader(request)
    except WrongToken:
        return _with(problem(401), "WWW-Authenticate", "Bearer")
    except TooMany as reached:
        return _with(problem(429), "Retry-After", str(reached.seconds))
    if faults := _faults_in(request, parameters):
        return problem(400, faults)
    if reader is not None:
        request.user = reader
    # To the operations a HEAD is a GET, of which the server sends no body.
    asked, request.method = request.method, "GET"
    response = view(request, *args, **kwargs)
    request.method = asked
    return _kept(request, response, reader)


def _with(response: HttpResponse, header: str, value: str) -> HttpResponse:
    response[header] = value
    return response


def language_of(request: HttpRequest) -> str:
    """What the address asks for, else the first of Accept-Language that there is."""
    if (asked := request.GET.get("language", "")) in OWN_NAMES:
        return asked
    for code, weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if weight and code[:2] in OWN_NAMES:
            return code[:2]
    return "en"


def _counted_reader(request: HttpRequest) -> Person | None:
    """Whose token the request shows, None for nobody's; counts it. Raises WrongToken, TooMany."""
    shown = request.headers.get("Authorization")
    scheme, _space, token = (shown or "").partition(" ")
    person = person_behind(token.strip()) if scheme.lower() == "bearer" else None
    take_answer(request, person)
    if shown is not None and person is None:
        raise WrongToken
    return person


def _faults_in(request: HttpRequest, parameters: frozenset[str]) -> list[tuple[str, str]]:
    """Parts of the question nobody knows, or with a sign that no database takes."""
    unknown = [name for name in request.GET if name not in parameters]
    if unknown:
        # Not by its name, which may be anything.
        return [("query", "unknown parameter")]
    values = (value for values in request.GET.lists() for value in values[1])
    return [("query", "NUL")] if any("\x00" in value for value in values) else []


def _kept(
    request: HttpRequest, response: HttpResponseBase, reader: Person | None
) -> HttpResponseBase:
    """Who reads in somebody's name keeps nothing; what is public is asked for anew (R5)."""
    if reader is not None:
        response["Cache-Control"] = "private, no-store"
    elif response.status_code == 200 and isinstance(response, HttpResponse):
        response["Cache-Control"] = "public, no-cache"
        etag = f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
        response["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response
    return response
