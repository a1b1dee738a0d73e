"""Who can enter the CMS shows a second factor first."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from pages.middleware import ADMIN_PREFIX


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
