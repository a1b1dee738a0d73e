"""A person's own data: a copy of it, what was noted, deleting it. And the log for editors."""

import uuid
from typing import Any
from urllib.parse import urlencode

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.paging import place_after, read_place
from people.audit import can_read_log, entries_about, entries_open_to
from people.models import AuditEntry, DataExport, Erasure
from people.own_data.actions import (
    SomethingComesFirst,
    TooManyExports,
    ask_for_erasure,
    ask_for_export,
    hand_out,
    take_erasure_back,
)
from people.own_data.erasing import what_comes_first
from people.own_data.listing import copies_of, lines_of, moment, what_becomes_of_it
from people.own_data.permissions import get_export_for
from people.requests import SignedInRequest
from people.second_step import for_roles

PAGE_SIZE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def my_data(request: SignedInRequest) -> HttpResponse:
    """What a person can ask about their own data; posting asks for a copy of it."""
    if request.method == "POST":
        try:
            ask_for_export(by=request.user)
            messages.success(
                request, _("Your copy is being made. You are told when it can be fetched.")
            )
        except TooManyExports:
            messages.error(
                request, _("You have asked five times within a day. Ask again tomorrow.")
            )
        return redirect("my_data")
    erasure = Erasure.objects.open().filter(person=request.user, cause="asked").first()
    context = {
        "copies": copies_of(request.user),
        "erased_from": moment(erasure.due_at, request.user) if erasure else "",
        "comes_first": what_comes_first(request.user) if erasure else [],
    }
    return render(request, "people/my_data.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def my_data_file(request: SignedInRequest, pk: uuid.UUID) -> HttpResponseBase:
    """One copy: a page with one button, which fetches it the one time it is there."""
    return _after_proof(request, get_export_for(request.user, pk))


@reauthentication_required
def _after_proof(request: SignedInRequest, export: DataExport) -> HttpResponseBase:
    content = hand_out(by=request.user, export=export) if request.method == "POST" else None
    if content is None:
        until = moment(export.lasts_until, request.user) if export.lasts_until else ""
        return render(request, "people/my_data_file.html", {"export": export, "until": until})
    response = FileResponse(
        content, as_attachment=True, filename="peerhall.zip", content_type="application/zip"
    )
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required
def delete_account(request: SignedInRequest) -> HttpResponse:
    """What goes and what stays when the account is deleted; posting asks for it."""
    if request.method == "POST":
        try:
            ask_for_erasure(by=request.user)
            messages.success(
                request, _("Your account will be deleted. Until then you can take it back.")
            )
            return redirect("my_data")
        except SomethingComesFirst:
            pass  # the page says what it is
    context = {
        "comes_first": what_comes_first(request.user),
        "becomes": what_becomes_of_it(request.user),
    }
    return render(request, "people/delete_account.html", context)


@require_POST
@login_required
def keep_account(request: SignedInRequest) -> HttpResponse:
    """Take back that the account is to be deleted."""
    if take_erasure_back(by=request.user):
        messages.success(request, _("Your account stays."))
    else:
        messages.info(request, _("Nothing was waiting to be taken back."))
    return redirect("my_data")


@require_safe
@login_required
def noted(request: SignedInRequest) -> HttpResponse:
    """What was noted about the person."""
    context = {"heading": _("What was noted about you"), "is_own": True}
    return _log(request, entries_about(request.user), context)


@require_safe
@for_roles
def audit_log(request: SignedInRequest) -> HttpResponse:
    """What was noted for those the person edits for; there is no log for who edits for nobody."""
    if not can_read_log(request.user):
        raise Http404
    context = {"heading": _("What was done"), "is_own": False}
    return _log(request, entries_open_to(request.user), context)


def _log(
    request: SignedInRequest, entries: QuerySet[AuditEntry], context: dict[str, Any]
) -> HttpResponse:
    place = read_place(request.GET.get("after", ""))
    found: Any = entries.select_related("by", "person", "organisation")
    if place is not None:
        found = found.after(*place)
    rows = list(found[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    older = ""
    if len(rows) > PAGE_SIZE:
        older = "?" + urlencode({"after": place_after(shown[-1].at, shown[-1].pk)})
    context |= {
        "lines": lines_of(shown, request.user),
        "older": older,
        "is_later": place is not None,
    }
    return render(request, "people/audit_log.html", context)
