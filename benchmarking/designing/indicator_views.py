"""An indicator: proposed, commented, adopted, and its versions."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from benchmarking.answers import or_too_late
from benchmarking.designing import actions
from benchmarking.designing.forms import CommentForm, VersionForm
from benchmarking.designing.lines import benchmark_crumbs, own_of
from benchmarking.designing.views import form_page
from benchmarking.models import Indicator, IndicatorVersion
from benchmarking.permissions import (
    check_may,
    get_benchmark_for,
    get_indicator_for,
    must_be_party,
    parties_of,
)
from benchmarking.registries import begin_talk, talk_of
from benchmarking.states import PROPOSE, WITHDRAW, Party, VersionState
from pages.moving import NotAnyMore
from pages.registries import Action
from people.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def new_indicator(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Propose an indicator."""
    benchmark = get_benchmark_for(request.user, pk)
    check_may(PROPOSE, must_be_party(request.user, benchmark))
    version = getattr(request, "site_version", None)
    form = VersionForm(request.POST or None, before=None, site_version=version)
    if request.method == "POST" and form.is_valid():
        made = actions.propose(
            by=request.user, benchmark=benchmark, indicator=None, said=dict(form.cleaned_data)
        )
        return redirect("indicator", pk=made.indicator_id)
    return form_page(request, benchmark, form, _("Propose an indicator"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def new_indicator_version(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Propose another definition; values stay with the one they were given for."""
    found = get_indicator_for(request.user, pk)
    check_may(PROPOSE, must_be_party(request.user, found.benchmark))
    before = found.versions.first()
    form = VersionForm(
        request.POST or None, before=before, site_version=getattr(request, "site_version", None)
    )
    if request.method == "POST" and form.is_valid():
        actions.propose(
            by=request.user,
            benchmark=found.benchmark,
            indicator=found,
            said=dict(form.cleaned_data),
        )
        return redirect("indicator", pk=pk)
    return form_page(request, found.benchmark, form, _("Propose another definition"))


@require_http_methods(["GET", "HEAD", "POST"])
def indicator(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What is measured, in which versions, and what participants say of it."""
    found = get_indicator_for(request.user, pk)
    parties = parties_of(request.user, found.benchmark)
    form = CommentForm(request.POST or None)
    if request.method == "POST":
        if not parties or not request.user.is_authenticated:
            raise Http404
        if form.is_valid():
            actions.comment(by=request.user, indicator=found, text=form.cleaned_data["text"])
            return redirect("indicator", pk=pk)
    versions = list(found.versions.exclude(state=VersionState.WITHDRAWN))
    if not versions:
        raise Http404
    context = {
        "indicator": found,
        "form": form,
        "is_party": bool(parties),
        "is_convener": Party.CONVENER in parties,
        "crumbs": benchmark_crumbs(found.benchmark),
        **_versions(request, found, versions),
    }
    if parties:
        context["comments"] = found.comments.select_related("by")
        context["talk"] = _talk_of(request, found)
    return render(request, "benchmarking/indicator.html", context)


def _versions(
    request: HttpRequest, found: Indicator, versions: list[IndicatorVersion]
) -> dict[str, object]:
    """The version that counts, the proposal beside it, and those before."""
    proposal = next((one for one in versions if one.state == VersionState.PROPOSED), None)
    adopted = next((one for one in versions if one.state == VersionState.ADOPTED), None)
    current = adopted or proposal or versions[0]
    agreed = set(proposal.assents.values_list("organisation_id", flat=True)) if proposal else set()
    own = own_of(request.user, found.benchmark) if proposal else []
    return {
        "current": current,
        "proposal": proposal,
        "older": [one for one in versions if one.state == VersionState.REPLACED],
        "agreed": len(agreed),
        "to_assent": [one for one in own if one.pk not in agreed],
        "can_propose": proposal is None,
    }


def _talk_of(request: HttpRequest, found: Indicator) -> Action | None:
    """Where it is talked about, as far as the reader may follow."""
    asked = (talk(key=found.pk, person=request.user) for talk in talk_of)
    return next((one for one in asked if one is not None), None)


@require_POST
@login_required
@or_too_late
def indicator_talk(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Begin to talk about it in a board, or go where it is talked about; without any figure."""
    found = get_indicator_for(request.user, pk)
    must_be_party(request.user, found.benchmark)
    current = found.versions.filter(state=VersionState.ADOPTED).first()
    if current is None:
        raise NotAnyMore
    words = {"title": current.title, "text": current.definition, "theme": found.theme}
    for begin in begin_talk:
        made = begin(by=request.user, key=found.pk, **words)
        if made is not None:
            return redirect(made.url)
    messages.error(request, _("There is no board where you can begin it."))
    return redirect("indicator", pk=pk)


@require_POST
@login_required
@or_too_late
def indicator_state(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Agree with a proposal, or withdraw it; `then` says what."""
    found = get_indicator_for(request.user, pk)
    parties = must_be_party(request.user, found.benchmark)
    then = request.POST.get("then")
    if then not in ("assent", "withdraw"):
        raise BadRequest("then")
    proposal = found.versions.filter(state=VersionState.PROPOSED).first()
    if proposal is None:
        raise NotAnyMore
    proposal.indicator = found
    if then == "withdraw":
        check_may(WITHDRAW, parties)
        actions.withdraw(by=request.user, version=proposal)
        return redirect("benchmark", pk=found.benchmark_id)
    own = own_of(request.user, found.benchmark)
    if not own:
        raise Http404
    if actions.assent(by=request.user, version=proposal, organisations=own):
        messages.success(request, _("Adopted: more than half of the participants agree."))
    else:
        messages.success(request, _("Noted. It is adopted once more than half agree."))
    return redirect("indicator", pk=pk)
