"""What this room has for a person's desk, and the action it offers on a text."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentoring.meeting.lines import clock_of
from mentoring.models import Lesson, Offer, Pair, Proposal, Request, Session
from mentoring.models.request import EXPIRES_AFTER
from mentoring.states import (
    LessonState,
    OfferState,
    PairState,
    ProposalState,
    RequestState,
    SessionState,
)
from pages.desk import lines_of
from pages.registries import Action, DeskLine, DeskStart

MOST_IDLE = 3


def requests_to_answer(person: Any) -> Iterable[DeskLine]:
    """One line for each request that waits for this person, by the day it runs out; one query."""
    for_mentor = Q(mentor=person, state=RequestState.WAITING)
    for_asker = Q(asker=person, state=RequestState.PROPOSED)
    rows = Request.objects.filter(for_mentor | for_asker).order_by("asked_at")
    yield from lines_of(rows, partial(_to_answer, person=person), all_at=reverse("mentoring"))


def _to_answer(request: Request, *, person: Any) -> DeskLine:
    is_asked = request.mentor_id == person.pk
    return DeskLine(
        title=_("Somebody asks you to coach them")
        if is_asked
        else _("A mentor the programme suggests"),
        url=reverse("mentoring_request", args=[request.pk]),
        note=_("Coaching"),
        due_on=(request.asked_at + EXPIRES_AFTER).date(),
        verb=_("Say yes or no"),
    )


def agreements_to_write(person: Any) -> Iterable[DeskLine]:
    """One line for each pair whose agreement this person has not confirmed; one query."""
    own = Q(mentor=person, confirmed_by_mentor_at=None)
    own |= Q(mentee=person, confirmed_by_mentee_at=None)
    rows = Pair.objects.filter(own, state=PairState.AGREEING).order_by("begun_at")
    yield from lines_of(rows, _to_agree, all_at=reverse("mentoring"))


def _to_agree(pair: Pair) -> DeskLine:
    return DeskLine(
        title=_("Agree what you want to reach"),
        url=reverse("pair", args=[pair.pk]),
        note=_("Coaching"),
        verb=_("Write or confirm it"),
    )


def first_sessions_to_find(person: Any) -> Iterable[DeskLine]:
    """One line for each coaching of this mentee that was agreed, and nobody has proposed a time;
    one query.
    """
    agreed = Pair.objects.filter(mentee=person, state=PairState.UNDER_WAY, sessions=None)
    rows = agreed.exclude(proposals__state=ProposalState.OPEN).order_by("begun_at")
    yield from lines_of(rows, _to_find, all_at=reverse("mentoring"))


def _to_find(pair: Pair) -> DeskLine:
    return DeskLine(
        title=_("Find a time for your first session"),
        url=reverse("propose_times", args=[pair.pk]),
        note=_("Coaching"),
        verb=_("Propose three times"),
    )


def times_to_pick(person: Any) -> Iterable[DeskLine]:
    """One line for each proposal of three times, by the first of them; two queries."""
    pairs = Pair.objects.visible_to(person)
    waiting = Proposal.objects.filter(pair__in=pairs, state=ProposalState.OPEN)
    rows = waiting.exclude(by=person).prefetch_related("times").order_by("made_at")
    yield from lines_of(rows, partial(_to_pick, person=person), all_at=reverse("mentoring"))


def _to_pick(proposal: Proposal, *, person: Any) -> DeskLine:
    first = min((time.starts_at for time in proposal.times.all()), default=None)
    return DeskLine(
        title=_("Choose a time for your next session"),
        url=reverse("times", args=[proposal.pk]),
        note=_("Coaching"),
        due_on=first.astimezone(person.zone).date() if first else None,
        verb=_("Choose a time"),
    )


def next_sessions(person: Any) -> Iterable[DeskLine]:
    """The next sessions on the person's own clock; one query."""
    to_come = Session.objects.visible_to(person).booked().filter(ends_at__gt=timezone.now())
    rows = to_come.order_by("starts_at")
    yield from lines_of(rows, partial(_to_come, person=person), all_at=reverse("mentoring"))


def _to_come(session: Session, *, person: Any) -> DeskLine:
    own = clock_of(session.starts_at, session.minutes, person)
    return DeskLine(
        title=_("Session: %(day)s, %(hour)s") % {"day": own.day, "hour": own.hour},
        url=reverse("session", args=[session.pk]),
        note=own.zone,
        due_on=session.starts_at.astimezone(person.zone).date(),
        verb=_("Prepare it"),
    )


