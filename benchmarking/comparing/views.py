"""Comparing: the participants first, others by the group's rule; and from a gap to those ahead."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benchmarking.collecting.lines import versions_of
from benchmarking.collecting.sending import unconfirmed_in
from benchmarking.collecting.views import round_crumbs
from benchmarking.comparing.exporting import as_file
from benchmarking.comparing.gaps import gap_of
from benchmarking.comparing.lines import (
    Choices,
    Comparison,
    Past,
    compared,
    past_of,
    shown_outside,
)
from benchmarking.comparing.opening import opening_of
from benchmarking.comparing.standing import values_counted
from benchmarking.designing.lines import own_of
from benchmarking.models import Round
from benchmarking.permissions import (
    get_own_organisation,
    get_round_for,
    reads_figures,
)
from pages.permissions import one_or_404
from people.models import Organisation
from people.requests import SignedInRequest

FAMILIES = ("size", "country")


@require_safe
def round_compare(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Figures for the group; medians of five or more for others, once the rule says so."""
    found = get_round_for(request.user, pk)
    if not found.is_compared:
        raise Http404
    if not reads_figures(request.user, found):
        return _outside(request, found)
    own = own_of(request.user, found.benchmark)
    choices = _choices(request, own)
    context = {
        "round": found,
        "comparisons": _compared(found, choices),
        "choices": choices,
        "own": own,
        "left_out": unconfirmed_in(found),
        "is_any_per_head": any(one.is_per_head for one in versions_of(found)),
        "crumbs": round_crumbs(found),
    }
    return render(request, "benchmarking/compare.html", context)


def _choices(request: HttpRequest, own: list[Organisation]) -> Choices:
    """What stands in the address; what is not known is left out."""
    asked = request.GET.get("for", "")
    chosen = next((one for one in own if str(one.pk) == asked), own[0] if own else None)
    family = request.GET.get("family", "")
    return Choices(
        own=chosen,
        family=family if family in FAMILIES else "",
        is_per_head=request.GET.get("head") == "1",
    )


def _compared(found: Round, choices: Choices) -> list[Comparison]:
    """Four queries, however many indicators and participants there are."""
    past = past_of(found, choices.own) if choices.own is not None else Past()
    return compared(found, versions_of(found), values_counted(found), past, choices)


def _outside(request: HttpRequest, found: Round) -> HttpResponse:
    """No choices here: of two families, a difference could tell a figure."""
    if not opening_of(found).is_open:
        raise Http404
    context: dict[str, Any] = {
        "round": found,
        "lines": shown_outside(versions_of(found), values_counted(found)),
        "crumbs": round_crumbs(found),
    }
    return render(request, "benchmarking/outside.html", context)


@require_safe
@login_required
def round_export(request: SignedInRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """All figures of a compared round, for the group."""
    found = get_round_for(request.user, pk)
    if not found.is_compared or not reads_figures(request.user, found):
        raise Http404
    return as_file(versions_of(found), values_counted(found), by=request.user, kind=kind)


@require_safe
@login_required
def round_gap(
    request: SignedInRequest, pk: uuid.UUID, organisation: int, version: int
) -> HttpResponse:
    """Who is ahead and like us, what they wrote on it, and whom of them one can ask."""
    found = get_round_for(request.user, pk)
    own = get_own_organisation(request.user, found.benchmark, organisation)
    asked = one_or_404(found.versions.select_related("indicator__theme"), version)
    if not found.is_compared or not reads_figures(request.user, found):
        raise Http404
    context = {
        "round": found,
        "version": asked,
        "organisation": own,
        "gap": gap_of(found, asked, own, request.user),
        "heading": _("From those who are ahead"),
        "crumbs": round_crumbs(found),
    }
    return render(request, "benchmarking/gap.html", context)
