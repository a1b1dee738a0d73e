"""Asking a mentor, and what becomes of it."""

import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Page

from mentoring.kinds import DECISION, PROPOSED, REQUEST
from mentoring.looking.wish import Wish
from mentoring.models import Offer, Pair, Request
from mentoring.models.request import EXPIRES_AFTER, REMINDED_AFTER
from mentoring.states import (
    ACCEPT,
    DECLINE,
    EXPIRE,
    FILL,
    TAKE_UP,
    WITHDRAW,
    OfferState,
    RequestState,
)
from notices.actions import tell
from pages.moving import NotAnyMore, make
from people.audit import record
from people.conversations.actions import write_to_person
from people.limits import DAY, Limit, take
from people.models import Person

REQUESTS_DAY = Limit("coaching", "requests a day", 10, DAY)
MOST_AT_ONCE = 200


class NoPlaceLeft(Exception):
    """Nobody can be taken on by this offer at present."""


class AlreadyAsked(Exception):
    """The two have an open request or an open pair with each other."""


@dataclass(frozen=True)
class Question:
    """What an asker writes, what they looked for, and the text that led them here."""

    words: str
    wish: Wish
    about: Page | None = None


# -- Asking ----------------------------------------------------------------------------------------


def ask(*, by: Person, offer: Offer, question: Question, key: uuid.UUID) -> Request:
    """Ask the mentor of `offer`; the words begin the conversation of the two.

    A form that comes again under its `key` asks once (C07). Whether `by` may ask is for the guarded
    door to have asked. Raises NoPlaceLeft, AlreadyAsked, limits.TooMany, and
    conversations.NobodyAnswers where the mentor blocks `by`.
    """
    try:
        return _ask(by, offer, question, key)
    except IntegrityError:
        # The same form at the same moment, and the other one was first.
        return _ask(by, offer, question, key)


@transaction.atomic
def _ask(by: Person, offer: Offer, question: Question, key: uuid.UUID) -> Request:
    # Locked by whoever gives a place away as well, so that none asks for what is gone.
    fresh = Offer.objects.select_for_update().get(pk=offer.pk)
    known = Request.objects.filter(asker=by, key=key).first()
    if known is not None:
        return known
    take([(REQUESTS_DAY, str(by.pk))])
    if not fresh.can_be_asked:
        raise NoPlaceLeft
    _must_be_strangers(by, offer.mentor)
    request = Request(
        asker=by,
        mentor=offer.mentor,
        offer=offer,
        key=key,
        words=question.words,
        wanted=question.wish.as_data(),
        about=question.about,
    )
    _begin_to_talk(request, key)
    request.save(force_insert=True)
    _tell_mentor(request)
    return request


def _must_be_strangers(asker: Person, mentor: Person) -> None:
    asked = Request.objects.open().filter(asker=asker, mentor=mentor)
    if asked.exists() or _have_a_pair(asker, mentor):
        raise AlreadyAsked


def _have_a_pair(asker: Person, mentor: Person) -> bool:
    return Pair.objects.open().filter(mentor=mentor, mentee=asker).exists()


def _begin_to_talk(request: Request, key: uuid.UUID) -> None:
    request.conversation = write_to_person(
        by=request.asker, person=request.mentor, text=request.words, key=key, quietly=True
    )


def _tell_mentor(request: Request) -> None:
    words = {"request": str(request.pk)}
    tell(REQUEST, [request.mentor], once=request.once, words=words, by=request.asker)


@transaction.atomic
def propose_pair(*, by: Person, offer: Offer, asker: Person, words: str, key: uuid.UUID) -> Request:
    """The programme suggests to `asker` that they ask this mentor, who learns of it only then.

    Raises AlreadyAsked. That it was proposed is noted.
    """
    known = Request.objects.filter(asker=asker, key=key).first()
    if known is not None:
        return known
    _must_be_strangers(asker, offer.mentor)
    request = Request.objects.create(
        asker=asker,
        mentor=offer.mentor,
        offer=offer,
        key=key,
        words=words,
        proposed_by=by,
        state=RequestState.PROPOSED,
        reached_mentor=False,
    )
    record("mentoring.pair-proposed", by=by, thing=request)
    tell(PROPOSED, [asker], once=request.once, words={"request": str(request.pk)}, by=by)
    return request


