"""Country plans: the list, what was agreed, the draft and its versions."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.models import Theme
from pages.paging import read_number
from pages.permissions import one_or_404
from pages.spreadsheets import answer_with
from partnerships.answers import or_too_late
from partnerships.models import CountryPlan, PlanVersion
from partnerships.models.plan import MOST_ROWS
from partnerships.permissions import (
    associations_signing,
    check_may,
    get_draft_for,
    get_draft_to_write_for,
    get_plan_for,
    is_drafting,
    plan_parties_of,
    plans_drafted_with,
    plans_shown,
)
from partnerships.planning import actions
from partnerships.planning.content import content_of, countries_in_words, shown
from partnerships.planning.forms import PlanForm
from partnerships.planning.lines import theme_lines, theme_page
from partnerships.planning.rows import KINDS
from partnerships.planning.tables import sheet_of
from partnerships.registries import theme_pieces
from partnerships.states import CLOSE, OFFER, REOPEN, CallState, PlanState
from people.requests import SignedInRequest
from people.second_step import for_roles

MOST_SHOWN = 100


@require_safe
def country_plans(request: HttpRequest) -> HttpResponse:
    """Plans that were agreed, newest first; and drafts, for who drafts them."""
    agreed = plans_shown().select_related("agreed").order_by("-starts_on", "title")
    drafts = plans_drafted_with(request.user).exclude(
        state__in=(PlanState.AGREED, PlanState.CLOSED)
    )
    context = {
        "agreed": [_line(one) for one in agreed[:MOST_SHOWN]],
        "drafts": drafts.order_by("-made_at", "pk")[:MOST_SHOWN],
        "can_draft": is_drafting(request.user),
    }
    return render(request, "partnerships/plans.html", context)


@require_safe
def country_plans_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The plans that were agreed as CSV or XLSX, a row for each theme."""
    agreed = plans_shown().select_related("agreed").order_by("-starts_on", "title")
    return answer_with(sheet_of(agreed, Theme.objects.all()), kind, "plans")


def _line(plan: CountryPlan) -> dict[str, Any]:
    content = plan.agreed.content if plan.agreed else content_of(plan)
    return {
        "plan": plan,
        "title": content["title"],
        "where": countries_in_words(content["countries"]),
        "starts_on": parse_date(content["starts_on"]),
        "ends_on": parse_date(content["ends_on"]),
    }


