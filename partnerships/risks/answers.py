"""What every answer about a risk has in common, and how logs call its address (2C)."""

import logging
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from pages.no_trace import without_trace
from partnerships.answers import or_too_late
from people.second_step import lacks_second_step

View = Callable[..., HttpResponse]
LOGGERS = ("django.request", "django.server", "django.security.csrf", "django.security")
_ADDRESS = re.compile(r"(/partnerships/risks/)([^/\s\"']+)")


def for_readers(view: View) -> View:
    """A view for who is signed in. The address to come back to after signing in names no record;
    nothing of the answer is kept, and nothing that was sent is told when it fails.
    """

    @sensitive_post_parameters()
    @sensitive_variables()
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            response: HttpResponse = redirect_to_login(reverse("risks"))
        elif lacks_second_step(request.user):
            response = redirect("mfa_activate_totp")
        else:
            response = or_too_late(view)(request, *args, **kwargs)
        answer: HttpResponse = without_trace(response)
        return answer

    return asked


class WithoutNumbers(logging.Filter):
    """Lines of the log name a risk by a sum of its number, and bring no request with them."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        told = record.getMessage()
        if not (_ADDRESS.search(told) or _ADDRESS.search(str(getattr(request, "path", "")))):
            return True
        record.msg, record.args = _ADDRESS.sub(_hashed, told), ()
        if request is not None:
            record.request = None
        return True


def _hashed(found: re.Match[str]) -> str:
    return found[1] + salted_hmac("partnerships.risk", found[2]).hexdigest()[:32]


def guard_the_log() -> None:
    """Put the filter before the loggers that write addresses down."""
    for name in LOGGERS:
        logging.getLogger(name).addFilter(WithoutNumbers("risks"))
