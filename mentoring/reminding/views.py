"""The page behind the mail that asks whether a session took place."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from mentoring.answers import or_too_late
from mentoring.meeting.actions import say_whether_held
from mentoring.meeting.by_mail import SAY_WHETHER_HELD, read_token
from mentoring.meeting.lines import clock_of
from mentoring.models import Session
from mentoring.permissions import get_session_for
from pages.moving import NotAnyMore
from people.joining.views.links import for_link
from people.models import Person


@for_link
@require_http_methods(["GET", "HEAD", "POST"])
@or_too_late
def held_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Yes or no, by a button each; nobody has to sign in (P18). Once it is said, the link is spent.

    It shows when it was, no names and not what it was about.
    """
    read = read_token(token, SAY_WHETHER_HELD)
    person = Person.objects.filter(pk=read[1], is_active=True).first() if read else None
    if read is None or person is None:
        raise Http404
    own = get_session_for(person, read[0])
    asked = Session.objects.to_be_answered_by(person, timezone.now())
    with translation.override(person.language):
        if not asked.filter(pk=own.pk).exists():
            raise NotAnyMore
        is_said = request.method == "POST"
        if is_said:
            said = request.POST.get("took_place")
            if said not in ("yes", "no"):
                raise BadRequest("took_place")
            say_whether_held(by=person, session=own, took_place=said == "yes")
        clock = clock_of(own.starts_at, own.minutes, person)
        context = {"own": clock, "is_said": is_said}
        return render(request, "mentoring/held_by_mail.html", context)
