"""Applying: the own draft, and an application as each party sees it."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from internships.answers import or_too_late
from internships.applying import actions
from internships.applying.forms import AnswerForm, DeclineForm, DraftForm, QuestionForm
from internships.models import Application
from internships.offering.lines import period_of, until_of, where_of
from internships.permissions import (
    applications_to_decide,
    applications_to_endorse,
    check_may,
    get_application_for,
    get_offer_for,
    parties_of,
    post_to_apply_from,
)
from internships.placing.lines import own_placements
from internships.states import ACCEPT, DECLINE, SHORTLIST, WITHDRAW, ApplicationState, Party
from pages.moving import Move, NotAnyMore
from pages.paging import read_number
from pages.private_files import as_download, opened_or_404
from people.breaking_glass.log import exceptions_of
from people.requests import SignedInRequest

UNDECIDED = (ApplicationState.SUBMITTED, ApplicationState.SHORTLISTED)


@require_safe
@login_required
def placements(request: SignedInRequest) -> HttpResponse:
    """What one applied for, what waits for one, and where one is or was."""
    own = Application.objects.filter(person=request.user).select_related("offer__host")
    context = {
        "own": own.order_by("-changed_at"),
        "to_decide": applications_to_decide(request.user).select_related("offer", "person")[:50],
        "to_endorse": applications_to_endorse(request.user).select_related("offer", "person")[:50],
        "placements": own_placements(request.user),
        "crumbs": [{"label": _("Placements"), "url": reverse("host_offers")}],
    }
    return render(request, "internships/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def apply(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The own draft: kept as it is, or sent in."""
    offer = get_offer_for(request.user, pk)
    own = Application.objects.filter(offer=offer, person=request.user).first()
    if own is None and post_to_apply_from(request.user, offer) is None:
        raise Http404
    if own is not None and own.state != ApplicationState.DRAFT:
        return redirect("application", pk=own.pk)
    if not offer.takes_applications(timezone.now()):
        raise NotAnyMore
    form = DraftForm(request.POST or None, request.FILES or None, own=own)
    if request.method == "POST" and form.is_valid():
        letter, cv = form.cleaned_data["letter"], form.cv_to_keep()
        own = actions.save_draft(by=request.user, offer=offer, letter=letter, cv=cv)
        if request.POST.get("then") != "send":
            messages.success(request, _("Kept as a draft. Nobody else reads it."))
            return redirect("apply", pk=pk)
        if _is_sent_in(request, own, form):
            return redirect("application", pk=own.pk)
    about = {"offer": offer, "until": until_of(offer), "crumbs": _crumbs(offer)}
    return render(request, "internships/apply.html", {**about, "own": own, "form": form})


def _is_sent_in(request: SignedInRequest, own: Application, form: DraftForm) -> bool:
    try:
        actions.submit(by=request.user, application=own)
    except actions.NotComplete:
        form.add_error(None, _("Before it is sent in it needs a letter and a CV."))
        return False
    messages.success(request, _("Sent in. The host reads it and decides."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def application(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One application for its writer, those who send and those who decide; `then` says what."""
    found = get_application_for(request.user, pk)
    parties = parties_of(found, request.user)
    forms: dict[str, Any] = {
        "decline": DeclineForm(),
        "ask": QuestionForm(),
        "answer": AnswerForm(),
    }
    if request.method == "POST":
        done = _do(request, found, parties, forms)
        if done is not None:
            messages.success(request, done)
            return redirect("application", pk=pk)
    if found.state == ApplicationState.DRAFT:
        return redirect("apply", pk=found.offer_id)
    return render(request, "internships/application.html", _context(found, parties, forms))


def _do(
    request: SignedInRequest, found: Application, parties: set[str], forms: dict[str, Any]
) -> str | None:
    """What was done, in a sentence; None where a form needs mending."""
    by, then = request.user, request.POST.get("then", "")
    plain: dict[str, tuple[Move | None, str, Any, str]] = {
        "shortlist": (SHORTLIST, Party.HOST, actions.shortlist, _("On the shortlist.")),
        "withdraw": (WITHDRAW, Party.PERSON, actions.withdraw, _("Withdrawn.")),
        "endorse": (None, Party.SENDER, actions.endorse, _("Your organisation backs it.")),
    }
    if then in plain:
        move, party, act, said = plain[then]
        _must_be(party, parties)
        if move is not None:
            check_may(move, parties)
        act(by=by, application=found)
        return said
    if then == "accept":
        check_may(ACCEPT, parties)
        has_place = actions.accept(by=by, application=found)
        if has_place:
            return str(_("Accepted. Next the three of you write the agreement."))
        return str(_("All places are taken: it is on the waiting list."))
    if then not in forms:
        raise BadRequest("then")
    return _say(request, found, parties, forms)


def _say(
    request: SignedInRequest, found: Application, parties: set[str], forms: dict[str, Any]
) -> str | None:
    by, then = request.user, request.POST["then"]
    form = forms[then] = type(forms[then])(request.POST)
    _must_be(Party.PERSON if then == "answer" else Party.HOST, parties)
    if not form.is_valid():
        return None
    if then == "decline":
        check_may(DECLINE, parties)
        actions.decline(by=by, application=found, reason=form.cleaned_data["reason"])
        return str(_("Declined. Your reason is told."))
    text = form.cleaned_data["text"]
    if then == "ask":
        actions.ask(by=by, application=found, text=text)
        return str(_("Asked."))
    number = read_number(request.POST.get("question", ""))
    actions.answer(by=by, application=found, number=number, text=text)
    return str(_("Answered."))


def _must_be(party: str, parties: set[str]) -> None:
    if party not in parties:
        raise Http404


def _context(found: Application, parties: set[str], forms: dict[str, Any]) -> dict[str, Any]:
    is_undecided = found.state in UNDECIDED
    is_host = Party.HOST in parties
    return {
        "application": found,
        "offer": found.offer,
        "where": where_of(found.offer),
        "period": period_of(found.offer.starts_on, found.offer.ends_on),
        "questions": list(found.questions.all()),
        # The applicant knows who opened it; others of the three have no need to.
        "exceptions": exceptions_of(found) if Party.PERSON in parties else (),
        "placement": getattr(found, "placement", None),
        "forms": forms,
        "is_person": Party.PERSON in parties,
        "is_host": is_host,
        "can_endorse": Party.SENDER in parties and is_undecided and found.endorsed_at is None,
        "can_ask": is_host and is_undecided,
        "can_shortlist": is_host and found.state in SHORTLIST.since,
        "can_accept": is_host and found.state in ACCEPT.since,
        "can_decline": is_host and found.state in DECLINE.since,
        "can_withdraw": Party.PERSON in parties and found.state in WITHDRAW.since,
        "crumbs": _crumbs(found.offer),
    }


@require_safe
@login_required
def cv(request: SignedInRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The CV as a download, never shown in place (U03); who else reads it is noted (R8)."""
    found = get_application_for(request.user, pk)
    opened = opened_or_404(found.cv)
    actions.note_reading(by=request.user, application=found)
    return as_download(opened, name=found.cv_name, content_type=found.cv_type)


def _crumbs(offer: Any) -> list[dict[str, str]]:
    return [
        {"label": _("Placements"), "url": reverse("host_offers")},
        {"label": offer.title, "url": reverse("host_offer", args=[offer.pk])},
    ]
