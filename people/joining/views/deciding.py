"""Confirming or refusing who asks to join."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people.joining.actions import AlreadyDecided, confirm_request, refuse_request
from people.joining.forms import RefusalForm
from people.joining.permissions import get_join_request_for, invites_for_somebody
from people.joining.querysets import requests_to_decide
from people.models import JoinRequest
from people.requests import SignedInRequest
from people.second_step import for_roles

MOST_SHOWN = 100


@require_safe
@for_roles
def join_requests(request: SignedInRequest) -> HttpResponse:
    """Who asks, those who wait longest first."""
    if not invites_for_somebody(request.user):
        raise Http404
    waiting = requests_to_decide(request.user)
    context = {"requests": waiting[:MOST_SHOWN], "number": waiting.count()}
    return render(request, "people/joining/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def join_request(request: SignedInRequest, pk: int) -> HttpResponse:
    """One who asks: confirm, or refuse and say why. A decision is made once (P09)."""
    asked = get_join_request_for(request.user, pk)
    form = RefusalForm(request.POST if request.POST.get("then") == "refuse" else None)
    if request.method == "POST":
        if asked.decided_at is not None:
            return _show(request, asked, form, status=409)
        if request.POST.get("then") == "confirm" or form.is_valid():
            return _decide(request, asked, form)
    return _show(request, asked, form)


def _decide(request: SignedInRequest, asked: JoinRequest, form: RefusalForm) -> HttpResponse:
    try:
        if form.is_bound:
            refuse_request(by=request.user, request=asked, reason=form.cleaned_data["reason"])
            messages.success(request, _("Refused. They get your words by mail."))
        else:
            confirm_request(by=request.user, request=asked)
            messages.success(request, _("Confirmed. They get an invitation by mail."))
    except AlreadyDecided:
        asked.refresh_from_db()
        return _show(request, asked, form, status=409)
    return redirect("join_requests")


def _show(
    request: SignedInRequest, asked: JoinRequest, form: RefusalForm, *, status: int = 200
) -> HttpResponse:
    context = {"asked": asked, "form": form}
    return render(request, "people/joining/request.html", context, status=status)
