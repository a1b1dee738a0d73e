"""Trainings: the list, one of them, its form, signing up, holding it."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.moving import NotAnyMore
from pages.permissions import can_read
from people.requests import SignedInRequest
from people.second_step import for_roles
from people.space.calendar import as_file
from training.answers import or_too_late
from training.events import actions
from training.events.calendar import calendar_of
from training.events.forms import EventForm
from training.events.lines import (
    days_of,
    hours_for,
    hours_of,
    shown_events,
    trainers_of,
    training_crumbs,
    where_of,
)
from training.models import Course, Event, Participation
from training.permissions import (
    can_enter_trainings,
    can_keep_event,
    can_keep_list,
    can_read_for_a_purpose,
    edits_for_an_association,
    get_event,
    get_event_to_keep_for,
    get_list_to_keep_for,
)
from training.querysets import rows_of, trainers, with_trainers
from training.states import EventState, ParticipationState

MOST_SHOWN = 50


@require_safe
def trainings(request: HttpRequest) -> HttpResponse:
    """What comes, and what was; for everyone. Names of trainers are for who is signed in."""
    now = timezone.now()
    events = with_trainers(Event.objects.exclude(state=EventState.CANCELLED))
    coming = events.filter(ends_at__gt=now, state=EventState.PLANNED).order_by("starts_at", "pk")
    past = events.filter(state=EventState.HELD).order_by("-starts_at", "pk")
    context = {
        "coming": shown_events(coming[:MOST_SHOWN]),
        "past": shown_events(past[:MOST_SHOWN]),
        "can_enter": can_enter_trainings(request.user),
    }
    return render(request, "training/trainings.html", context)


@require_safe
def training(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One training: when, where, by which edition; and what the reader can do about it."""
    event = get_event(pk)
    if request.user.is_authenticated:
        prefetch_related_objects([event], trainers())
    context = {
        "event": event,
        "when": days_of(event),
        "hours": hours_of(event),
        "hours_here": hours_for(event, request.user),
        "where": where_of(event),
        "trainers": trainers_of(event) if request.user.is_authenticated else [],
        "manual": _manual_of(request, event),
        "crumbs": [{"label": _("Trainings"), "url": reverse("trainings")}],
        **_own_part(request, event),
    }
    return render(request, "training/training.html", context)


def _manual_of(request: HttpRequest, event: Event) -> dict[str, str] | None:
    manual = event.edition.manual
    address = getattr(getattr(manual, "our_address", None), "address", "")
    if manual is None or not address or not can_read(request.user, manual):
        return None
    return {"title": manual.title, "url": address}


def _own_part(request: HttpRequest, event: Event) -> dict[str, Any]:
    person: Any = request.user
    if not person.is_authenticated:
        return {}
    own = (
        Participation.objects.filter(event=event, person=person)
        .select_related("certificate")
        .order_by("entered_at")
        .first()
    )
    is_to_come = event.state == EventState.PLANNED and not event.has_begun()
    is_in = own is not None and own.state in (
        ParticipationState.SIGNED_UP,
        ParticipationState.ATTENDED,
    )
    is_invited = own is not None and own.state == ParticipationState.INVITED
    is_kept = can_keep_list(person, event)
    return {
        "own": own,
        "certificate": getattr(own, "certificate", None),
        "can_sign_up": is_to_come and not is_in and (event.way_in == "open" or is_invited),
        "can_withdraw": is_to_come and own is not None and (is_in or is_invited),
        "can_keep": can_keep_event(person, event),
        "can_list": is_kept or can_read_for_a_purpose(person) or edits_for_an_association(person),
        "is_kept": is_kept,
        "can_hold": is_kept and event.state == EventState.PLANNED and event.has_begun(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def new_training(request: SignedInRequest) -> HttpResponse:
    """A training to come, or one that was."""
    if not can_enter_trainings(request.user):
        raise Http404
    course = None
    if (asked := request.GET.get("course", "")).isdecimal() and len(asked) < 10:
        course = Course.objects.filter(pk=int(asked)).first()
    form = EventForm(request.POST or None, person=request.user, course=course)
    if request.method == "POST" and form.is_valid():
        made = actions.make_event(by=request.user, said=form.said())
        if made.is_held:
            messages.success(request, _("The training is there. Enter who took part."))
            return redirect("participants", pk=made.pk)
        messages.success(request, _("The training is there."))
        return redirect("training", pk=made.pk)
    crumbs = [{"label": _("Trainings"), "url": reverse("trainings")}]
    context = {"form": form, "heading": _("Enter a training"), "crumbs": crumbs, "is_new": True}
    return render(request, "training/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def change_training(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Its title, days, place; who signed up is told where it moves."""
    event = get_event_to_keep_for(request.user, pk)
    if event.state == EventState.CANCELLED:
        raise NotAnyMore
    form = EventForm(request.POST or None, person=request.user, event=event)
    if request.method == "POST" and form.is_valid():
        actions.change_event(by=request.user, event=event, said=form.said())
        return redirect("training", pk=pk)
    context = {"form": form, "heading": _("Change the training"), "crumbs": training_crumbs(event)}
    return render(request, "training/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def cancel_training(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """A page with one button."""
    event = get_event_to_keep_for(request.user, pk)
    if event.state != EventState.PLANNED:
        raise NotAnyMore
    if request.method == "POST":
        actions.cancel_event(by=request.user, event=event)
        messages.success(request, _("Cancelled. Who signed up is told."))
        return redirect("training", pk=pk)
    context = {"event": event, "crumbs": training_crumbs(event)}
    return render(request, "training/cancel.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def hold_training(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Who of the list was there; from then on it counts as held."""
    event = get_list_to_keep_for(request.user, pk)
    if event.state != EventState.PLANNED or not event.has_begun():
        raise NotAnyMore
    rows = [row for row in rows_of(event) if row.state != ParticipationState.WITHDRAWN]
    if request.method == "POST":
        marked = set(request.POST.getlist("there"))
        there = {row.pk for row in rows if str(row.pk) in marked}
        actions.hold_event(by=request.user, event=event, there=there)
        messages.success(request, _("Noted as held. You can still enter others who came."))
        return redirect("participants", pk=pk)
    context = {"event": event, "rows": rows, "crumbs": training_crumbs(event)}
    return render(request, "training/hold.html", context)


@require_POST
@login_required
@or_too_late
def own_place(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Sign up, or withdraw: `then` says which."""
    event = get_event(pk)
    match request.POST.get("then"):
        case "sign-up":
            try:
                actions.sign_up(by=request.user, event=event)
            except actions.Full:
                messages.error(request, _("All places are taken."))
            else:
                messages.success(request, _("You are on the list."))
        case "withdraw":
            own = Participation.objects.filter(event=event, person=request.user)
            row = own.select_related("event").order_by("entered_at").first()
            if row is None:
                raise Http404
            actions.withdraw(by=request.user, participation=row)
            messages.success(request, _("Your place is free again."))
        case _unknown:
            raise BadRequest("then")
    return redirect("training", pk=pk)


@require_safe
def training_calendar(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One training as a file; what all may know of it."""
    return as_file(calendar_of([get_event(pk)]), "training.ics")
