"""Figures of a partnership, and the figures of a plan."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.moving import NotAnyMore
from pages.paging import read_number
from pages.permissions import one_or_404
from pages.spreadsheets import answer_with
from partnerships.answers import or_too_late
from partnerships.guiding.asking import with_paragraphs
from partnerships.models import CountryPlan, Figure, Indicator, Partnership, PlanIndicator
from partnerships.monitoring import actions
from partnerships.monitoring.forms import (
    FigureForm,
    IndicatorForm,
    PlanIndicatorForm,
    ReturnForm,
)
from partnerships.monitoring.permissions import (
    figure_parties_of,
    get_figure_for,
    get_partnership_of_figures_for,
)
from partnerships.monitoring.rolling_up import Rolled, all_rows, rolled_up, with_latest
from partnerships.monitoring.tables import sheet_of_figures, sheet_of_plan
from partnerships.permissions import (
    check_may,
    get_draft_to_write_for,
    get_partnership_to_keep_for,
)
from partnerships.states import APPROVE, HAND_IN, RETURN, FigureState, Party
from people.permissions import is_programme_editor
from people.requests import SignedInRequest
from people.second_step import for_roles


def _crumbs(one: Partnership, *, with_figures: bool = False) -> list[dict[str, str]]:
    crumbs = [
        {"label": _("Partnerships"), "url": reverse("partnerships")},
        {"label": one.title, "url": reverse("partnership", args=[one.pk])},
    ]
    if with_figures:
        crumbs.append({"label": _("Figures"), "url": reverse("partnership_figures", args=[one.pk])})
    return crumbs


@require_safe
@for_roles
def partnership_figures(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What is counted, what was reached, and what waits to be looked at."""
    one = get_partnership_of_figures_for(request.user, pk)
    parties = figure_parties_of(one, request.user)
    rows = with_latest(one.indicators.all()).prefetch_related("figures")
    context = {
        "partnership": one,
        "rows": [
            {
                "indicator": row,
                "figures": [_shown(each, parties, request) for each in row.figures.all()],
            }
            for row in rows
        ],
        "can_keep": Party.KEEPER in parties,
        "crumbs": _crumbs(one),
    }
    return render(request, "partnerships/monitoring/figures.html", context)


