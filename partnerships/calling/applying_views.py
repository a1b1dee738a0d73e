"""Applying: the draft, a look at it before it is sent in, and taking it back."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pages.languages import OWN_NAMES
from pages.moving import NotAnyMore
from partnerships.answers import or_too_late, too_late
from partnerships.calling import applying
from partnerships.calling.forms import ApplicationForm, LeadForm
from partnerships.calling.lines import crumbs_of, shown_application, until_of
from partnerships.calling.permissions import (
    get_application_to_write_for,
    get_call_for,
    leads_for,
)
from partnerships.guiding.asking import with_paragraphs
from partnerships.models import Application, Call
from partnerships.states import ApplicationState
from people.requests import SignedInRequest
from people.second_step import for_roles

CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def apply_to_call(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin, in the name of an organisation one speaks for."""
    call = get_call_for(request.user, pk)
    leads = leads_for(request.user)
    if not leads.exists():
        raise Http404
    form = LeadForm(request.POST or None, leads=leads)
    if request.method == "POST" and form.is_valid():
        language = (get_language() or "en")[:2]
        try:
            own = applying.begin(
                by=request.user,
                call=call,
                lead=form.cleaned_data["lead"],
                language=language if language in OWN_NAMES else "en",
            )
        except applying.CallIsClosed:
            return too_late(request, _closed(call))
        return redirect("call_application", pk=own.pk)
    context = {
        "form": form,
        "heading": _("Apply"),
        "said": call.title,
        "button": _("Begin"),
        "crumbs": crumbs_of(call),
    }
    return render(request, "partnerships/step.html", context)


def _closed(call: Call) -> str:
    return _("Applications were taken until %(moment)s.") % {"moment": until_of(call)}


def _kept(request: SignedInRequest, found: Application) -> HttpResponse:
    if request.POST.get("then") == "look":
        return redirect("preview_application", pk=found.pk)
    messages.success(request, _("Kept as a draft."))
    return redirect("change_application", pk=found.pk)


def _kept_too_late(call: Call) -> str:
    kept = _("What you wrote is kept as a draft. It cannot be sent in any more.")
    return f"{_closed(call)} {kept}"


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def change_application(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The draft: kept as it is, or looked at before it is sent in."""
    found = get_application_to_write_for(request.user, pk)
    if found.state != ApplicationState.DRAFT:
        raise NotAnyMore
    form = ApplicationForm(
        request.POST or None,
        application=found,
        site_version=getattr(request, "site_version", None),
    )
    form = with_paragraphs(form, "application", request.user)
    is_late = not found.call.takes_applications(timezone.now())
    if request.method == "POST" and form.is_valid():
        applying.save_draft(application=found, said=form.cleaned_data)
        if not is_late:
            return _kept(request, found)
        form.add_error(None, _kept_too_late(found.call))
    context = {
        "application": found,
        "call": found.call,
        "form": form,
        "until": until_of(found.call),
        "is_late": is_late,
        "crumbs": crumbs_of(found.call),
    }
    status = CONFLICT if request.method == "POST" and is_late else 200
    return render(request, "partnerships/apply.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def preview_application(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The draft as others will read it, with what is missing; and the button that sends it in."""
    found = get_application_to_write_for(request.user, pk)
    sentence = ""
    if request.method == "POST":
        try:
            applying.submit(by=request.user, application=found)
        except applying.NotComplete:
            sentence = _("It was not sent in: something is missing.")
        except applying.CallIsClosed:
            sentence = _kept_too_late(found.call)
        else:
            messages.success(request, _("Sent in. Each step is told to you by mail."))
            return redirect("call_application", pk=pk)
    elif found.state != ApplicationState.DRAFT:
        return redirect("call_application", pk=pk)
    context = {
        **shown_application(found),
        "missing": applying.missing_in(found),
        "until": until_of(found.call),
        "is_open": found.call.takes_applications(timezone.now()),
        "sentence": sentence,
        "crumbs": crumbs_of(found.call),
    }
    status = CONFLICT if sentence else 200
    return render(request, "partnerships/preview.html", context, status=status)


@require_POST
@for_roles
@or_too_late
def withdraw_application(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Take it back: who speaks for the lead."""
    found = get_application_to_write_for(request.user, pk)
    applying.withdraw(by=request.user, application=found)
    messages.success(request, _("Withdrawn."))
    return redirect("call_application", pk=pk)
