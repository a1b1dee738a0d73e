"""Layers around every answer: the second factor of staff, the age of a session, limits."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pages.middleware import ADMIN_PREFIX
from people.limits import TooMany
from people.sessions import has_run_out, note_page

# What the editor of the CMS asks while it stands open.
PINGS = "wagtailadmin_editing_sessions:"


class SecondFactorMiddleware:
    """Sends staff without a second factor to set one up before the CMS opens.

    allauth asks for it at each login once it exists. The demo is the one exception: its accounts
    and their passwords are printed, so a second factor would protect nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            request.path_info.startswith(ADMIN_PREFIX)
            and not settings.PEERHALL_IS_DEMO
            and request.user.is_authenticated
            and request.user.is_staff
            and not is_mfa_enabled(request.user)
        ):
            return redirect("mfa_activate_totp")
        return self.get_response(request)


class SessionAgeMiddleware:
    """Signs out whose session is too old (S09): staff after 3 h idle or 12 h, all after 14 days.

    Only pages, and what is posted, count as use: the CMS's editor asks by itself every few seconds.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_in_session(request) and request.user.is_authenticated and has_run_out(request):
            logout(request)
            messages.info(
                request, _("For safety you were signed out after a long time. Sign in to go on.")
            )
        response = self.get_response(request)
        if _is_in_session(request) and _is_use(request, response):
            note_page(request, response)
        return response


def _is_in_session(request: HttpRequest) -> bool:
    """Whether somebody is signed in; does not look at a visitor's session, which costs a Vary."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES or request.session.modified
    return has_session and SESSION_KEY in request.session


def _is_use(request: HttpRequest, response: HttpResponse) -> bool:
    view = request.resolver_match
    if view is None or view.view_name.startswith(PINGS):
        return False
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return is_page or request.method == "POST"


class LimitsMiddleware:
    """Answers 429 where a limit of `people.limits` is reached, and says when and how to go on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, TooMany):
            return None
        response = render(request, "429.html", {"reached": exception}, status=429)
        response["Retry-After"] = str(exception.seconds)
        response["Cache-Control"] = "private, no-store"
        return response