@require_safe
@for_roles
def partnership_figures_file(request: SignedInRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """The same as CSV or XLSX, a row for each period."""
    one = get_partnership_of_figures_for(request.user, pk)
    rows = one.indicators.prefetch_related("figures")
    return answer_with(sheet_of_figures(rows), kind, "figures", is_private=True)


def _shown(figure: Figure, parties: set[str], request: SignedInRequest) -> dict[str, Any]:
    """A figure with what the reader does with it."""
    is_pending = figure.state == FigureState.PENDING
    return {
        "figure": figure,
        "can_write": figure.state in actions.OPEN and Party.KEEPER in parties,
        "can_decide": is_pending and Party.PROGRAMME in parties,
        "is_own": figure.written_by_id == request.user.pk,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def indicator(request: SignedInRequest, pk: uuid.UUID, number: int | None = None) -> HttpResponse:
    """Add or change what is counted."""
    one = get_partnership_to_keep_for(request.user, pk)
    row = Indicator(partnership=one) if number is None else one_or_404(one.indicators.all(), number)
    can_open = is_programme_editor(request.user)
    form = IndicatorForm(request.POST or None, instance=row, can_open=can_open)
    if (
        request.method == "POST"
        and form.is_valid()
        and form.keep(partial(_save_indicator, request, form))
    ):
        return redirect("partnership_figures", pk=pk)
    heading = _("Change what is counted") if number else _("Count something")
    context = {"form": form, "heading": heading, "crumbs": _crumbs(one, with_figures=True)}
    return render(request, "partnerships/form.html", context)


def _save_indicator(request: SignedInRequest, form: IndicatorForm) -> None:
    actions.save_indicator(by=request.user, indicator=form.save(commit=False))


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def new_figure(request: SignedInRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """The actual of one more period."""
    one = get_partnership_to_keep_for(request.user, pk)
    return _figure_form(request, one_or_404(one.indicators.all(), number), None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def change_figure(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    found = get_figure_for(request.user, pk)
    one = get_partnership_to_keep_for(request.user, found.indicator.partnership_id)
    found.indicator.partnership = one
    if found.state not in actions.OPEN:
        raise NotAnyMore
    return _figure_form(request, found.indicator, found)


def _figure_form(request: SignedInRequest, row: Indicator, figure: Figure | None) -> HttpResponse:
    form = FigureForm(request.POST or None, instance=figure)
    form = with_paragraphs(form, "figure", request.user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_figure(
                by=request.user, indicator=row, figure=figure, said=form.cleaned_data
            )
        except actions.PeriodIsThere:
            form.add_error("starts_on", _("There is a figure for this period. Change that one."))
        else:
            return redirect("partnership_figures", pk=row.partnership_id)
    context = {
        "form": form,
        "heading": row.title,
        "said": row.unit,
        "crumbs": _crumbs(row.partnership, with_figures=True),
    }
    return render(request, "partnerships/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def return_figure(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Say what is to be mended."""
    found = get_figure_for(request.user, pk)
    one = found.indicator.partnership
    check_may(RETURN, figure_parties_of(one, request.user))
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.return_figure(by=request.user, figure=found, reason=form.cleaned_data["reason"])
        return redirect("partnership_figures", pk=one.pk)
    context = {
        "form": form,
        "heading": _("Return a figure"),
        "said": found.indicator.title,
        "crumbs": _crumbs(one, with_figures=True),
    }
    return render(request, "partnerships/form.html", context)


@require_POST
@for_roles
@or_too_late
def figure_state(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Hand in, or approve: `then` says which."""
    found = get_figure_for(request.user, pk)
    moves = {move.name: move for move in (HAND_IN, APPROVE)}
    move = moves.get(request.POST.get("then", ""))
    if move is None:
        raise BadRequest("then")
    check_may(move, figure_parties_of(found.indicator.partnership, request.user))
    if move is HAND_IN:
        actions.hand_in(by=request.user, figure=found)
    else:
        try:
            actions.approve(by=request.user, figure=found)
        except actions.OwnFigure:
            messages.error(request, _("You wrote this figure. Somebody else approves it."))
    return redirect("partnership_figures", pk=found.indicator.partnership_id)


# -- Figures of a plan -----------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def plan_figures(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Figures of all partnerships of a plan added up, each with the rows it is made of."""
    plan = get_draft_to_write_for(request.user, pk)
    form = PlanIndicatorForm(
        request.POST or None,
        instance=PlanIndicator(plan=plan),
        site_version=getattr(request, "site_version", None),
    )
    if request.method == "POST" and form.is_valid() and form.keep(form.save):
        return redirect("plan_figures", pk=pk)
    context = {
        "plan": plan,
        "rolled": _rolled(request, plan),
        "is_first": "after" not in request.GET,
        "form": form,
        "crumbs": [
            {"label": _("Country plans"), "url": reverse("country_plans")},
            {"label": plan.title, "url": reverse("plan_draft", args=[pk])},
        ],
    }
    return render(request, "partnerships/monitoring/plan.html", context)


def _rolled(request: SignedInRequest, plan: CountryPlan) -> list[Rolled]:
    """All that the plan counts, or further rows of one: `of` says which, `after` from where."""
    of, after = request.GET.get("of", ""), request.GET.get("after", "")
    found = rolled_up(
        plan, of=read_number(of) if of else None, after=read_number(after) if after else None
    )
    if of and not found:
        raise Http404
    return found


@require_safe
@for_roles
def plan_figures_file(request: SignedInRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """The same as CSV or XLSX: each sum with the rows it is made of."""
    plan = get_draft_to_write_for(request.user, pk)
    return answer_with(
        sheet_of_plan(rolled_up(plan), all_rows(plan)), kind, "figures", is_private=True
    )
