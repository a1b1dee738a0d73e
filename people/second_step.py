"""Pages on which a role does its work open to staff after the second step only, like the CMS."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from people.granting.permissions import holds_staff_role
from people.requests import SignedInRequest

View = Callable[..., HttpResponseBase]


def lacks_second_step(person: Any) -> bool:
    """Whether this person has a role of staff and no second factor yet.

    The demo is the one exception: its accounts and their passwords are printed, so a second factor
    would protect nothing.
    """
    if settings.PEERHALL_IS_DEMO:
        return False
    return holds_staff_role(person) and not is_mfa_enabled(person)


def for_roles(view: View) -> View:
    """A view for who is signed in, and staff with a second factor; others set one up first."""

    @login_required
    @wraps(view)
    def asked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if lacks_second_step(request.user):
            return redirect("mfa_activate_totp")
        return view(request, *args, **kwargs)

    return asked
