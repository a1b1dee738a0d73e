"""One report that is owed: asking for it, handing it in, deciding on it, its file."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.moving import NotAnyMore
from pages.private_files import as_download, opened_or_404
from partnerships.answers import or_too_late
from partnerships.guiding.asking import with_paragraphs
from partnerships.models import Partnership, Report
from partnerships.permissions import can_look_inside, check_may, get_partnership_to_keep_for
from partnerships.registries import known_to
from partnerships.reporting import actions
from partnerships.reporting.forms import DecideForm, HandInForm, ReportForm
from partnerships.reporting.permissions import (
    get_report_for,
    get_report_to_keep_for,
    report_parties_of,
)
from partnerships.states import (
    ACCEPT_REPORT,
    HAND_REPORT_IN,
    SEND_REPORT_BACK,
    ReportState,
)
from people.requests import SignedInRequest
from people.second_step import for_roles


def _crumbs(one: Partnership, person: Any, report: Report | None = None) -> list[dict[str, str]]:
    crumbs = [{"label": _("Partnerships"), "url": reverse("partnerships")}]
    if can_look_inside(person, one):
        crumbs.append({"label": one.title, "url": reverse("partnership", args=[one.pk])})
        crumbs.append({"label": _("Reports"), "url": reverse("partnership_reports", args=[one.pk])})
    if report is not None:
        url = reverse("partnership_report", args=[report.pk])
        crumbs.append({"label": report.called, "url": url})
    return crumbs


@require_safe
@for_roles
def report(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What is owed, what was handed in, and what the reader does with it. Noted (R8)."""
    found = get_report_for(request.user, pk)
    actions.note_reading(by=request.user, report=found)
    parties = report_parties_of(found, request.user)
    is_there = found.state == ReportState.HANDED_IN
    context = {
        "report": found,
        "thing": known_to([found.thing], request.user).get(found.thing) if found.thing else None,
        "is_late": found.is_late(timezone.localdate()),
        "can_hand_in": bool(HAND_REPORT_IN.by & parties) and found.state in HAND_REPORT_IN.since,
        "can_decide": is_there and bool(ACCEPT_REPORT.by & parties),
        "is_own": found.handed_in_by_id == request.user.pk,
        "can_change": "keeper" in parties
        and found.kind == Report.Kind.BY_HAND
        and found.state == ReportState.DUE,
        "crumbs": _crumbs(found.partnership, request.user),
    }
    return render(request, "partnerships/reports/report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def new_report(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask a partner for a report."""
    one = get_partnership_to_keep_for(request.user, pk)
    form = ReportForm(request.POST or None, partnership=one)
    if request.method == "POST" and form.is_valid():
        actions.ask_for_report(by=request.user, partnership=one, said=form.cleaned_data)
        messages.success(request, _("Asked for. Who speaks for the partner is told."))
        return redirect("partnership_reports", pk=pk)
    context = {
        "form": form,
        "heading": _("Ask for a report"),
        "crumbs": _crumbs(one, request.user),
    }
    return render(request, "partnerships/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def change_report(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for it otherwise, or not at all (`remove`), while nothing was handed in."""
    found = get_report_to_keep_for(request.user, pk)
    one = found.partnership
    if "remove" in request.POST:
        actions.drop_report(report=found)
        messages.success(request, _("It is not owed any more."))
        return redirect("partnership_reports", pk=one.pk)
    if found.state != ReportState.DUE:
        raise NotAnyMore
    form = ReportForm(request.POST or None, instance=found, partnership=one)
    if request.method == "POST" and form.is_valid():
        actions.change_report(by=request.user, report=found, said=form.cleaned_data)
        return redirect("partnership_report", pk=pk)
    context = {
        "form": form,
        "heading": _("Ask for it otherwise"),
        "crumbs": _crumbs(one, request.user, found),
    }
    return render(request, "partnerships/reports/change.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def hand_report_in(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Hand it in, for who speaks for the side that owes it."""
    found = get_report_for(request.user, pk)
    check_may(HAND_REPORT_IN, report_parties_of(found, request.user))
    if found.state not in HAND_REPORT_IN.since:
        raise NotAnyMore
    form = HandInForm(
        request.POST or None, request.FILES or None, report=found, person=request.user
    )
    form = with_paragraphs(form, "report", request.user)
    if request.method == "POST" and form.is_valid():
        actions.hand_report_in(by=request.user, report=found, **form.said())
        messages.success(request, _("Handed in. You are told when somebody has looked at it."))
        return redirect("partnership_report", pk=pk)
    context = {
        "form": form,
        "report": found,
        "heading": _("Hand in a report"),
        "crumbs": _crumbs(found.partnership, request.user, found),
    }
    return render(request, "partnerships/reports/hand_in.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def decide_on_report(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Accept it, or send it back: `then` says which."""
    found = get_report_for(request.user, pk)
    check_may(ACCEPT_REPORT, report_parties_of(found, request.user))
    if found.state != ReportState.HANDED_IN:
        raise NotAnyMore
    then = _then(request)
    form = DecideForm(request.POST or None, is_sent_back=then == SEND_REPORT_BACK.name)
    if request.method == "POST" and form.is_valid():
        _decide(request, found, then, form.cleaned_data["reason"])
        return redirect("partnership_report", pk=pk)
    context = {
        "form": form,
        "said": found.called,
        "heading": _("Accept the report, or send it back"),
        "buttons": [
            (ACCEPT_REPORT.name, _("Accept it")),
            (SEND_REPORT_BACK.name, _("Send it back")),
        ],
        "crumbs": _crumbs(found.partnership, request.user, found),
    }
    return render(request, "partnerships/step.html", context)


def _then(request: SignedInRequest) -> str:
    then = request.POST.get("then", "")
    if request.method == "POST" and then not in (ACCEPT_REPORT.name, SEND_REPORT_BACK.name):
        raise BadRequest("then")
    return then


def _decide(request: SignedInRequest, report: Report, then: str, reason: str) -> None:
    if then == SEND_REPORT_BACK.name:
        actions.send_report_back(by=request.user, report=report, reason=reason)
        return
    try:
        actions.accept_report(by=request.user, report=report)
    except actions.OwnReport:
        messages.error(request, _("You handed this report in. Somebody else accepts it."))


@require_safe
@for_roles
def report_file(request: SignedInRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The file as a download. Noted of others than who owes it (R8)."""
    found = get_report_for(request.user, pk)
    opened = opened_or_404(found.file)
    actions.note_reading(by=request.user, report=found, is_file=True)
    return as_download(opened, name=found.file_name, content_type=found.file_type)
