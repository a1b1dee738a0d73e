"""Applying, deciding, waiting, withdrawing; each step is told in plain words."""

import uuid
from pathlib import Path
from typing import Any

from django.core.files import File as Content
from django.db import IntegrityError, transaction
from django.utils import timezone

from internships.kinds import APPLICATION
from internships.models import Application, HostOffer, Placement, Question
from internships.offering.actions import give_a_place_back, take_a_place
from internships.permissions import parties_of, post_to_apply_from
from internships.states import (
    ACCEPT,
    AGREE_ON,
    BEGIN,
    DECLINE,
    MOVE_UP,
    PUT_ON_WAITING,
    SHORTLIST,
    SUBMIT,
    WITHDRAW,
    ApplicationState,
    Party,
    PlacementState,
)
from notices.actions import tell
from pages.moving import NotAnyMore, make
from pages.uploads import CheckedFile
from people.audit import record
from people.models import Person
from people.querysets import speakers_for


class NotComplete(Exception):
    """Letter or CV is missing."""


class CannotApply(Exception):
    """There is no post from which this person may apply."""


@transaction.atomic
def save_draft(
    *, by: Person, offer: HostOffer, letter: str, cv: tuple[Any, CheckedFile] | None
) -> Application:
    """The own draft, with empty fields where something is missing. Raises CannotApply, and
    NotAnyMore where the offer is closed or the application was sent in.
    """
    if not offer.takes_applications(timezone.now()):
        raise NotAnyMore
    own = Application.objects.filter(offer=offer, person=by).first()
    if own is None:
        post = post_to_apply_from(by, offer)
        if post is None:
            raise CannotApply
        own = Application(offer=offer, person=by, sender=post.organisation, state=BEGIN.to)
    elif own.state != ApplicationState.DRAFT:
        raise NotAnyMore
    own.letter, own.changed_at = letter, timezone.now()
    if cv is not None:
        _keep_cv(own, *cv)
    try:
        with transaction.atomic():
            own.save()
    except IntegrityError as error:
        raise NotAnyMore from error
    return own


def _keep_cv(own: Application, content: Any, checked: CheckedFile) -> None:
    """In place of the one before, whose file goes with it."""
    if own.cv:
        own.cv.delete(save=False)
    own.cv = Content(content, name=f"{uuid.uuid4()}{Path(checked.storage_name).suffix}")
    own.cv_name, own.cv_type = checked.human_name, checked.content_type


@transaction.atomic
def submit(*, by: Person, application: Application) -> None:
    """Send it in, once (C07): who sends it again finds it sent. Raises NotComplete, NotAnyMore."""
    if application.state == ApplicationState.SUBMITTED:
        return
    if not application.is_complete:
        raise NotComplete
    if not application.offer.takes_applications(timezone.now()):
        raise NotAnyMore
    try:
        make(SUBMIT, application, submitted_at=timezone.now())
    except NotAnyMore:
        application.refresh_from_db()
        if application.state != ApplicationState.SUBMITTED:
            raise
        return
    _tell(application, "sent-in", _deciders(application.offer))
    _tell(application, "to-endorse", answering_for(application.sender_id, besides=by))
    _tell(application, "received", [by])


@transaction.atomic
def endorse(*, by: Person, application: Application) -> None:
    """The own organisation backs it. Raises NotAnyMore once it is decided or backed."""
    now = timezone.now()
    still = Application.objects.filter(
        pk=application.pk,
        endorsed_at=None,
        state__in=(ApplicationState.SUBMITTED, ApplicationState.SHORTLISTED),
    )
    if not still.update(endorsed_at=now, endorsed_by=by):
        raise NotAnyMore
    record(
        "internships.application-endorsed",
        by=by,
        thing=application,
        person=application.person,
        organisation=application.sender,
        is_sensitive=True,
    )
    _tell(application, "endorsed", [application.person])


@transaction.atomic
def shortlist(*, by: Person, application: Application) -> None:
    make(SHORTLIST, application)
    _tell(application, "shortlisted", [application.person])


@transaction.atomic
def ask(*, by: Person, application: Application, text: str) -> Question:
    """A question to the applicant. Raises NotAnyMore where it is decided."""
    fresh = Application.objects.select_for_update().get(pk=application.pk)
    if fresh.state not in (ApplicationState.SUBMITTED, ApplicationState.SHORTLISTED):
        raise NotAnyMore
    question = Question.objects.create(application=application, by=by, text=text)
    _tell(application, f"asked:{question.pk}", [application.person])
    return question