def sessions_to_answer(person: Any) -> Iterable[DeskLine]:
    """Sessions that are over and the person has not said whether they took place; one query."""
    over = Session.objects.to_be_answered_by(person, timezone.now())
    rows = over.order_by("starts_at")
    yield from lines_of(rows, partial(_over, person=person), all_at=reverse("mentoring"))


def _over(session: Session, *, person: Any) -> DeskLine:
    own = clock_of(session.starts_at, session.minutes, person)
    return DeskLine(
        title=_("Did it take place? %(day)s, %(hour)s") % {"day": own.day, "hour": own.hour},
        url=reverse("session", args=[session.pk]),
        note=_("Coaching"),
        verb=_("Say yes or no"),
    )


def lessons_to_read(person: Any) -> Iterable[DeskLine]:
    """Lessons that the other has written; one query."""
    waiting = Lesson.objects.filter(
        pair__in=Pair.objects.visible_to(person), state=LessonState.PROPOSED
    )
    rows = waiting.exclude(by=person).order_by("changed_at")
    yield from lines_of(rows, _to_read, all_at=reverse("mentoring"))


def _to_read(lesson: Lesson) -> DeskLine:
    return DeskLine(
        title=_("A lesson waits for your reading"),
        url=reverse("lesson", args=[lesson.pair_id]),
        note=_("Coaching"),
        verb=_("Read and decide"),
    )


def starts(person: Any) -> Iterable[DeskStart]:
    """A mentor to find, what one can help with, times for a session; four queries."""
    is_known = Request.objects.filter(asker=person).exists()
    if not is_known and not Pair.objects.filter(mentee=person).exists():
        yield DeskStart(
            label=_("Find a mentor"),
            url=reverse("mentors"),
            why=_("A colleague of another town talks with you now and then about your work."),
            rank=6,
        )
    yield from _start_of_offer(Offer.objects.filter(mentor=person).first())
    idle = Pair.objects.filter(mentor=person, state=PairState.UNDER_WAY)
    idle = idle.exclude(sessions__state=SessionState.BOOKED)
    for pair in idle.exclude(proposals__state=ProposalState.OPEN).order_by("begun_at")[:MOST_IDLE]:
        yield DeskStart(
            label=_("Offer three times"),
            url=reverse("propose_times", args=[pair.pk]),
            why=_("You coach somebody, and no session is booked."),
            role=_("As a mentor"),
        )


def _start_of_offer(offer: Offer | None) -> Iterable[DeskStart]:
    """To make the offer, to open it again, or to see that it is still so."""
    role = _("As a mentor")
    if offer is None:
        yield DeskStart(
            label=_("Say what you can help with"),
            url=reverse("my_offer"),
            why=_("A colleague of another town can then ask you to coach them. You may say no."),
            role=role,
        )
    elif offer.state != OfferState.OPEN:
        yield DeskStart(
            label=_("Open your offer again"),
            url=reverse("my_offer"),
            why=_("While it rests, nobody can ask you."),
            role=role,
        )
    else:
        yield DeskStart(
            label=_("Keep your offer up to date"),
            url=reverse("my_offer"),
            why=_("Those who look for a mentor read it. Whoever asks you appears here."),
            role=role,
        )


def links(person: Any) -> Iterable[Action]:
    """The own list of this room, and the way to find a mentor."""
    yield Action(label=_("Coaching"), url=reverse("mentoring"))
    yield Action(label=_("Find a mentor"), url=reverse("mentors"))


def talk_to_someone(request: HttpRequest, item: Any) -> Action | None:
    """On any text of the library, for who is signed in."""
    if not request.user.is_authenticated:
        return None
    return Action(label=_talk(), url=reverse("mentors_about", args=[item.pk]))


def talk_about(request: HttpRequest, theme: Any) -> Action | None:
    """Where a theme is talked about, for who is signed in; no query."""
    if not request.user.is_authenticated:
        return None
    url = reverse("mentors_on", args=[theme.slug]) if theme is not None else reverse("mentors")
    return Action(label=_talk(), url=url)


def _talk() -> str:
    return _("Talk to someone who has done this")
