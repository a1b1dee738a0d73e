"""A placement: the agreement of three, the weeks, and what came of it."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from internships.answers import or_too_late, too_late
from internships.models import Placement, Problem
from internships.offering.lines import period_of
from internships.permissions import check_may, get_placement_for, placement_parties_of
from internships.placing import actions
from internships.placing.forms import (
    AgreementForm,
    CheckForm,
    ProblemForm,
    RatingForm,
    ReportForm,
    SeenForm,
    SettleForm,
    WeekForm,
)
from internships.placing.lines import shown_placement
from internships.states import CONFIRM, END, SETTLE, WRITE_AGREEMENT, PlacementState
from pages.moving import NotAnyMore
from pages.pdf import can_make_pdf, pdf_answer, pdf_in_languages
from people.requests import SignedInRequest


@require_safe
@login_required
def placement(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What the three agreed, the weeks, and what waits."""
    found = get_placement_for(request.user, pk)
    context = shown_placement(found, placement_parties_of(found, request.user))
    context["pdf_url"] = reverse("agreement_pdf", args=[pk]) if can_make_pdf() else ""
    return render(request, "internships/placement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def placement_agreement(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Write what the three want; what was confirmed before has to be confirmed anew."""
    found = get_placement_for(request.user, pk)
    check_may(WRITE_AGREEMENT, placement_parties_of(found, request.user))
    if found.state != PlacementState.AGREEING:
        raise NotAnyMore
    form = AgreementForm(request.POST or None, placement=found)
    if request.method == "POST" and form.is_valid():
        seen_at = form.cleaned_data["seen"]
        try:
            actions.write_agreement(
                by=request.user, placement=found, said=form.said(), seen_at=seen_at
            )
        except actions.Changed:
            return too_late(request, _("Another of you has changed it meanwhile. Read it anew."))
        messages.success(request, _("Written down. Each of the three confirms it."))
        return redirect("placement", pk=pk)
    return _form_page(request, found, form, _("The agreement of three"))


@require_safe
@login_required
def agreement_version(request: SignedInRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """What the agreement said before it was changed; for the three."""
    found = get_placement_for(request.user, pk)
    version = found.versions.filter(number=number).first()
    if version is None:
        raise Http404
    context = {
        "offer": found.application.offer,
        "version": version,
        "period": period_of(version.starts_on, version.ends_on),
        "crumbs": [
            {"label": _("Your placements"), "url": reverse("placements")},
            {"label": found.application.offer.title, "url": reverse("placement", args=[pk])},
        ],
        "parties": found,
    }
    return render(request, "internships/version.html", context)


@require_POST
@login_required
@or_too_late
def placement_confirm(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Confirm for the party one answers for what was on the page."""
    found = get_placement_for(request.user, pk)
    parties = placement_parties_of(found, request.user)
    party, form = request.POST.get("party", ""), SeenForm(request.POST)
    if party not in actions.ALL or not form.is_valid():
        raise BadRequest("party")
    check_may(CONFIRM, parties & {party})
    try:
        has_begun = actions.confirm(
            by=request.user, placement=found, party=party, seen_at=form.cleaned_data["seen"]
        )
    except (actions.Changed, actions.NotWritten):
        return too_late(request, _("Another of you has changed it meanwhile. Read it anew."))
    said = _("All three have confirmed. It is under way.") if has_begun else _("Confirmed.")
    messages.success(request, said)
    return redirect("placement", pk=pk)


@require_safe
@login_required
def agreement_pdf(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The agreement in its language and the second one; 404 where this server cannot make it."""
    found = get_placement_for(request.user, pk)
    if not can_make_pdf() or not found.is_written:
        raise Http404
    made = pdf_in_languages(
        (found.language, found.second_language),
        template="internships/agreement_part.html",
        shown=lambda: shown_placement(found, set()),
        title=_("The agreement of three"),
        person=request.user,
    )
    return pdf_answer(made, "agreement.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def placement_week(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Five lines about a week."""
    found = _own(request, pk)
    _must_be(found, PlacementState.UNDER_WAY)
    week = found.log.count() + 1
    form = WeekForm(request.POST or None, initial={"week": week})
    if request.method == "POST" and form.is_valid():
        actions.write_week(by=request.user, placement=found, said=dict(form.cleaned_data))
        return redirect("placement", pk=pk)
    return _form_page(request, found, form, _("Five lines about the week"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def placement_check(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The half-way check."""
    found = _own(request, pk)
    _must_be(found, PlacementState.UNDER_WAY)
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.check_half_way(by=request.user, placement=found, said=form.cleaned_data)
        return redirect("placement", pk=pk)
    return _form_page(request, found, form, _("Half-way check"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def placement_problem(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Tell those who sent one; the host never reads it."""
    found = _own(request, pk)
    _must_be(found, PlacementState.UNDER_WAY)
    form = ProblemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.tell_problem(by=request.user, placement=found, text=form.cleaned_data["text"])
        messages.success(request, _("Told to your organisation. The host does not read it."))
        return redirect("placement", pk=pk)
    return _form_page(request, found, form, _("Tell your organisation of a problem"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def settle_problem(request: SignedInRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """What the sending organisation did about it."""
    found = get_placement_for(request.user, pk)
    check_may(SETTLE, placement_parties_of(found, request.user))
    problem = Problem.objects.filter(placement=found, pk=number).first()
    if problem is None:
        raise Http404
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        problem.placement = found
        actions.settle_problem(by=request.user, problem=problem, text=form.cleaned_data["text"])
        return redirect("placement", pk=pk)
    return _form_page(request, found, form, _("What was done about it"), said=problem.text)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def placement_report(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What came of it, and how it is passed on."""
    found = _own(request, pk)
    own = getattr(found, "report", None)
    initial = {"text": own.text, "plan": own.plan} if own else {}
    form = ReportForm(request.POST or None, initial=initial)
    if found.begun_at is None:
        raise NotAnyMore
    if request.method == "POST" and form.is_valid():
        actions.write_report(by=request.user, placement=found, said=form.cleaned_data)
        return redirect("placement", pk=pk)
    return _form_page(request, found, form, _("The report"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def placement_rating(request: SignedInRequest, pk: uuid.UUID, side: str) -> HttpResponse:
    """How an organisation rates the effect on itself: at the end, and a year later."""
    found = get_placement_for(request.user, pk)
    wanted = actions.PARTIES.get(side)
    if wanted is None or wanted not in placement_parties_of(found, request.user):
        raise Http404
    moment = actions.moment_to_rate(found, side)
    if moment is None:
        raise NotAnyMore
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.rate(by=request.user, placement=found, side=side, moment=moment, said=said)
        messages.success(request, _("Noted. Thank you."))
        return redirect("placement", pk=pk)
    return _form_page(request, found, form, _("What it changed"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def placement_end(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """A page with one button; no reason is asked."""
    found = get_placement_for(request.user, pk)
    check_may(END, placement_parties_of(found, request.user))
    if found.state == PlacementState.ENDED:
        raise NotAnyMore
    if request.method == "POST":
        actions.end_placement(by=request.user, placement=found)
        return redirect("placement", pk=pk)
    context = {"placement": found, "crumbs": _crumbs(found)}
    return render(request, "internships/end.html", context)


def _own(request: SignedInRequest, pk: uuid.UUID) -> Placement:
    """One's own placement; Http404 for the other two parties, too."""
    found = get_placement_for(request.user, pk)
    if found.person_id != request.user.pk:
        raise Http404
    return found


def _must_be(found: Placement, state: str) -> None:
    if found.state != state:
        raise NotAnyMore


def _form_page(
    request: SignedInRequest, found: Placement, form: forms.Form, heading: str, **more: Any
) -> HttpResponse:
    context = {"form": form, "heading": heading, "crumbs": _crumbs(found), **more}
    return render(request, "internships/form.html", context)


def _crumbs(found: Placement) -> list[dict[str, str]]:
    return [
        {"label": _("Your placements"), "url": reverse("placements")},
        {"label": found.application.offer.title, "url": reverse("placement", args=[found.pk])},
    ]
