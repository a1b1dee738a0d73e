"""A person's duties, what they offer for them, and what others decide."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.moving import NotAnyMore
from pages.registries import drafts_to_begin
from people.requests import SignedInRequest
from training.duty import actions, lines, permissions
from training.duty.answers import or_too_late
from training.duty.forms import EvidenceForm, RefuseForm, SessionForm, WaiveForm
from training.duty.states import EvidenceState
from training.models import Duty

both_ways = require_http_methods(["GET", "HEAD", "POST"])


def crumbs(duty: Duty | None = None) -> list[dict[str, str]]:
    """The way to a page of a duty."""
    way = [{"label": _("To pass on"), "url": reverse("duties")}]
    if duty is not None:
        way.append({"label": _("A duty"), "url": reverse("duty", args=[duty.pk])})
    return way


@require_safe
@login_required
def duties(request: SignedInRequest) -> HttpResponse:
    """What one is to pass on, and what waits for one's confirmation."""
    return render(request, "training/duty/duties.html", lines.shown_list(request.user))


@require_safe
@login_required
def duty(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """A duty: what would keep it, what was offered, how it ended."""
    found = permissions.get_duty_for(request.user, pk)
    context = {**lines.shown_duty(found, request.user), "crumbs": crumbs()}
    return render(request, "training/duty/duty.html", context)


@both_ways
@login_required
@or_too_late
def offer_evidence(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Choose from what one did since, as far as the site knows of it."""
    found = permissions.get_own_duty_for(request.user, pk)
    if request.method != "POST" and not found.is_open:
        raise NotAnyMore
    key = request.POST.get("record", "")
    if key and found.evidence.filter(key=key, state=EvidenceState.PROPOSED).exists():
        return redirect("duty", pk=pk)
    records = actions.records_for(found)
    form = EvidenceForm(request.POST or None, records=records)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["record"]
        actions.offer_evidence(by=request.user, duty=found, key=key)
        messages.success(request, _("Offered. Somebody else confirms it."))
        return redirect("duty", pk=pk)
    context = {"form": form, "has_records": bool(records), "crumbs": crumbs(found)}
    return render(request, "training/duty/offer.html", context)


@require_POST
@login_required
@or_too_late
def begin_draft(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin a text for the library from what one reported; the same duty gives the same draft."""
    found = permissions.get_own_duty_for(request.user, pk)
    if not found.is_open:
        raise NotAnyMore
    begin = next(iter(drafts_to_begin))
    page = begin(
        by=request.user,
        key=found.draft_key,
        language=request.user.language,
        title=_("What we learnt, and what we do now"),
        text=_("What we had to solve\n\nWhat I learnt\n\nWhat we do differently\n\nWhat it costs"),
        authors=request.user.name,
    )
    return redirect("draft", pk=page.pk)


@both_ways
@login_required
@or_too_late
def decide_evidence(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Confirm, or say why it does not count."""
    found = permissions.get_evidence_to_decide_for(request.user, pk)
    is_refusal = request.POST.get("then") == "refuse"
    form = RefuseForm(request.POST if is_refusal else None)
    if request.method == "POST" and request.POST.get("then") == "confirm":
        actions.confirm(by=request.user, evidence=found)
        messages.success(request, _("Confirmed: it has been passed on."))
        return redirect("duty", pk=found.duty_id)
    if is_refusal and form.is_valid():
        actions.refuse(by=request.user, evidence=found, reason=form.cleaned_data["reason"])
        messages.success(request, _("Not confirmed. Who offered it is told why."))
        return redirect("duty", pk=found.duty_id)
    context = {
        "evidence": found,
        "shown": lines.shown_evidence(found, request.user),
        "line": lines.kept_line(found.duty),
        "form": form,
        "crumbs": crumbs(found.duty),
    }
    return render(request, "training/duty/decide.html", context)


@both_ways
@login_required
@or_too_late
def waive(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Say that it is not owed, with a reason."""
    found = permissions.get_duty_to_waive_for(request.user, pk)
    if not found.is_open:
        raise NotAnyMore
    form = WaiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.waive(by=request.user, duty=found, reason=form.cleaned_data["reason"])
        messages.success(request, _("Waived. Whose duty it was is told."))
        return redirect("duty", pk=pk)
    return render(request, "training/duty/waive.html", {"form": form, "crumbs": crumbs(found)})


@both_ways
@login_required
def colleague_session(request: SignedInRequest) -> HttpResponse:
    """Enter a session one held for colleagues; it can then be offered."""
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.enter_session(by=request.user, **form.cleaned_data)
        messages.success(request, _("Entered. You can offer it for what you are to pass on."))
        return redirect("duties")
    return render(request, "training/duty/session.html", {"form": form, "crumbs": crumbs()})
