"""Asking a mentor, deciding about it, and suggesting a pair for the programme."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentoring.answers import or_too_late, too_late
from mentoring.asking import actions
from mentoring.asking.forms import AskForm, DeclineForm, SuggestForm
from mentoring.asking.lines import others_for, shown_request
from mentoring.looking.forms import read_wish
from mentoring.looking.views import line_of, may_be_asked, page_for
from mentoring.looking.wish import Wish, own_wish
from mentoring.models import Offer, Request
from mentoring.permissions import (
    check_may,
    get_offer_for,
    get_request_for,
    keeps_the_programme,
    parties_of,
)
from mentoring.states import ACCEPT, DECLINE, TAKE_UP, WITHDRAW
from people.conversations.actions import NobodyAnswers
from people.directory.narrowing import called
from people.limits import TooMany
from people.models import Person
from people.querysets import those_who_can_sign_in
from people.requests import SignedInRequest
from people.second_step import for_roles
from people.space.forms import MOST_FOUND, FindForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask_mentor(request: SignedInRequest, pk: uuid.UUID, page_id: int | None = None) -> HttpResponse:
    """One short reason; it goes to the mentor and begins a conversation."""
    offer = get_offer_for(request.user, pk)
    if not may_be_asked(request.user, offer):
        raise Http404
    about = page_for(request.user, page_id) if page_id is not None else None
    wish = read_wish(request.GET, own_wish(request.user, about))
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        question = actions.Question(form.cleaned_data["words"], wish, about)
        asked = _ask(request, form, offer, question)
        if isinstance(asked, HttpResponse):
            return asked
        if asked is not None:
            messages.success(request, _("Asked. They have ten days to answer."))
            return redirect("mentoring_request", pk=asked.pk)
    context = {
        "form": form,
        "line": line_of(offer, request.user, wish),
        "about": about,
        "crumbs": [
            {"label": _("Mentors"), "url": reverse("mentors")},
        ],
    }
    return render(request, "mentoring/ask.html", context)


def _ask(
    request: SignedInRequest, form: AskForm, offer: Offer, question: actions.Question
) -> Request | HttpResponse | None:
    """The request; an answer where no place is left; None with a sentence on the form."""
    try:
        return actions.ask(
            by=request.user, offer=offer, question=question, key=form.cleaned_data["key"]
        )
    except actions.NoPlaceLeft:
        return too_late(request, _("No place is free with this mentor at present."))
    except actions.AlreadyAsked:
        form.add_error(None, _("You have asked them already, or they coach you."))
    except TooMany:
        form.add_error(None, _("You have asked as many as a day allows. Ask this one tomorrow."))
    except NobodyAnswers:
        form.add_error(None, _("There is nobody here who could answer at present."))
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def mentoring_request(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """What was asked and where it stands; the asker withdraws, the mentor decides."""
    asked = get_request_for(request.user, pk)
    is_decline = request.POST.get("then") == "decline"
    decline = DeclineForm(request.POST if is_decline else None)
    take_up = AskForm(request.POST if request.POST.get("then") == "take-up" else None)
    if request.method == "POST":
        done = _decide(request, asked, decline, take_up)
        if done is not None:
            return done
    context = {
        **shown_request(asked, request.user),
        "decline": decline,
        "take_up": take_up,
        "form": take_up if take_up.is_bound else decline,
        "others": others_for(asked, request.user),
        "crumbs": [{"label": _("Coaching"), "url": reverse("mentoring")}],
    }
    return render(request, "mentoring/request.html", context)


def _decide(
    request: SignedInRequest, asked: Request, decline: DeclineForm, take_up: AskForm
) -> HttpResponse | None:
    """The answer to a decision; None where a form has to be shown again."""
    by, parties = request.user, parties_of(asked, request.user)
    match request.POST.get("then"):
        case "accept":
            check_may(ACCEPT, parties)
            return _accept(request, asked)
        case "decline":
            check_may(DECLINE, parties)
            if not decline.is_valid():
                return None
            actions.decline(by=by, request=asked, reason=decline.cleaned_data["reason"])
            messages.success(request, _("They learn that it is no, and why."))
        case "withdraw":
            check_may(WITHDRAW, parties)
            actions.withdraw(by=by, request=asked)
            messages.success(request, _("Withdrawn."))
        case "take-up":
            check_may(TAKE_UP, parties)
            return _take_up(request, asked, take_up)
        case _unknown:
            raise BadRequest("then")
    return redirect("mentoring_request", pk=asked.pk)


def _accept(request: SignedInRequest, asked: Request) -> HttpResponse:
    try:
        pair = actions.accept(by=request.user, request=asked)
    except actions.NoPlaceLeft:
        return too_late(request, _("You have no place left. Offer one more, or decline."))
    messages.success(request, _("Accepted. Write down together what you want to reach."))
    return redirect("pair", pk=pair.pk)


def _take_up(request: SignedInRequest, asked: Request, form: AskForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        actions.take_up(by=request.user, request=asked, words=form.cleaned_data["words"])
    except actions.NoPlaceLeft:
        return too_late(request, _("No place is free with this mentor at present."))
    except NobodyAnswers:
        form.add_error(None, _("There is nobody here who could answer at present."))
        return None
    messages.success(request, _("Asked. They have ten days to answer."))
    return redirect("mentoring_request", pk=asked.pk)


# -- The programme ---------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def suggest_mentor(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Find a person by name and suggest this mentor to them; for the programme's editors alone."""
    if not keeps_the_programme(request.user):
        raise Http404
    offer = get_offer_for(request.user, pk)
    find = FindForm(request.GET if "q" in request.GET else None)
    found = _found(find.cleaned_data["q"], offer) if find.is_valid() else Person.objects.none()
    form = SuggestForm(request.POST or None, persons=found)
    if request.method == "POST" and form.is_valid() and _suggest(request, form, offer):
        messages.success(request, _("Suggested. The mentor is asked once they take it up."))
        return redirect("matches")
    context: dict[str, Any] = {
        "line": line_of(offer, request.user, Wish()),
        "find": find,
        "found": len(found),
        "form": form,
        "crumbs": [{"label": _("Mentors"), "url": reverse("mentors")}],
    }
    return render(request, "mentoring/suggest.html", context)


def _found(words: str, offer: Offer) -> Any:
    """Who has that name, an account, and may know of the offer."""
    persons = called(those_who_can_sign_in(), words).exclude(pk=offer.mentor_id)
    ids = list(persons.order_by("name", "pk").values_list("pk", flat=True)[:MOST_FOUND])
    near = [
        person.pk for person in Person.objects.filter(pk__in=ids) if may_be_asked(person, offer)
    ]
    return Person.objects.filter(pk__in=near).order_by("name", "pk")


def _suggest(request: SignedInRequest, form: SuggestForm, offer: Offer) -> bool:
    try:
        actions.propose_pair(by=request.user, offer=offer, **form.cleaned_data)
    except actions.AlreadyAsked:
        form.add_error("asker", _("These two have asked each other already."))
        return False
    return True
