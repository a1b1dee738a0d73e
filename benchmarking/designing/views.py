"""Benchmarks as everyone sees them, what a convener does, and joining."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benchmarking.answers import or_too_late, too_late
from benchmarking.collecting.actions import NothingAdopted, begin_round
from benchmarking.designing import actions
from benchmarking.designing.feed import feed_of
from benchmarking.designing.forms import BenchmarkForm, RoundForm
from benchmarking.designing.joining_forms import ContactForm, InviteForm, JoinForm
from benchmarking.designing.lines import benchmark_crumbs, shown_benchmark, shown_benchmarks
from benchmarking.designing.readiness import NAMES, advice_for
from benchmarking.models import Benchmark
from benchmarking.permissions import (
    benchmarks_found,
    benchmarks_shown,
    can_join,
    conveners_for,
    get_benchmark_for,
    get_benchmark_to_convene_for,
    get_participation_to_answer_for,
)
from benchmarking.states import ParticipationState
from pages.moving import NotAnyMore
from people.requests import SignedInRequest


@require_safe
def benchmarks(request: HttpRequest) -> HttpResponse:
    """All that are or were under way."""
    rows = benchmarks_shown(request.user).order_by("-made_at", "pk")[:100]
    can_begin = request.user.is_authenticated and conveners_for(request.user).exists()
    context = {"benchmarks": shown_benchmarks(rows), "can_begin": can_begin}
    return render(request, "benchmarking/benchmarks.html", context)


@require_safe
def benchmarks_feed(request: HttpRequest) -> HttpResponse:
    """The newest that everyone reads."""
    newest = benchmarks_found().select_related("convener").order_by("-made_at", "pk")[:30]
    return feed_of(newest)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_benchmark(request: SignedInRequest) -> HttpResponse:
    """Found one, in the name of an organisation one answers for."""
    if not conveners_for(request.user).exists():
        raise Http404
    return _written(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_benchmark(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Change what for, what is promised and what is published."""
    return _written(request, get_benchmark_to_convene_for(request.user, pk))


def _written(request: SignedInRequest, benchmark: Benchmark | None) -> HttpResponse:
    form = BenchmarkForm(
        request.POST or None,
        person=request.user,
        benchmark=benchmark,
        site_version=getattr(request, "site_version", None),
    )
    if request.method == "POST" and form.is_valid():
        made = actions.save_benchmark(
            by=request.user, benchmark=benchmark, said=dict(form.cleaned_data)
        )
        return redirect("benchmark", pk=made.pk)
    heading = _("Change the benchmark") if benchmark else _("A new benchmark")
    return form_page(request, benchmark, form, heading)


@require_safe
def benchmark(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One benchmark: what for, its indicators, its rounds, who takes part."""
    found = get_benchmark_for(request.user, pk)
    return render(request, "benchmarking/benchmark.html", shown_benchmark(found, request.user))


@require_POST
@login_required
@or_too_late
def benchmark_state(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Open or end it; `then` says what."""
    found = get_benchmark_to_convene_for(request.user, pk)
    then = request.POST.get("then")
    if then == "open":
        actions.open_benchmark(by=request.user, benchmark=found)
    elif then == "end":
        try:
            actions.end_benchmark(by=request.user, benchmark=found)
        except actions.RoundGoesOn:
            return too_late(request, _("A round goes on. Close it first."))
    else:
        raise BadRequest("then")
    return redirect("benchmark", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def benchmark_invite(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask a municipality to take part."""
    found = get_benchmark_to_convene_for(request.user, pk)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(by=request.user, benchmark=found, organisation=form.cleaned_data["name"])
        except NotAnyMore:
            form.add_error("name", _("It is invited already."))
        else:
            messages.success(request, _("Invited. Who answers for it is told."))
            return redirect("benchmark", pk=pk)
    return form_page(request, found, form, _("Invite a municipality"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def benchmark_join(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Take part: for which municipality, with whom, and what is promised."""
    found = get_benchmark_for(request.user, pk)
    possible = can_join(request.user, found)
    if not possible.exists():
        raise Http404
    form = JoinForm(request.POST or None, organisations=possible, person=request.user)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.join(
            by=request.user,
            benchmark=found,
            organisation=said["organisation"],
            contact=said["contact"],
            second=said["second"],
            readiness={name: said[name] for name in NAMES},
        )
        messages.success(request, _("You take part. Your data contact is told."))
        return redirect("benchmark", pk=pk)
    return form_page(request, found, form, _("Take part"), said=found.promise)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def participation(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Another data contact or second person, how ready one is, or leave; `then` says what."""
    found = get_participation_to_answer_for(request.user, pk)
    if found.state == ParticipationState.LEFT:
        raise NotAnyMore
    if request.method == "POST" and request.POST.get("then") == "leave":
        actions.leave(by=request.user, participation=found)
        messages.success(request, _("Your municipality takes part no more."))
        return redirect("benchmark", pk=found.benchmark_id)
    form = ContactForm(request.POST or None, participation=found)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.change_participation(
            by=request.user,
            participation=found,
            contact=said["contact"],
            second=said["second"],
            readiness={name: said[name] for name in NAMES},
        )
        return redirect("benchmark", pk=found.benchmark_id)
    context = {
        "participation": found,
        "form": form,
        "advice": advice_for(found),
        "crumbs": benchmark_crumbs(found.benchmark),
    }
    return render(request, "benchmarking/participation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def new_round(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin to collect what is adopted today."""
    found = get_benchmark_to_convene_for(request.user, pk)
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = begin_round(by=request.user, benchmark=found, said=dict(form.cleaned_data))
        except NothingAdopted:
            form.add_error(None, _("No indicator is adopted yet. Adopt one first."))
        else:
            messages.success(request, _("The round has begun. All participants are told."))
            return redirect("benchmark_round", pk=made.pk)
    return form_page(request, found, form, _("A new round"))


def form_page(
    request: SignedInRequest,
    found: Benchmark | None,
    form: forms.Form,
    heading: str,
    **more: Any,
) -> HttpResponse:
    crumbs = (
        benchmark_crumbs(found)
        if found
        else [{"label": _("Benchmarks"), "url": reverse("benchmarks")}]
    )
    context = {"form": form, "heading": heading, "crumbs": crumbs, **more}
    return render(request, "benchmarking/form.html", context)
