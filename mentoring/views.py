"""The own list of everything in this room."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mentoring.agreeing.lines import shown_own
from people.requests import SignedInRequest


@require_safe
@login_required
def mentoring(request: SignedInRequest) -> HttpResponse:
    """The own offer, requests and pairs."""
    crumbs = [{"label": _("Mentors"), "url": reverse("mentors")}]
    with timezone.override(request.user.time_zone):
        context = {**shown_own(request.user), "crumbs": crumbs}
        return render(request, "mentoring/mentoring.html", context)
