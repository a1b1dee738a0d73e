"""Three times, on the page or from the mail, and the session that comes of it."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentoring.answers import or_too_late, pair_crumbs, too_late
from mentoring.meeting import actions
from mentoring.meeting.by_mail import read_token
from mentoring.meeting.forms import CancelForm, PickForm, TimesForm
from mentoring.meeting.lines import clock_of, shown_session, slots_of
from mentoring.models import Pair, Proposal, Session
from mentoring.permissions import (
    check_may,
    get_pair_for,
    get_proposal_for,
    get_session_for,
    parties_in,
)
from mentoring.states import NONE_OF_THESE, PICK, TAKE_BACK, PairState, ProposalState
from pages.moving import NotAnyMore
from pages.too_late import CONFLICT
from people.joining.views.links import for_link
from people.models import Person
from people.requests import SignedInRequest

# -- Proposing -------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def propose_times(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Three times for a new session."""
    return _propose(request, get_pair_for(request.user, pk), None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def session_move(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Three times to which a session could be moved; until one is picked it stays where it is."""
    session = get_session_for(request.user, pk)
    if not session.can_be_moved(timezone.now()):
        raise NotAnyMore
    return _propose(request, session.pair, session)


def _propose(request: SignedInRequest, pair: Pair, session: Session | None) -> HttpResponse:
    if pair.state != PairState.UNDER_WAY:
        raise NotAnyMore
    initial = _as_booked(session)
    form = TimesForm(request.POST or None, person=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_times(
                by=request.user,
                pair=pair,
                plan=form.plan(),
                key=form.cleaned_data["key"],
                session=session,
            )
        except actions.TooNear:
            form.add_error(None, _("Propose times at least 24 hours from now."))
        else:
            messages.success(request, _("Proposed. The other person picks one."))
            return redirect("pair", pk=pair.pk)
    context = {
        "form": form,
        "pair": pair,
        "session": session,
        "own_zone": clock_of(timezone.now(), 60, request.user).zone,
        "other_zone": clock_of(timezone.now(), 60, pair.other_than(request.user)).zone,
        "crumbs": pair_crumbs(pair.pk),
    }
    return render(request, "mentoring/propose_times.html", context)


def _as_booked(session: Session | None) -> dict[str, Any]:
    if session is None:
        return {}
    fields = {name: getattr(session, name) for name in ("place", "link", "agenda")}
    return {**fields, "minutes": session.minutes}


# -- Picking ---------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def times(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The three times; the other picks one or none, the proposer takes them back."""
    proposal = get_proposal_for(request.user, pk)
    parties = parties_in(proposal.pair, request.user, proposal.by_id)
    if request.method == "POST":
        match request.POST.get("then", "pick"):
            case "pick":
                check_may(PICK, parties)
                return _pick(request, proposal, request.user, is_by_mail=False)
            case "none":
                check_may(NONE_OF_THESE, parties)
                actions.pick_none(by=request.user, proposal=proposal)
                messages.success(request, _("None of them. Propose three others."))
                return redirect(_address_to_propose(proposal))
            case "take-back":
                check_may(TAKE_BACK, parties)
                actions.take_back(by=request.user, proposal=proposal)
                messages.success(request, _("Taken back."))
                return redirect("pair", pk=proposal.pair_id)
        raise BadRequest("then")
    return _shown(request, proposal, request.user, None, is_by_mail=False)


@for_link
@require_http_methods(["GET", "HEAD", "POST"])
@or_too_late
def times_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The page with one button behind the link in a mail; nobody has to sign in (P18).

    It shows times and zones, no names and not what it is about.
    """
    read = read_token(token)
    if read is None:
        raise Http404
    person = Person.objects.filter(pk=read[1], is_active=True).first()
    if person is None:
        raise Http404
    proposal = get_proposal_for(person, read[0])
    check_may(PICK, parties_in(proposal.pair, person, proposal.by_id))
    with translation.override(person.language):
        if request.method == "POST":
            return _pick(request, proposal, person, is_by_mail=True)
        return _shown(request, proposal, person, None, is_by_mail=True)


def _pick(
    request: HttpRequest, proposal: Proposal, person: Person, *, is_by_mail: bool
) -> HttpResponse:
    starts = [time.starts_at for time in proposal.times.all()]
    form = PickForm(request.POST, starts=starts)
    if proposal.state != ProposalState.OPEN:
        return _settled(request, proposal, person, is_by_mail=is_by_mail)
    if not form.is_valid():
        return _shown(request, proposal, person, form, is_by_mail=is_by_mail)
    try:
        session = actions.pick(by=person, proposal=proposal, starts_at=form.moment())
    except actions.AlreadyTaken:
        words = _("Already taken: one of you has a session then. Pick another.")
        form.add_error("starts_at", words)
        return _shown(request, proposal, person, form, is_by_mail=is_by_mail, status=CONFLICT)
    except actions.TooNear:
        form.add_error("starts_at", _("Less than 24 hours are left until then. Pick another."))
        return _shown(request, proposal, person, form, is_by_mail=is_by_mail, status=CONFLICT)
    except NotAnyMore:
        return _settled(request, proposal, person, is_by_mail=is_by_mail)
    if is_by_mail:
        own = clock_of(session.starts_at, session.minutes, person)
        return render(request, "mentoring/picked_by_mail.html", {"own": own})
    messages.success(request, _("Booked. Both of you have it."))
    return redirect("session", pk=session.pk)


def _settled(
    request: HttpRequest, proposal: Proposal, person: Person, *, is_by_mail: bool
) -> HttpResponse:
    """One of these times was picked before, or they were taken back: 409."""
    return too_late(request, _("These times cannot be picked any more."))


def _shown(
    request: HttpRequest,
    proposal: Proposal,
    person: Person,
    form: PickForm | None,
    *,
    is_by_mail: bool,
    status: int = 200,
) -> HttpResponse:
    picked = form.data.get("starts_at", "") if form is not None else ""
    context = {
        "proposal": proposal,
        "is_open": proposal.state == ProposalState.OPEN,
        "is_own": proposal.by_id == person.pk,
        "slots": slots_of(proposal, person, picked),
        "form": form,
        "own_zone": clock_of(proposal.made_at, 60, person).zone,
    }
    if not is_by_mail:
        context["crumbs"] = pair_crumbs(proposal.pair.pk)
    template = "mentoring/times_by_mail.html" if is_by_mail else "mentoring/times.html"
    return render(request, template, context, status=status)


def _address_to_propose(proposal: Proposal) -> str:
    if proposal.session is not None:
        return reverse("session_move", args=[proposal.session.pk])
    return reverse("propose_times", args=[proposal.pair_id])


# -- The session -----------------------------------------------------------------------------------


@require_safe
@login_required
def session(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """When and where it is, on both clocks, and what can be done with it."""
    own = get_session_for(request.user, pk)
    context = {**shown_session(own, request.user), "crumbs": pair_crumbs(own.pair.pk)}
    return render(request, "mentoring/session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def session_cancel(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """A page with one button; within the last 24 hours it asks why."""
    own = get_session_for(request.user, pk)
    now = timezone.now()
    if not own.can_be_cancelled(now):
        raise NotAnyMore
    is_late = not own.can_be_moved(now)
    # Without a word why nothing is sent but the button.
    form = CancelForm(request.POST if request.method == "POST" else None, is_late=is_late)
    if form.is_valid():
        actions.cancel(by=request.user, session=own, why=form.cleaned_data["why"])
        messages.success(request, _("Cancelled. Both of you are told."))
        return redirect("pair", pk=own.pair_id)
    context = {
        **shown_session(own, request.user),
        "form": form,
        "is_late": is_late,
        "crumbs": pair_crumbs(own.pair.pk),
    }
    return render(request, "mentoring/session_cancel.html", context)


@require_POST
@login_required
@or_too_late
def session_held(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Whether it took place: `took_place` is yes or no."""
    own = get_session_for(request.user, pk)
    said = request.POST.get("took_place")
    if said not in ("yes", "no"):
        raise BadRequest("took_place")
    actions.say_whether_held(by=request.user, session=own, took_place=said == "yes")
    messages.success(request, _("Noted."))
    return redirect("session", pk=pk)
