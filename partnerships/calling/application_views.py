"""An application as each party reads it, and each step of what becomes of it."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.moving import NotAnyMore
from partnerships.answers import or_too_late
from partnerships.calling import deciding
from partnerships.calling.deciding_forms import (
    DecisionForm,
    OpinionForm,
    ReviewersForm,
    ReviewForm,
    ScreeningForm,
)
from partnerships.calling.lines import crumbs_of, reviews_for, shown_application
from partnerships.calling.permissions import (
    application_parties_of,
    associations_to_ask,
    get_application_as,
    get_application_for,
    may_assess,
)
from partnerships.calling.roles import assessors_of
from partnerships.models import Application
from partnerships.states import (
    ACCEPT,
    GIVE_OPINION,
    REVIEW,
    SCREEN,
    WITHDRAW,
    ApplicationState,
    CallParty,
)
from people.granting.permissions import speaks_for
from people.requests import SignedInRequest
from people.second_step import for_roles

CONFLICT = 409


@require_safe
@for_roles
def call_application(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """An application as each party reads it. That others than the applicants did is noted (R8)."""
    found = get_application_for(request.user, pk)
    if found.state == ApplicationState.DRAFT:
        return redirect("change_application", pk=pk)
    parties = application_parties_of(found, request.user)
    is_applicant = CallParty.APPLICANT in parties
    if not is_applicant:
        deciding.note_reading(by=request.user, application=found)
    context = {
        **shown_application(found),
        "opinion": None if is_applicant else getattr(found, "opinion", None),
        "reviews": reviews_for(request.user, parties, found),
        "is_applicant": is_applicant,
        "is_programme": CallParty.PROGRAMME in parties,
        "steps": _steps(request, found, parties),
        "can_withdraw": found.state in WITHDRAW.since and found.lead_id in speaks_for(request.user),
        "crumbs": crumbs_of(found.call),
    }
    return render(request, "partnerships/application.html", context)


def _steps(request: SignedInRequest, found: Application, parties: set[str]) -> list[dict[str, str]]:
    """What the reader does next, as links."""
    possible = (
        ("screen_application", _("Screen it"), CallParty.PROGRAMME, SCREEN.since),
        (
            "give_opinion",
            _("Give your association's opinion"),
            CallParty.ASSOCIATION,
            GIVE_OPINION.since,
        ),
        ("name_reviewers", _("Name the two assessors"), CallParty.PROGRAMME, deciding.NAMING),
        ("decide_on_application", _("Decide"), CallParty.PROGRAMME, ACCEPT.since),
    )
    steps = [
        (name, label) for name, label, by, at in possible if by in parties and found.state in at
    ]
    if _is_asked_to_review(request, found, parties):
        steps.insert(0, ("review_application", _("Write your review")))
    return [{"label": label, "url": reverse(name, args=[found.pk])} for name, label in steps]


def _is_asked_to_review(request: SignedInRequest, found: Application, parties: set[str]) -> bool:
    if CallParty.ASSESSOR not in parties or found.state not in REVIEW.since:
        return False
    return found.reviews.filter(assessor=request.user, given_at=None).exists()


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def screen_application(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The checklist: on to an association, or declined with reasons."""
    found = get_application_as(CallParty.PROGRAMME, request.user, pk)
    _must_be(found, ApplicationState.SUBMITTED)
    form = ScreeningForm(
        request.POST or None, call=found.call, associations=associations_to_ask(found)
    )
    if request.method == "POST" and form.is_valid():
        checks = form.cleaned_data.get("checks") or []
        if request.POST.get("then") == "decline":
            reason = form.cleaned_data["reason"]
            deciding.refuse(by=request.user, application=found, checks=checks, reason=reason)
        else:
            association = form.cleaned_data.get("association")
            deciding.screen(
                by=request.user, application=found, checks=checks, association=association
            )
        return redirect("call_application", pk=pk)
    buttons = [("go-on", _("It is eligible")), ("decline", _("Decline it"))]
    return _step(request, found, form, _("Screen it"), buttons)


def _must_be(found: Application, *states: str) -> None:
    """Else somebody was faster, or it is not time yet (P09)."""
    if found.state not in states:
        raise NotAnyMore


def _step(
    request: SignedInRequest,
    found: Application,
    form: Any,
    heading: str,
    buttons: list[tuple[str, str]],
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "said": found.title,
        "buttons": buttons,
        "crumbs": crumbs_of(found.call, found),
    }
    return render(request, "partnerships/step.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def give_opinion(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What the association that is asked thinks, once."""
    found = get_application_as(CallParty.ASSOCIATION, request.user, pk)
    _must_be(found, ApplicationState.SCREENED)
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deciding.give_opinion(by=request.user, application=found, said=form.cleaned_data)
        messages.success(request, _("Your association's opinion is given."))
        return redirect("call_application", pk=pk)
    heading = _("Your association's opinion")
    return _step(request, found, form, heading, [("give", _("Give it"))])


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def name_reviewers(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Two assessors of the call, neither of an applicant."""
    found = get_application_as(CallParty.PROGRAMME, request.user, pk)
    _must_be(found, *deciding.NAMING)
    able = [one for one in assessors_of(found.call) if may_assess(one, found)]
    rows = found.reviews.select_related("assessor")
    named = [one.assessor for one in rows if one.assessor is not None]
    form = ReviewersForm(request.POST or None, persons=able, named=named)
    if request.method == "POST" and form.is_valid():
        persons = [form.cleaned_data["first"], form.cleaned_data["second"]]
        try:
            deciding.name_reviewers(by=request.user, application=found, persons=persons)
        except deciding.MayNotAssess:
            form.add_error(None, _("Who has given a review stays named, and so does its author."))
        else:
            messages.success(request, _("Named."))
            return redirect("call_application", pk=pk)
    heading = _("Name the two assessors")
    return _step(request, found, form, heading, [("name", _("Name them"))])


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def review_application(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The review one was asked for, once."""
    found = get_application_as(CallParty.ASSESSOR, request.user, pk)
    own = found.reviews.filter(assessor=request.user).first()
    if own is None:
        raise Http404
    if own.given_at or found.state != ApplicationState.HEARD:
        raise NotAnyMore
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deciding.review(by=request.user, application=found, said=form.cleaned_data)
        messages.success(request, _("Given. You read the other one once both are in."))
        return redirect("call_application", pk=pk)
    return _step(request, found, form, _("Your review"), [("give", _("Give it"))])


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def decide_on_application(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Yes or no, with reasons; a yes makes the partnership."""
    found = get_application_as(CallParty.PROGRAMME, request.user, pk)
    _must_be(found, ApplicationState.REVIEWED)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        acts = {"accept": deciding.accept, "decline": deciding.decline}
        act = acts.get(request.POST.get("then", ""))
        if act is None:
            raise BadRequest("then")
        act(by=request.user, application=found, reason=form.cleaned_data["reason"])
        return redirect("call_application", pk=pk)
    buttons = [("accept", _("Accept it")), ("decline", _("Decline it"))]
    return _step(request, found, form, _("Decide"), buttons)
