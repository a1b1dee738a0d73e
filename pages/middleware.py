"""Two small layers around every answer: what a visitor holds already, and what nobody may keep."""

import datetime
import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware

from pages.models import PageAddress, SiteVersion

ADMIN_PREFIX = "/cms/"


class UnchangedPageMiddleware:
    """Answers 304 to a visitor who holds the current version of a page that is public now.

    One query reads audience and version before anything is routed. The ETag moves with the number
    of the library (content, audiences, moves, themes, organisations), the release and the day.
    Visitors' pages carry neither token nor nonce, so the same bytes serve all of them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET" or request.COOKIES.keys() & {
            settings.SESSION_COOKIE_NAME,
            "messages",
        }:
            return self.get_response(request)
        asked = request.headers.get("If-None-Match")
        if asked is not None and asked == self._etag_now(request):
            response: HttpResponse = HttpResponseNotModified()
            response["ETag"] = asked
            response["Cache-Control"] = "no-cache"
            response["Vary"] = "Cookie, Accept-Encoding"
            return response
        response = self.get_response(request)
        # Read by the view before it read anything else, so that it is never newer than the page.
        number = getattr(response, "site_version", None)
        if response.status_code == 200 and number is not None:
            response["ETag"] = _etag(request, number)
            response["Cache-Control"] = "no-cache"
        return response

    def _etag_now(self, request: HttpRequest) -> str | None:
        number = (
            PageAddress.objects.filter(address=request.path_info, is_public=True)
            .annotate(number=SiteVersion.objects.filter(pk=1).values("number"))
            .values_list("number", flat=True)
            .first()
        )
        return None if number is None else _etag(request, number)


def _etag(request: HttpRequest, number: int) -> str:
    day = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    return f'W/"{etag_of(number, day, request.get_full_path())}"'


def etag_of(number: int, *more: str) -> str:
    """A tag for a version of the library that does not tell its number: that counts closed changes.

    It differs with the release and with each word of `more`.
    """
    seed = " ".join((str(number), settings.PEERHALL_RELEASE, *more))
    key = hashlib.sha256(settings.SECRET_KEY.encode()).digest()
    return hashlib.blake2b(seed.encode(), digest_size=12, key=key).hexdigest()


class TextCompressionMiddleware(GZipMiddleware):
    """Compresses pages for those who can read that; pictures and files go as they are.

    Django adds random bytes to each compressed page, so that its length tells nothing (BREACH).
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.streaming:
            return response
        return super().process_response(request, response)


class LanguageMiddleware(LocaleMiddleware):
    """Django's choice of the language; what a door without language says is missing stays so.

    Any path is the path of a page once a language stands before it, so Django would answer for a
    missing page of the CMS, a file or a picture with a redirect instead of 404.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        if response.status_code == 404 and request.resolver_match is not None:
            return response
        return super().process_response(request, response)


class PrivacyHeadersMiddleware:
    """No shared cache keeps what a signed-in person sees; no robot indexes it.

    The CMS gets its own Content-Security-Policy: its editor needs inline styles and previews in a
    frame of the same site. Readers' pages keep the strict one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        is_inside = request.path_info.startswith(ADMIN_PREFIX)
        person = getattr(request, "user", None)
        if is_inside or (person is not None and person.is_authenticated):
            if "Cache-Control" not in response or is_inside:
                response["Cache-Control"] = "private, no-store"
            response["X-Robots-Tag"] = "noindex"
        if is_inside:
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
            setattr(response, "_csp_config", CMS_POLICY)  # noqa: B010 - read by django-csp
        return response


CMS_POLICY = {
    "default-src": ["'self'"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-ancestors": ["'self'"],
    "frame-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
}
