"""A person's own pages."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pages.registries import desk_duties
from people.arranging import desk_of
from people.requests import SignedInRequest


@require_safe
@login_required
def desk(request: SignedInRequest) -> HttpResponse:
    """My desk: what waits, soonest first; where nothing does, what one can begin with."""
    held = request.user.appointments.holding_on().select_related("organisation")
    context = {
        **desk_of(request.user),
        "appointments": held.order_by("from_on"),
        "duties": [link for room in desk_duties for link in room(request.user)],
    }
    return render(request, "people/desk.html", context)
