"""Sessions for calendar programs: one as a file, and all of a person under their own address."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mentoring.meeting.calendar import calendar_of
from mentoring.meeting.feed_address import person_behind, sessions_of
from mentoring.models import CalendarAddress
from mentoring.permissions import get_session_for
from pages.addresses import absolute
from people.joining.views.links import for_link
from people.requests import SignedInRequest
from people.space.calendar import as_file


@require_safe
@login_required
def session_calendar(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One session as a file, for whoever does not take it from the mail."""
    own = get_session_for(request.user, pk)
    return as_file(calendar_of([own]), "session.ics")


@for_link
@require_safe
def calendar_of_person(request: HttpRequest, token: str) -> HttpResponse:
    """The sessions of whoever made this address, in their language."""
    person = person_behind(token)
    if person is None:
        raise Http404
    with translation.override(person.language):
        return as_file(calendar_of(sessions_of(person)), "sessions.ics")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def my_calendar(request: SignedInRequest) -> HttpResponse:
    """Shows a new address once, in the answer to the button that makes it."""
    address = ""
    if request.method == "POST" and request.POST.get("then") == "take-back":
        CalendarAddress.take_back(request.user)
        messages.success(request, _("Your calendar address answers nobody any more."))
        return redirect("my_calendar")
    if request.method == "POST":
        token = CalendarAddress.renew(request.user)
        address = absolute(reverse("calendar_of_person", args=[token]))
    context = {
        "shown": address,
        "made": CalendarAddress.objects.filter(person=request.user).first(),
        "crumbs": [{"label": _("Coaching"), "url": reverse("mentoring")}],
    }
    return render(request, "mentoring/my_calendar.html", context)