@transaction.atomic
def take_up(*, by: Person, request: Request, words: str) -> None:
    """The asker asks in words of their own what the programme proposed; ten days begin anew.

    Raises NotAnyMore, NoPlaceLeft, conversations.NobodyAnswers.
    """
    offer = request.offer
    if offer is None:
        raise NoPlaceLeft
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    if not offer.can_be_asked:
        raise NoPlaceLeft
    make(TAKE_UP, request, words=words, reached_mentor=True, asked_at=timezone.now())
    _begin_to_talk(request, uuid.uuid5(request.pk, "taken up"))
    request.save(update_fields=["conversation"])
    _tell_mentor(request)


# -- Deciding --------------------------------------------------------------------------------------


@transaction.atomic
def accept(*, by: Person, request: Request) -> Pair:
    """Take the asker on, for one place of the offer. The last place closes the other requests.

    Raises NoPlaceLeft, and NotAnyMore where it waits no longer; nothing has changed then.
    """
    now = timezone.now()
    offer = request.offer
    if offer is None:
        raise NoPlaceLeft
    free = Offer.objects.filter(pk=offer.pk, taken__lt=F("places"))
    if not free.exclude(state=OfferState.CLOSED).update(taken=F("taken") + 1):
        raise NoPlaceLeft
    make(ACCEPT, request, settled_at=now)
    if _have_a_pair(request.asker, request.mentor):
        raise NotAnyMore
    pair = Pair.objects.create(
        request=request, mentor=request.mentor, mentee=request.asker, offer=offer
    )
    _tell_asker(request)
    offer.refresh_from_db()
    if not offer.free_places:
        _close_for_want_of_a_place(offer)
    return pair


def _close_for_want_of_a_place(offer: Offer) -> None:
    for other in Request.objects.open().filter(offer=offer).select_related("asker"):
        try:
            make(FILL, other, settled_at=timezone.now())
        except NotAnyMore:
            continue  # withdrawn at this very moment
        _tell_asker(other)


@transaction.atomic
def decline(*, by: Person, request: Request, reason: str) -> None:
    """Say no, and why. Raises NotAnyMore."""
    make(DECLINE, request, settled_at=timezone.now(), reason=reason)
    _tell_asker(request)


@transaction.atomic
def withdraw(*, by: Person, request: Request) -> None:
    """The asker asks no longer, or does not take up what was proposed. Raises NotAnyMore."""
    make(WITHDRAW, request, settled_at=timezone.now())


def _tell_asker(request: Request) -> None:
    words = {"request": str(request.pk)}
    tell(DECISION, [request.asker], once=request.once, words=words, by=None)


# -- What the worker looks after -------------------------------------------------------------------


def look_after_requests() -> None:
    """A chore: after four days the mentor is reminded, once; after ten a request runs out."""
    now = timezone.now()
    gone = Q(asker__is_active=False) | Q(mentor__is_active=False)
    over = Request.objects.open().filter(Q(asked_at__lte=now - EXPIRES_AFTER) | gone)
    for request in over.select_related("asker")[:MOST_AT_ONCE]:
        _let_run_out(request)
    unanswered = Request.objects.filter(
        state=RequestState.WAITING, asked_at__lte=now - REMINDED_AFTER, reminded_at=None
    )
    for request in unanswered.select_related("mentor")[:MOST_AT_ONCE]:
        _remind(request)


@transaction.atomic
def _let_run_out(request: Request) -> None:
    try:
        make(EXPIRE, request, settled_at=timezone.now())
    except NotAnyMore:
        return  # answered at this very moment
    _tell_asker(request)


@transaction.atomic
def _remind(request: Request) -> None:
    if not Request.objects.filter(pk=request.pk, reminded_at=None).update(
        reminded_at=timezone.now()
    ):
        return
    words = {"request": str(request.pk), "again": "yes"}
    tell(REQUEST, [request.mentor], once=f"{request.once}:again", words=words)