@require_safe
def country_plan(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was agreed, for everyone, with what was learnt on each theme."""
    plan = get_plan_for(pk)
    version = plan.agreed
    assert version is not None
    context = {
        "plan": plan,
        "shown": shown(version.content, timezone.localdate()),
        "version": version,
        "signatures": version.signatures.select_related("association"),
        "learnt": theme_lines(plan, request.user),
        "calls": plan.calls.exclude(state=CallState.DRAFT).order_by("-closes_at")[:MOST_SHOWN],
        "can_call": is_drafting(request.user) and plan.state == PlanState.AGREED,
        "parties": plan_parties_of(plan, request.user),
        "crumbs": _crumbs(),
    }
    return render(request, "partnerships/plan.html", context)


@require_safe
def plan_theme(request: HttpRequest, pk: uuid.UUID, slug: str) -> HttpResponse:
    """A theme of a plan: what was learnt, by whom, and what is missing."""
    plan = get_plan_for(pk)
    ranked = plan.agreed.content["themes"] if plan.agreed else []
    found = next((one for one in ranked if one["slug"] == slug), None)
    theme = Theme.objects.filter(slug=slug).first()
    if found is None or theme is None:
        raise Http404
    context = {
        "plan": plan,
        "theme": theme,
        "reason": found["reason"],
        "page": theme_page(plan, theme, request.user),
        "pieces": [
            piece
            for make in theme_pieces
            if (piece := make(plan=plan, theme=theme, reader=request.user)) is not None
        ],
        "crumbs": [
            *_crumbs(),
            {"label": plan.shown_title, "url": reverse("country_plan", args=[pk])},
        ],
    }
    return render(request, "partnerships/theme.html", context)


def _crumbs(plan: CountryPlan | None = None) -> list[dict[str, str]]:
    crumbs = [{"label": _("Country plans"), "url": reverse("country_plans")}]
    if plan is not None:
        crumbs.append({"label": plan.title, "url": reverse("plan_draft", args=[plan.pk])})
    return crumbs


@require_safe
@for_roles
def plan_draft(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The plan as it is drafted, who has signed, and what the reader does next."""
    plan = get_draft_for(request.user, pk)
    parties = plan_parties_of(plan, request.user)
    version = plan.versions.filter(number=plan.number).first()
    signed = {one.association_id: one for one in version.signatures.all()} if version else {}
    is_signing = plan.state == PlanState.SIGNING
    waiting = associations_signing(plan, request.user).exclude(pk__in=signed)
    context = {
        "plan": plan,
        "shown": shown(content_of(plan), timezone.localdate()),
        "versions": plan.versions.all()[:MOST_SHOWN],
        "sides": [
            {"association": one.association, "signed": signed.get(one.association_id)}
            for one in plan.associations.select_related("association")
        ],
        "to_sign": waiting.order_by("name") if is_signing else [],
        "is_programme": "programme" in parties,
        "can_write": "programme" in parties and plan.state == PlanState.DRAFT,
        "moves": [
            move.name
            for move in (OFFER, REOPEN, CLOSE)
            if plan.state in move.since and move.by & parties
        ],
        "crumbs": _crumbs(),
    }
    return render(request, "partnerships/draft.html", context)


@require_safe
@for_roles
def plan_version(request: SignedInRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """A version as it was offered for signing."""
    plan = get_draft_for(request.user, pk)
    version = PlanVersion.objects.filter(plan=plan, number=number).first()
    if version is None:
        raise Http404
    context = {
        "plan": plan,
        "shown": shown(version.content, timezone.localdate()),
        "version": version,
        "signatures": version.signatures.select_related("association"),
        "crumbs": _crumbs(plan),
    }
    return render(request, "partnerships/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def new_plan(request: SignedInRequest) -> HttpResponse:
    if not is_drafting(request.user):
        raise Http404
    return _form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def change_plan(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    return _form(request, get_draft_to_write_for(request.user, pk))


def _form(request: SignedInRequest, plan: CountryPlan | None) -> HttpResponse:
    form = PlanForm(request.POST or None, instance=plan)
    if request.method == "POST" and form.is_valid():
        kept = actions.save_plan(by=request.user, plan=plan, said=form.cleaned_data)
        return redirect("plan_draft", pk=kept.pk)
    heading = _("Change the plan") if plan else _("Draft a country plan")
    context = {"form": form, "heading": heading, "crumbs": _crumbs(plan)}
    return render(request, "partnerships/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def plan_row(
    request: SignedInRequest, pk: uuid.UUID, kind: str, number: int | None = None
) -> HttpResponse:
    """Add or change a theme, an actor, a policy or a window; `remove` takes it out."""
    plan = get_draft_to_write_for(request.user, pk)
    if kind not in KINDS:
        raise Http404
    what = KINDS[kind]
    rows = what.model.objects.filter(plan=plan)
    row = what.model(plan=plan) if number is None else one_or_404(rows, number)
    if number is not None and "remove" in request.POST:
        actions.remove_row(plan=plan, row=row)
        return redirect("plan_draft", pk=pk)
    if number is None and rows.count() >= MOST_ROWS:
        raise BadRequest("rows")
    more = {"site_version": getattr(request, "site_version", None)} if kind == "theme" else {}
    form = what.form(request.POST or None, instance=row, **more)
    if request.method == "POST" and form.is_valid():
        actions.save_row(plan=plan, row=form.save(commit=False))
        return redirect("plan_draft", pk=pk)
    heading = what.new if number is None else what.change
    context = {"form": form, "heading": heading, "crumbs": _crumbs(plan), "is_row": number}
    return render(request, "partnerships/form.html", context)


@require_POST
@for_roles
@or_too_late
def sign_plan(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Sign the version that was read, for an association."""
    plan = get_draft_for(request.user, pk)
    associations = associations_signing(plan, request.user)
    association = one_or_404(associations, read_number(request.POST.get("association", "")))
    number = read_number(request.POST.get("number", ""), 4)
    was_last = actions.sign_plan(by=request.user, plan=plan, association=association, number=number)
    messages.success(
        request, _("Signed. The plan is agreed.") if was_last else _("Signed. Others have yet to.")
    )
    return redirect("plan_draft", pk=pk)


@require_POST
@for_roles
@or_too_late
def plan_state(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Offer for signing, draft anew, close: `then` says which."""
    plan = get_draft_for(request.user, pk)
    moves = {move.name: move for move in (OFFER, REOPEN, CLOSE)}
    move = moves.get(request.POST.get("then", ""))
    if move is None:
        raise BadRequest("then")
    check_may(move, plan_parties_of(plan, request.user))
    if move is OFFER:
        try:
            actions.offer_plan(by=request.user, plan=plan)
        except actions.NobodySigns:
            messages.error(request, _("Name the associations that sign it first."))
        else:
            messages.success(request, _("Its associations are asked to sign."))
    elif move is REOPEN:
        actions.reopen_plan(by=request.user, plan=plan)
    else:
        actions.close_plan(by=request.user, plan=plan)
    return redirect("plan_draft", pk=pk)
