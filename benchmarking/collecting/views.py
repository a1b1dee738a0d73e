"""A round, and the values of a participant: by form, or by a sheet."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benchmarking.answers import or_too_late, too_late
from benchmarking.collecting import actions, sending
from benchmarking.collecting.forms import SeenForm, SheetForm, ValueForm
from benchmarking.collecting.lines import (
    has_drafts,
    looked_over,
    shown_round,
    value_lines,
    versions_of,
)
from benchmarking.collecting.tables import COLUMNS, Judged, empty_sheet, judge_rows
from benchmarking.designing.lines import benchmark_crumbs
from benchmarking.designing.views import form_page
from benchmarking.improving.actions import NotDone, move_on
from benchmarking.models import Round
from benchmarking.permissions import (
    check_may,
    get_own_organisation,
    get_round_for,
    must_be_party,
)
from benchmarking.states import CLOSE, NEXT_STEPS
from pages.languages import listed
from pages.moving import NotAnyMore
from pages.permissions import one_or_404
from pages.tables import as_sent
from people.models import Organisation
from people.requests import SignedInRequest


@require_safe
def benchmark_round(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One round: its steps, who has sent, what one does now."""
    found = get_round_for(request.user, pk)
    return render(request, "benchmarking/round.html", shown_round(found, request.user))


@require_POST
@login_required
@or_too_late
def round_state(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The next step; `then` is its name, so that a button pressed twice makes one."""
    found = get_round_for(request.user, pk)
    step = next((one for one in NEXT_STEPS.values() if one.name == request.POST.get("then")), None)
    check_may(CLOSE, must_be_party(request.user, found.benchmark))
    if step is None:
        raise BadRequest("then")
    try:
        move_on(by=request.user, found=found, step=step)
    except NotDone as why:
        return too_late(request, _not_done(why))
    return redirect("benchmark_round", pk=pk)


def _not_done(why: NotDone) -> str:
    said = []
    if not why.has_note:
        said.append(_("Somebody who is ahead has to write how they do it."))
    if why.missing:
        names = listed([one.name for one in why.missing])
        said.append(_("An action is missing of: %(names)s.") % {"names": names})
    return " ".join(said)


def _own(request: SignedInRequest, pk: uuid.UUID, organisation: int) -> tuple[Round, Organisation]:
    found = get_round_for(request.user, pk)
    return found, get_own_organisation(request.user, found.benchmark, organisation)


@require_safe
@login_required
def round_values(request: SignedInRequest, pk: uuid.UUID, organisation: int) -> HttpResponse:
    """All indicators for one's own municipality, with what is written so far."""
    found, own = _own(request, pk, organisation)
    lines = value_lines(found, own)
    context = {
        "round": found,
        "organisation": own,
        "lines": lines,
        "has_drafts": has_drafts(lines),
        **looked_over(found, lines, request.user),
        "crumbs": round_crumbs(found),
    }
    return render(request, "benchmarking/values.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def round_value(
    request: SignedInRequest, pk: uuid.UUID, organisation: int, version: int
) -> HttpResponse:
    """One value: a figure, not applicable, or missing."""
    found, own = _own(request, pk, organisation)
    asked = one_or_404(found.versions.all(), version)
    if not found.is_collecting:
        raise NotAnyMore
    form = ValueForm(
        request.POST or None,
        version=asked,
        before=actions.figures_before(found, own).get(asked.pk),
        own=found.values.filter(organisation=own, version=asked).first(),
    )
    if request.method == "POST" and form.is_valid():
        said = {asked.pk: form.cleaned_data["said"]}
        actions.keep_values(by=request.user, found=found, organisation=own, said=said)
        messages.success(request, _("Kept as a draft. Nobody else reads it."))
        return redirect("round_values", pk=pk, organisation=organisation)
    return form_page(request, found.benchmark, form, asked.title, said=asked.definition)


@require_POST
@login_required
@or_too_late
def send_values(request: SignedInRequest, pk: uuid.UUID, organisation: int) -> HttpResponse:
    """All drafts at once; they can be changed until all are compared."""
    found, own = _own(request, pk, organisation)
    number = sending.send_values(by=request.user, found=found, organisation=own)
    words = ngettext("%(number)s value was sent.", "%(number)s values were sent.", number)
    messages.success(request, words % {"number": number})
    return redirect("round_values", pk=pk, organisation=organisation)


@require_safe
@login_required
def values_template(request: SignedInRequest, pk: uuid.UUID, organisation: int) -> HttpResponse:
    """A sheet with a row for each indicator."""
    found, _organisation = _own(request, pk, organisation)
    return empty_sheet(versions_of(found))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def values_file(request: SignedInRequest, pk: uuid.UUID, organisation: int) -> HttpResponse:
    """A sheet; what it holds is shown before anything is kept."""
    found, own = _own(request, pk, organisation)
    if not found.is_collecting:
        raise NotAnyMore
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        before = actions.figures_before(found, own)
        judged = judge_rows(form.cleaned_data["file"], versions_of(found), before)
        return _preview(request, found, own, judged)
    context = {
        "round": found,
        "organisation": own,
        "form": form,
        "columns": COLUMNS.as_shown(),
        "crumbs": round_crumbs(found),
    }
    return render(request, "benchmarking/sheet.html", context)


@require_POST
@login_required
@or_too_late
def keep_values(request: SignedInRequest, pk: uuid.UUID, organisation: int) -> HttpResponse:
    """Keep the good rows of a sheet that was looked at; all of them are judged again."""
    found, own = _own(request, pk, organisation)
    form = SeenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Upload the sheet again."))
        return redirect("values_file", pk=pk, organisation=organisation)
    before = actions.figures_before(found, own)
    judged = judge_rows(form.cleaned_data["rows"], versions_of(found), before)
    if judged.faults:
        return _preview(request, found, own, judged)
    actions.keep_values(by=request.user, found=found, organisation=own, said=judged.said())
    number = len(judged.entries)
    words = ngettext("%(number)s value was kept.", "%(number)s values were kept.", number)
    messages.success(request, words % {"number": number})
    return redirect("round_values", pk=pk, organisation=organisation)


def _preview(
    request: SignedInRequest, found: Round, own: Organisation, judged: Judged
) -> HttpResponse:
    context = {
        "round": found,
        "organisation": own,
        "judged": judged,
        "rows_with_faults": len({fault.number for fault in judged.faults}),
        "to_send": as_sent([entry.row for entry in judged.entries]),
        "crumbs": round_crumbs(found),
    }
    return render(request, "benchmarking/preview.html", context)


def round_crumbs(found: Round) -> list[dict[str, str]]:
    url = reverse("benchmark_round", args=[found.pk])
    return [*benchmark_crumbs(found.benchmark), {"label": found.title, "url": url}]
