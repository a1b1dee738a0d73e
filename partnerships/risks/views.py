"""Risks: what the reader may know of them in all, of one partnership; one; and elections."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.moving import NotAnyMore
from pages.paging import read_number
from pages.permissions import one_or_404
from partnerships.models import Election, Partnership, Risk
from partnerships.models.risk import HEAVIEST_FIRST, MOST_READERS
from partnerships.permissions import (
    can_write_risks,
    get_partnership_to_warn_of_for,
    get_partnership_with_risks_for,
    get_risk_for,
    is_drafting,
    risks_read_by,
)
from partnerships.risks import actions
from partnerships.risks.answers import for_readers
from partnerships.risks.forms import ElectionForm, ReaderForm, RiskForm
from partnerships.risks.lines import buttons_of, lines_of, words_of
from partnerships.risks.log import readings_of
from partnerships.states import RISK_MOVES
from people.breaking_glass.log import exceptions_of
from people.requests import SignedInRequest
from people.second_step import for_roles

MOST = 200


@require_safe
@for_readers
def risks(request: SignedInRequest) -> HttpResponse:
    """Every risk that the reader reads, the heaviest first, what is closed last."""
    context = {"lines": _lines(risks_read_by(request.user)), "crumbs": _crumbs(None)}
    return render(request, "partnerships/risks.html", context)


@require_safe
@for_readers
def partnership_risks(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Those of one partnership that the reader reads, and no word of others."""
    one = get_partnership_with_risks_for(request.user, pk)
    context = {
        "partnership": one,
        "lines": _lines(risks_read_by(request.user).filter(partnership=one)),
        "can_write": can_write_risks(request.user, one),
        "crumbs": _crumbs(one),
    }
    return render(request, "partnerships/risks.html", context)


def _lines(rows: Any) -> Any:
    in_order = rows.select_related("partnership", "owner").order_by(HEAVIEST_FIRST, "pk")
    lines = lines_of(in_order[:MOST], timezone.localdate())
    return sorted(lines, key=lambda line: line.risk.closed_at is not None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def new_risk(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    one = get_partnership_to_warn_of_for(request.user, pk)
    form = RiskForm(request.POST or None, partnership=one, may_close=True)
    if request.method == "POST" and form.is_valid():
        actions.raise_risk(by=request.user, partnership=one, said=form.cleaned_data)
        messages.success(request, _("Written down."))
        return redirect("partnership_risks", pk=one.pk)
    context = {"form": form, "heading": _("Write down a risk"), "crumbs": _crumbs(one, True)}
    return render(request, "partnerships/form.html", context)


@require_safe
@for_readers
def risk(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One risk; who reads it that did not write it is noted."""
    found = get_risk_for(request.user, pk)
    actions.note_reading(by=request.user, risk=found)
    context = {
        **_shown(found),
        "buttons": buttons_of(found),
        "readings": readings_of(found),
        "exceptions": exceptions_of(found),
    }
    return render(request, "partnerships/risk.html", context)


def _shown(found: Risk) -> dict[str, Any]:
    return {
        "risk": found,
        "readers": found.readers.select_related("person"),
        "most_readers": MOST_READERS,
        "is_due": found.is_due(timezone.localdate()),
        "crumbs": _crumbs(found.partnership, True),
        **words_of(found),
    }


@require_POST
@for_readers
def print_risk(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One record by itself, for paper: who and when stand on it, and it is noted."""
    found = get_risk_for(request.user, pk)
    actions.note_reading(by=request.user, risk=found, is_printed=True)
    context = {**_shown(found), "printed_by": request.user, "printed_at": timezone.now()}
    return render(request, "partnerships/risk_print.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def change_risk(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Write it anew; whoever reads it may. Opening it shows its words, so that is noted, too."""
    found = get_risk_for(request.user, pk)
    if words_of(found)["is_lost"]:
        raise NotAnyMore
    one = found.partnership
    may_close = can_write_risks(request.user, one)
    form = RiskForm(request.POST or None, instance=found, partnership=one, may_close=may_close)
    if request.method == "POST" and form.is_valid():
        return _changed(request, found, form)
    actions.note_reading(by=request.user, risk=found)
    context = {"form": form, "heading": _("Change the risk"), "crumbs": _crumbs(one, True)}
    return render(request, "partnerships/form.html", context)


def _changed(request: SignedInRequest, found: Risk, form: RiskForm) -> HttpResponse:
    try:
        actions.change_risk(by=request.user, risk=found, said=form.cleaned_data)
    except actions.NoMorePlaces:
        messages.error(request, _no_more())
    else:
        messages.success(request, _("Changed."))
    return redirect("partnership_risks", pk=found.partnership_id)


def _no_more() -> str:
    return _("Five people read it already. Take one off first.")


@require_POST
@for_readers
def risk_state(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Move it on, by the name of the move in `then`."""
    found = get_risk_for(request.user, pk)
    move = next((one for one in RISK_MOVES if one.name == request.POST.get("then")), None)
    if move is None:
        raise Http404
    actions.move_risk(by=request.user, risk=found, move=move)
    messages.success(request, _("Changed."))
    return redirect("partnership_risks", pk=found.partnership_id)


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def risk_readers(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Who reads it by name: one more out of a list, or one less (`remove`)."""
    found = get_risk_for(request.user, pk)
    if "remove" in request.POST:
        row = one_or_404(found.readers.all(), read_number(request.POST["remove"]))
        actions.drop_reader(by=request.user, risk=found, reader=row)
        return redirect("partnership_risks", pk=found.partnership_id)
    form = ReaderForm(request.POST or None, risk=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_reader(by=request.user, risk=found, person=form.cleaned_data["person"])
            return redirect("partnership_risks", pk=found.partnership_id)
        except actions.NoMorePlaces:
            form.add_error("person", _no_more())
    context = {**_shown(found), "form": form}
    return render(request, "partnerships/risk_readers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def elections(request: SignedInRequest) -> HttpResponse:
    """Elections to come and gone, kept by the programme; one more, or one less (`remove`)."""
    if not is_drafting(request.user):
        raise Http404
    if "remove" in request.POST:
        one_or_404(Election.objects.all(), read_number(request.POST["remove"])).delete()
        return redirect("elections")
    form = ElectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("elections")
    rows = Election.objects.order_by("-on", "pk")[:MOST]
    context = {"form": form, "rows": rows, "crumbs": _crumbs(None)}
    return render(request, "partnerships/elections.html", context)


def _crumbs(one: Partnership | None, is_inside: bool = False) -> list[dict[str, str]]:
    crumbs = [{"label": _("Partnerships"), "url": reverse("partnerships")}]
    if one is not None and one.is_published:
        crumbs.append({"label": one.title, "url": reverse("partnership", args=[one.pk])})
    if one is not None and is_inside:
        crumbs.append({"label": _("Risks"), "url": reverse("partnership_risks", args=[one.pk])})
    return crumbs
