"""What waits for somebody in calls: to screen, to hear, to review, to decide, to send in."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.desk import lines_of
from pages.registries import Action, DeskLine
from partnerships.models import Application, Review
from partnerships.permissions import is_drafting
from partnerships.states import ApplicationState
from people.granting.permissions import speaks_for
from people.permissions import edited_association_ids


def applications(person: Any) -> Iterable[DeskLine]:
    """For the programme what it screens and decides, for an association what it is asked."""
    if is_drafting(person):
        waiting = (ApplicationState.SUBMITTED, ApplicationState.REVIEWED)
        own = speaks_for(person)
        rows = Application.objects.filter(state__in=waiting)
        rows = rows.exclude(lead__in=own).exclude(co_applicants__in=own)
        rows = rows.distinct().order_by("submitted_at", "pk")
        yield from lines_of(rows, _to_handle, all_at=reverse("calls"))
    edited = edited_association_ids(person)
    if edited:
        rows = Application.objects.filter(state=ApplicationState.SCREENED, association__in=edited)
        rows = rows.order_by("submitted_at", "pk")
        yield from lines_of(rows, _to_hear, all_at=reverse("calls"))


def _to_handle(one: Application) -> DeskLine:
    is_new = one.state == ApplicationState.SUBMITTED
    return _line(one, _("Screen it") if is_new else _("Decide"))


def _to_hear(one: Application) -> DeskLine:
    return _line(one, _("Give your association's opinion"))


def _to_review(one: Review) -> DeskLine:
    return _line(one.application, _("Write your review"))


def _line(one: Application, verb: str) -> DeskLine:
    return DeskLine(
        title=_("An application to a call"),
        url=reverse("call_application", args=[one.pk]),
        verb=verb,
    )


def reviews(person: Any) -> Iterable[DeskLine]:
    """Reviews this person was asked for."""
    rows = Review.objects.filter(
        assessor=person, given_at=None, application__state=ApplicationState.HEARD
    )
    rows = rows.select_related("application").order_by("pk")
    yield from lines_of(rows, _to_review, all_at=reverse("calls"))


def own(person: Any) -> Iterable[DeskLine]:
    """Drafts of organisations this person speaks for, while their call is open."""
    organisations = speaks_for(person)
    if not organisations:
        return
    rows = Application.objects.filter(
        state=ApplicationState.DRAFT,
        lead__in=organisations,
        call__state="open",
        call__closes_at__gt=timezone.now(),
    ).select_related("call")
    rows = rows.order_by("call__closes_at", "pk")
    yield from lines_of(rows, _to_send_in, all_at=reverse("calls"))


def _to_send_in(one: Application) -> DeskLine:
    return DeskLine(
        title=one.call.title,
        url=reverse("change_application", args=[one.pk]),
        note=_("Your application is a draft"),
        due_on=one.call.closes_at.astimezone(one.call.in_zone).date(),
        verb=_("Go on with the application"),
    )


def links(person: Any) -> Iterable[Action]:
    yield Action(label=_("Calls"), url=reverse("calls"))
