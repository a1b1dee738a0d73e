"""Offers: the list, one of them, its form; a feed and a calendar of periods."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from internships.answers import or_too_late
from internships.models import Application, HostOffer
from internships.offering import actions
from internships.offering.calendar import calendar_of
from internships.offering.feed import feed_of
from internships.offering.forms import OfferForm
from internships.offering.lines import period_of, shown_offers, until_of, where_of
from internships.permissions import (
    applications_at,
    get_offer_for,
    get_offer_to_keep_for,
    hosts_for,
    is_host,
    offers_shown,
    post_to_apply_from,
)
from internships.states import OfferState
from people.requests import SignedInRequest
from people.second_step import for_roles
from people.space.calendar import as_file

MOST_SHOWN = 50


@require_safe
def host_offers(request: HttpRequest) -> HttpResponse:
    """What is open, soonest to close first; for everyone."""
    now = timezone.now()
    shown = offers_shown()
    open_ones = shown.filter(state=OfferState.OPEN, closes_at__gt=now).order_by("closes_at", "pk")
    closed = shown.exclude(pk__in=open_ones.values("pk")).order_by("-closes_at", "pk")
    context = {
        "open": shown_offers(open_ones[:MOST_SHOWN]),
        "closed": shown_offers(closed[:MOST_SHOWN]),
        "can_offer": request.user.is_authenticated and hosts_for(request.user).exists(),
    }
    return render(request, "internships/offers.html", context)


@require_safe
def host_offers_feed(request: HttpRequest) -> HttpResponse:
    """The newest published ones."""
    newest = offers_shown().order_by("-published_at", "pk")[:30]
    return feed_of(newest)


@require_safe
def host_offers_calendar(request: HttpRequest) -> HttpResponse:
    """Periods of what is open, for calendar programs."""
    open_ones = offers_shown().filter(state=OfferState.OPEN).order_by("starts_on", "pk")
    return as_file(calendar_of(open_ones[:MOST_SHOWN]), "placements.ics")


@require_safe
def host_offer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One offer, and what the reader can do about it. How many applied is for the host alone."""
    offer = get_offer_for(request.user, pk)
    is_keeper = is_host(request.user, offer)
    context = {
        "offer": offer,
        "where": where_of(offer),
        "period": period_of(offer.starts_on, offer.ends_on),
        "until": until_of(offer),
        "is_open": offer.takes_applications(timezone.now()),
        "themes": list(offer.themes.all()),
        "is_keeper": is_keeper,
        "number": applications_at(offer).count() if is_keeper else None,
        "crumbs": [{"label": _("Placements"), "url": reverse("host_offers")}],
        **_own_part(request, offer),
    }
    return render(request, "internships/offer.html", context)


def _own_part(request: HttpRequest, offer: HostOffer) -> dict[str, Any]:
    person: Any = request.user
    if not person.is_authenticated:
        return {}
    own = Application.objects.filter(offer=offer, person=person).first()
    return {
        "own": own,
        "can_apply": own is None and post_to_apply_from(person, offer) is not None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def new_host_offer(request: SignedInRequest) -> HttpResponse:
    """An offer begins as a draft that the host alone reads."""
    if not hosts_for(request.user).exists():
        raise Http404
    return _form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def change_host_offer(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    return _form(request, get_offer_to_keep_for(request.user, pk))


def _form(request: SignedInRequest, offer: HostOffer | None) -> HttpResponse:
    form = OfferForm(
        request.POST or None,
        person=request.user,
        offer=offer,
        site_version=getattr(request, "site_version", None),
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.save_offer(by=request.user, offer=offer, said=form.said())
        except actions.FewerThanTaken:
            form.add_error("places", _("More people were accepted. Write at least so many."))
        else:
            return redirect("host_offer", pk=kept.pk)
    crumbs = [{"label": _("Placements"), "url": reverse("host_offers")}]
    heading = _("Change the offer") if offer else _("Offer a placement")
    context = {"form": form, "heading": heading, "crumbs": crumbs}
    return render(request, "internships/form.html", context)


@require_POST
@for_roles
@or_too_late
def host_offer_state(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Publish or close: `then` says which."""
    offer = get_offer_to_keep_for(request.user, pk)
    match request.POST.get("then"):
        case "publish":
            try:
                actions.publish_offer(by=request.user, offer=offer)
            except actions.AlreadyOver:
                messages.error(request, _("The day to apply until is over. Choose a later one."))
            else:
                messages.success(request, _("Published. Everyone reads it from now on."))
        case "close":
            actions.close_offer(by=request.user, offer=offer)
            messages.success(request, _("Closed. Who has applied still gets a decision."))
        case _unknown:
            raise BadRequest("then")
    return redirect("host_offer", pk=pk)


@require_safe
@for_roles
def host_offer_applications(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Who applied, in the order of sending in."""
    offer = get_offer_to_keep_for(request.user, pk)
    crumbs = [
        {"label": _("Placements"), "url": reverse("host_offers")},
        {"label": offer.title, "url": reverse("host_offer", args=[pk])},
    ]
    rows = applications_at(offer).exclude(person=request.user)
    context = {"offer": offer, "rows": rows, "crumbs": crumbs}
    return render(request, "internships/applications.html", context)