@transaction.atomic
def answer(*, by: Person, application: Application, number: int, text: str) -> None:
    """The applicant's answer to one question, once. Raises NotAnyMore."""
    still = Question.objects.filter(application=application, pk=number, answered_at=None)
    if not still.update(answer=text, answered_at=timezone.now()):
        raise NotAnyMore
    _tell(application, f"answered:{number}", _deciders(application.offer))


@transaction.atomic
def accept(*, by: Person, application: Application) -> bool:
    """Accept, or put on the waiting list where no place is left; whether it was accepted (C05)."""
    HostOffer.objects.select_for_update().get(pk=application.offer_id)
    decided = {"decided_at": timezone.now(), "decided_by": by}
    if take_a_place(application.offer):
        make(ACCEPT, application, **decided)
        _begin_placement(application)
        _note_decision(by, application)
        _tell(application, "accepted", [application.person])
        return True
    make(PUT_ON_WAITING, application, **decided)
    _note_decision(by, application)
    _tell(application, "waiting", [application.person])
    return False


@transaction.atomic
def decline(*, by: Person, application: Application, reason: str) -> None:
    """No, with a reason that the applicant reads."""
    make(DECLINE, application, decided_at=timezone.now(), decided_by=by, reason=reason)
    _note_decision(by, application)
    _tell(application, "declined", [application.person])


@transaction.atomic
def withdraw(*, by: Person, application: Application) -> None:
    """The applicant takes it back; a place that was held goes to the first who waits.

    Raises NotAnyMore where it was decided otherwise or the placement has begun.
    """
    HostOffer.objects.select_for_update().get(pk=application.offer_id)
    held_a_place = Application.objects.filter(
        pk=application.pk, state=ApplicationState.ACCEPTED
    ).exists()
    if held_a_place:
        begun = Placement.objects.filter(application=application)
        if not begun.filter(state=PlacementState.AGREEING).delete()[0]:
            raise NotAnyMore
    make(WITHDRAW, application, decided_at=timezone.now())
    _tell(application, "withdrawn", _deciders(application.offer))
    if held_a_place:
        give_a_place_back(application.offer)
        move_up_the_first(application.offer)


def move_up_the_first(offer: HostOffer) -> None:
    """Who has waited longest gets the place that is free; call it with the offer locked."""
    waiting = Application.objects.filter(offer=offer, state=ApplicationState.WAITING)
    first = (
        waiting.select_related("person", "offer", "sender").order_by("submitted_at", "pk").first()
    )
    if first is None or not take_a_place(offer):
        return
    make(MOVE_UP, first, decided_at=timezone.now())
    _begin_placement(first)
    _tell(first, "accepted", [first.person])


def _begin_placement(application: Application) -> Placement:
    offer = application.offer
    return Placement.objects.create(
        application=application,
        person=application.person,
        sender=application.sender,
        host=offer.host,
        state=AGREE_ON.to,
        language=offer.language,
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
    )


def _note_decision(by: Person, application: Application) -> None:
    record(
        "internships.application-decided",
        by=by,
        thing=application,
        person=application.person,
        organisation=application.offer.host,
        is_sensitive=True,
    )


def note_reading(*, by: Person, application: Application) -> None:
    """That somebody else than its owner read a CV (R8), without what it says."""
    if Party.PERSON not in parties_of(application, by):
        record(
            "internships.cv-read",
            by=by,
            thing=application,
            person=application.person,
            organisation=application.offer.host,
            is_sensitive=True,
        )


def _tell(application: Application, what: str, persons: Any) -> None:
    tell(
        APPLICATION,
        persons,
        once=f"application:{application.pk}:{what}",
        words={"application": str(application.pk), "what": what.partition(":")[0]},
    )


def _deciders(offer: HostOffer) -> list[Person]:
    """The supervisor and who answers for the host itself."""
    persons = answering_for(offer.host_id)
    if offer.supervisor is not None and offer.supervisor not in persons:
        persons.append(offer.supervisor)
    return persons


def answering_for(organisation_id: int, besides: Person | None = None) -> list[Person]:
    """Contacts of an organisation, and editors of an association itself, who hold it today."""
    rows = speakers_for([organisation_id])
    if besides is not None:
        rows = rows.exclude(pk=besides.pk)
    return list(rows.order_by("pk"))
