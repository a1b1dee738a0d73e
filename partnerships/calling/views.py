"""Calls: the list, one of them, its form, who assesses it, and who applied."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.paging import read_number
from pages.permissions import one_or_404
from pages.spreadsheets import KINDS, answer_with
from partnerships.answers import or_too_late
from partnerships.calling import actions
from partnerships.calling.forms import AssessorForm, CallForm
from partnerships.calling.lines import lines_of_calls, most_of, until_of
from partnerships.calling.permissions import (
    applications_visible_to,
    calls_shown,
    get_call_for,
    get_call_to_keep_for,
    get_call_to_read_applications_of_for,
    keeps_calls,
    leads_for,
)
from partnerships.calling.roles import assessed_by, assessors_of
from partnerships.calling.tables import sheet_of_calls
from partnerships.guiding.asking import with_paragraphs
from partnerships.models import Application, Call, CountryPlan
from partnerships.permissions import get_plan_for
from partnerships.planning.lines import themes_agreed
from partnerships.states import ApplicationState, CallState
from people.granting.permissions import speaks_for
from people.models import Person
from people.requests import SignedInRequest
from people.second_step import for_roles

MOST_SHOWN, MOST_APPLICATIONS = 50, 500


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """What is open, soonest to close first; for everyone. Drafts for who keeps them."""
    shown, now = calls_shown(), timezone.now()
    open_ones = shown.filter(state=CallState.OPEN, closes_at__gt=now).order_by("closes_at", "pk")
    closed = shown.exclude(pk__in=open_ones.values("pk")).order_by("-closes_at", "pk")
    is_keeper = keeps_calls(request.user)
    drafts = Call.objects.filter(state=CallState.DRAFT).order_by("-made_at", "pk")
    context = {
        "open": lines_of_calls(open_ones[:MOST_SHOWN]),
        "closed": lines_of_calls(closed[:MOST_SHOWN]),
        "drafts": drafts[:MOST_SHOWN] if is_keeper else [],
        "own": _own_applications(request.user),
        "is_keeper": is_keeper,
    }
    return render(request, "partnerships/calls.html", context)


@require_safe
def calls_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Calls that everyone sees, as CSV or XLSX, last to close first."""
    shown = calls_shown().select_related("plan").order_by("-closes_at", "pk")
    return answer_with(sheet_of_calls(shown), kind, "calls")


def _own_applications(person: Any) -> list[Application]:
    """Those of organisations the reader speaks for."""
    own = speaks_for(person) if person.is_authenticated else frozenset()
    if not own:
        return []
    rows = applications_visible_to(person).filter(lead__in=own) | applications_visible_to(
        person
    ).filter(co_applicants__in=own)
    rows = rows.distinct().select_related("call", "lead")
    return list(rows.order_by("-changed_at", "pk")[:MOST_SHOWN])


@require_safe
def call(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One call, and what the reader does about it. How many applied is for its keepers."""
    found = get_call_for(request.user, pk)
    is_keeper = keeps_calls(request.user)
    own = [one for one in _own_applications(request.user) if one.call_id == pk]
    led = [one.lead_id for one in own]
    is_open = found.takes_applications(timezone.now())
    reads = is_keeper or (request.user.is_authenticated and pk in assessed_by(request.user))
    context = {
        "call": found,
        "until": until_of(found),
        "money": most_of(found),
        "themes": themes_agreed(found.plan),
        "is_open": is_open,
        "own": own,
        "can_apply": is_open and leads_for(request.user).exclude(pk__in=led).exists(),
        "is_keeper": is_keeper,
        "assessors": assessors_of(found) if is_keeper else [],
        "number": applications_visible_to(request.user).filter(call=found).count() if reads else 0,
        "reads_applications": reads,
        "crumbs": _crumbs(),
    }
    return render(request, "partnerships/call.html", context)


def _crumbs(found: Call | None = None) -> list[dict[str, str]]:
    crumbs = [{"label": _("Calls"), "url": reverse("calls")}]
    if found is not None:
        crumbs.append({"label": found.title, "url": reverse("call", args=[found.pk])})
    return crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def new_call(request: SignedInRequest, plan: uuid.UUID) -> HttpResponse:
    """A call begins as a draft under a plan that was agreed."""
    if not keeps_calls(request.user):
        raise Http404
    return _form(request, get_plan_for(plan), None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def change_call(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    found = get_call_to_keep_for(request.user, pk)
    return _form(request, found.plan, found)


def _form(request: SignedInRequest, plan: CountryPlan, found: Call | None) -> HttpResponse:
    form = CallForm(request.POST or None, plan=plan, call=found)
    form = with_paragraphs(form, "call", request.user)
    if request.method == "POST" and form.is_valid():
        kept = actions.save_call(by=request.user, plan=plan, call=found, said=form.said())
        return redirect("call", pk=kept.pk)
    heading = _("Change the call") if found else _("Draft a call")
    context = {"form": form, "heading": heading, "said": plan.shown_title, "crumbs": _crumbs(found)}
    return render(request, "partnerships/form.html", context)


@require_POST
@for_roles
@or_too_late
def call_state(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Open or close: `then` says which."""
    found = get_call_to_keep_for(request.user, pk)
    match request.POST.get("then"):
        case "open":
            try:
                actions.open_call(by=request.user, call=found)
            except actions.AlreadyOver:
                messages.error(request, _("The moment it closes is over. Choose a later one."))
            else:
                messages.success(request, _("Open. Everyone reads it from now on."))
        case "close":
            actions.close_call(by=request.user, call=found)
            messages.success(request, _("Closed. What was sent in still gets a decision."))
        case _unknown:
            raise BadRequest("then")
    return redirect("call", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def call_assessors(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Who assesses it: named, or taken off (`remove`), by the programme."""
    found = get_call_to_keep_for(request.user, pk)
    if "remove" in request.POST:
        known = Person.objects.filter(pk__in=[person.pk for person in assessors_of(found)])
        person = one_or_404(known, read_number(request.POST["remove"]))
        actions.drop_assessor(by=request.user, call=found, person=person)
        return redirect("call_assessors", pk=pk)
    form = AssessorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["email"]
        actions.name_assessor(by=request.user, call=found, person=person)
        return redirect("call_assessors", pk=pk)
    context = {"form": form, "persons": assessors_of(found), "crumbs": _crumbs(found)}
    return render(request, "partnerships/assessors.html", context)


@require_safe
@for_roles
def call_applications(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What was sent in, in the order of sending in, as far as the reader reads it."""
    found = get_call_to_read_applications_of_for(request.user, pk)
    context = {
        "call": found,
        "rows": _sent_in(request.user, found),
        "is_keeper": keeps_calls(request.user),
        "crumbs": _crumbs(found),
    }
    return render(request, "partnerships/applications.html", context)


def _sent_in(person: Person, found: Call) -> QuerySet[Application]:
    rows = applications_visible_to(person).filter(call=found)
    rows = rows.exclude(state=ApplicationState.DRAFT).select_related("lead", "theme", "call")
    return rows.order_by("submitted_at", "pk")[:MOST_APPLICATIONS]


@require_POST
@for_roles
def take_applications(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The same list as a file, without the words of applications; for the programme."""
    found = get_call_to_keep_for(request.user, pk)
    kind = request.POST.get("kind", "")
    if kind not in KINDS:
        raise BadRequest("kind")
    rows = actions.take_along(by=request.user, call=found, rows=_sent_in(request.user, found))
    return answer_with(rows, kind, "applications", is_private=True)
