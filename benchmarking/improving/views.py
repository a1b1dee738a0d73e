"""A practice note of one who is ahead, and what each does next."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from benchmarking.answers import or_too_late, too_late
from benchmarking.collecting.views import round_crumbs
from benchmarking.improving import actions, outcomes
from benchmarking.improving.forms import ActionForm, NoteForm, OutcomeForm
from benchmarking.models import ImprovementAction, IndicatorVersion, PracticeNote, Round
from benchmarking.permissions import get_own_organisation, get_round_for, reads_figures
from benchmarking.states import RoundState
from pages.moving import NotAnyMore
from pages.permissions import one_or_404
from people.models import Organisation
from people.requests import SignedInRequest


def _asked(
    request: SignedInRequest, pk: uuid.UUID, organisation: int, version: int
) -> tuple[Round, Organisation, IndicatorVersion]:
    """The guarded door to both forms; NotAnyMore outside the steps for them."""
    found = get_round_for(request.user, pk)
    own = get_own_organisation(request.user, found.benchmark, organisation)
    asked = one_or_404(found.versions.all(), version)
    if found.is_compared and not reads_figures(request.user, found):
        raise Http404
    if not found.is_compared or found.state == RoundState.CLOSED:
        raise NotAnyMore
    return found, own, asked


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def round_note(
    request: SignedInRequest, pk: uuid.UUID, organisation: int, version: int
) -> HttpResponse:
    """How one who is ahead does it."""
    found, own, asked = _asked(request, pk, organisation, version)
    before = PracticeNote.objects.filter(round=found, version=asked, organisation=own).first()
    form = NoteForm(request.POST or None, initial={"text": before.text if before else ""})
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_practice(
                by=request.user,
                found=found,
                version=asked,
                organisation=own,
                text=form.cleaned_data["text"],
            )
        except actions.NotAhead:
            return too_late(request, _("This is for those who are better than the median."))
        messages.success(request, _("Kept. All participants read it."))
        return redirect("benchmark_round", pk=pk)
    context = {"form": form, "heading": asked.title, "crumbs": round_crumbs(found)}
    return render(request, "benchmarking/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def round_action(
    request: SignedInRequest, pk: uuid.UUID, organisation: int, version: int
) -> HttpResponse:
    """What a participant does about one indicator."""
    found, own, asked = _asked(request, pk, organisation, version)
    rows = ImprovementAction.objects.filter(round=found, version=asked, organisation=own)
    before = rows.first()
    initial = {"text": before.text, "until": before.until} if before else {}
    form = ActionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.say_action(by=request.user, found=found, version=asked, organisation=own, **said)
        messages.success(request, _("Kept. All participants read it."))
        return redirect("benchmark_round", pk=pk)
    context = {"form": form, "heading": asked.title, "crumbs": round_crumbs(found)}
    return render(request, "benchmarking/form.html", context)


def _done(
    request: SignedInRequest, pk: uuid.UUID, organisation: int, version: int
) -> tuple[ImprovementAction, Round]:
    """An action, and the round in which one says what came of it; NotAnyMore outside of that."""
    found = get_round_for(request.user, pk)
    own = get_own_organisation(request.user, found.benchmark, organisation)
    asked = one_or_404(found.versions.all(), version)
    rows = found.improvements.filter(organisation=own).select_related("round__benchmark", "version")
    action = rows.filter(version=asked).first()
    if action is None or not reads_figures(request.user, found):
        raise Http404
    following = outcomes.round_after(found)
    if following is None or following.state not in outcomes.ASKED_IN:
        raise NotAnyMore
    return action, following


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def round_outcome(
    request: SignedInRequest, pk: uuid.UUID, organisation: int, version: int
) -> HttpResponse:
    """What came of an action of this round, said in the next one."""
    action, following = _done(request, pk, organisation, version)
    initial = {"outcome": action.outcome, "outcome_words": action.outcome_words}
    form = OutcomeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        outcomes.say_outcome(
            by=request.user, action=action, outcome=said["outcome"], words=said["outcome_words"]
        )
        messages.success(request, _("Kept. All participants read it."))
        return redirect("benchmark_round", pk=following.pk)
    context = {
        "form": form,
        "heading": action.version.title,
        "said": action.text,
        "crumbs": round_crumbs(following),
    }
    return render(request, "benchmarking/form.html", context)
