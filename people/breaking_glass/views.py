"""Opening one record by exception: asking, the second person's word, and the record itself."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from pages.no_trace import without_trace
from pages.private_files import as_download, opened_or_404
from pages.too_late import TooLate
from people.breaking_glass import actions
from people.breaking_glass.forms import OpeningForm
from people.breaking_glass.permissions import (
    check_may_ask,
    get_opening_for,
    get_opening_to_read_for,
)
from people.breaking_glass.registries import RecordFile
from people.models import ExceptionalOpening
from people.models.exceptional_opening import READ_FOR
from people.requests import SignedInRequest
from people.second_step import for_roles

View = Callable[..., Any]
OWN_SHOWN = 10
TOO_LATE = TooLate("desk", gettext_lazy("To my desk"))


def kept_by_nobody(view: View) -> View:
    """A view of which nothing is kept, and nothing that was sent is told when it fails (2C)."""

    @sensitive_post_parameters()
    @sensitive_variables()
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = without_trace(
            for_roles(TOO_LATE.guard(view))(request, *args, **kwargs)
        )
        return answer

    return asked


@require_http_methods(["GET", "HEAD", "POST"])
@kept_by_nobody
def openings(request: SignedInRequest) -> HttpResponse:
    """Ask for one record; the answer is the same whether or not there is one."""
    check_may_ask(request.user)
    form = OpeningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask_to_open(by=request.user, **form.cleaned_data)
            return redirect("opening", pk=made.pk)
        except actions.OneAtATime:
            form.add_error(None, _("One at a time: end what you asked for before."))
    own = ExceptionalOpening.objects.filter(asked_by=request.user)
    context = {"form": form, "own": own.order_by("-asked_at", "-pk")[:OWN_SHOWN]}
    return render(request, "people/breaking_glass/openings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_by_nobody
def opening(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What was asked and why; `then` is the word of the second person, or ends it."""
    found = get_opening_for(request.user, pk)
    is_own = found.asked_by_id == request.user.pk
    if request.method == "POST":
        return _decided(request, found, is_own)
    context = {
        "opening": found,
        "is_own": is_own,
        "is_open": found.is_open,
        "minutes": int(READ_FOR.total_seconds() // 60),
        "crumbs": _crumbs(is_own),
    }
    return render(request, "people/breaking_glass/opening.html", context)


def _decided(request: SignedInRequest, found: ExceptionalOpening, is_own: bool) -> HttpResponse:
    then = request.POST.get("then")
    if is_own and then == "finish":
        actions.finish(by=request.user, opening=found)
        return redirect("openings")
    if is_own or then not in ("allow", "refuse"):
        raise Http404
    actions.decide(by=request.user, opening=found, is_allowed=then == "allow")
    messages.success(request, _("Decided. Whoever asked is told."))
    return redirect("desk")


@require_POST
@kept_by_nobody
def opened(request: SignedInRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The record, or with `then` its file, to who asked and while it is allowed; each is noted."""
    found = get_opening_to_read_for(request.user, pk)
    shown = actions.open_record(by=request.user, opening=found)
    context: dict[str, Any] = {"crumbs": _crumbs(is_own=True), "template": None}
    if shown is not None:
        kind, thing = shown
        file = kind.file_of(thing)
        if request.POST.get("then") == "file":
            return _download(file)
        context |= {**kind.shown(thing), "template": kind.template, "file": file}
    return render(request, "people/breaking_glass/opened.html", context)


def _download(file: RecordFile | None) -> HttpResponseBase:
    if file is None:
        raise Http404
    opened = opened_or_404(file.stored)
    return as_download(opened, name=file.name, content_type=file.content_type)


def _crumbs(is_own: bool) -> list[dict[str, str]]:
    crumbs = [{"label": _("My desk"), "url": reverse("desk")}]
    if is_own:
        crumbs.append({"label": _("Open a record by exception"), "url": reverse("openings")})
    return crumbs
