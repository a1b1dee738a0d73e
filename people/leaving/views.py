"""Leaving a post, and handing over what hung on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from people.granting.forms import EndPostForm, HandOverForm
from people.granting.permissions import can_keep_people_of, reach_of
from people.leaving.actions import end_post, hand_over
from people.leaving.querysets import (
    departures_for,
    get_departure_for,
    get_post_to_end,
    posts_that_end_by,
    successors_of,
    things_of,
)
from people.models import Departure
from people.requests import SignedInRequest
from people.second_step import for_roles

# So many things on one page; what is left comes when these are handed over.
THINGS_SHOWN = 50


@require_safe
@login_required
def leaving(request: SignedInRequest) -> HttpResponse:
    """I have moved, or I am leaving: own posts, and what is still to be handed over."""
    reach = reach_of(request.user)
    own_posts = posts_that_end_by(reach).filter(person=request.user)
    own_departures = departures_for(reach).open().filter(appointment__person=request.user)
    context = {
        "appointments": own_posts.select_related("organisation").order_by("from_on", "pk"),
        "departures": own_departures.order_by("begun_at", "pk"),
    }
    return render(request, "people/leaving.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a post, the own one or one in an organisation that one keeps."""
    appointment = get_post_to_end(reach_of(request.user), pk)
    person, organisation = appointment.person, appointment.organisation
    is_own = person == request.user
    form = EndPostForm(request.POST or None, appointment=appointment)
    if request.method == "POST" and form.is_valid():
        departure = end_post(by=request.user, appointment=appointment, last_day=form.day_chosen())
        if departure is not None and departure.done_at is None:
            messages.success(request, _("Kept. This is what there is to hand over."))
            return redirect("departure", pk=departure.pk)
        messages.success(request, _("Kept. There is nothing to hand over."))
        if is_own or not can_keep_people_of(reach_of(request.user), organisation.pk):
            return redirect("leaving")
        return redirect("people_of", pk=organisation.pk)
    context = {"form": form, "appointment": appointment, "is_own": is_own}
    return render(request, "people/end_post.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def departure(request: SignedInRequest, pk: int) -> HttpResponse:
    """What somebody leaves, and who has it next."""
    leaves = get_departure_for(reach_of(request.user), pk)
    things = things_of(leaves, request.user)
    form = HandOverForm(
        request.POST or None,
        things=things[:THINGS_SHOWN],
        successors=list(successors_of(leaves, request.user)),
    )
    if request.method == "POST":
        if form.names_a_stranger():
            raise Http404
        if form.is_valid():
            return _hand_over(request, leaves, form)
    context = {
        "form": form,
        "departure": leaves,
        "appointment": leaves.appointment,
        "is_own": leaves.appointment.person == request.user,
        "number": len(things),
        "more": max(len(things) - THINGS_SHOWN, 0),
    }
    return render(request, "people/departure.html", context)


def _hand_over(
    request: SignedInRequest, leaves: Departure, form: HandOverForm
) -> HttpResponseRedirect:
    number = hand_over(by=request.user, departure=leaves, to=form.choices_made())
    if number:
        done = ngettext(
            "%(number)s thing is handed over.", "%(number)s things are handed over.", number
        )
        messages.success(request, done % {"number": number})
    else:
        messages.info(request, _("That was handed over before."))
    return redirect("departure", pk=leaves.pk)
