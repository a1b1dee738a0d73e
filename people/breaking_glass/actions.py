"""Asking, deciding and opening; each is noted, and those whose record it is are told (R7).

The log for editors names the opening and no record. What names the record, by the name that its
kind has in logs, is sensitive where the kind is.
"""

import uuid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from notices.actions import post, tell
from pages.moving import NotAnyMore, make
from people.audit import record
from people.breaking_glass.kinds import OPENED, OPENING
from people.breaking_glass.permissions import second_persons
from people.breaking_glass.registries import KindOfRecord, record_at
from people.breaking_glass.states import ALLOW, FINISH, OPEN, OPEN_STATES, REFUSE, OpeningState
from people.models import ExceptionalOpening, Person
from people.querysets import editors_for_programme, those_who_can_sign_in


class OneAtATime(Exception):
    """Another opening of theirs is not over."""


@transaction.atomic
def ask_to_open(*, by: Person, reference: uuid.UUID, reason: str) -> ExceptionalOpening:
    """Ask for one record. What is not there waits for a second person, like what few may read.

    Raises OneAtATime.
    """
    Person.objects.select_for_update().get(pk=by.pk)
    for one in ExceptionalOpening.objects.filter(asked_by=by, state__in=OPEN_STATES):
        if one.is_open:
            raise OneAtATime
        make(FINISH, one)
    found = record_at(reference)
    asks_for_two = found is None or found[0].asks_for_two(found[1])
    state = OpeningState.WAITING if asks_for_two else OpeningState.ALLOWED
    opening = ExceptionalOpening.objects.create(
        asked_by=by,
        reference=reference,
        reason=reason,
        asks_for_two=asks_for_two,
        state=state,
        decided_at=None if asks_for_two else timezone.now(),
    )
    record("people.opening-asked", by=by, thing=opening)
    if asks_for_two:
        words = {"opening": str(opening.pk), "what": "decide"}
        tell(OPENING, second_persons(by), once=f"decide:{opening.pk}", words=words, by=by)
    return opening


@transaction.atomic
def decide(*, by: Person, opening: ExceptionalOpening, is_allowed: bool) -> None:
    """The second person's word. Raises NotAnyMore where it was decided, or is over."""
    if not opening.is_open or opening.asked_by_id == by.pk:
        raise NotAnyMore
    move = ALLOW if is_allowed else REFUSE
    make(move, opening, decided_by=by, decided_at=timezone.now())
    record(
        "people.opening-allowed" if is_allowed else "people.opening-refused", by=by, thing=opening
    )
    words = {"opening": str(opening.pk), "what": "allowed" if is_allowed else "refused"}
    tell(OPENING, [opening.asked_by], once=f"decided:{opening.pk}", words=words, by=by)


@transaction.atomic
def finish(*, by: Person, opening: ExceptionalOpening) -> None:
    """The asker needs it no longer. Raises NotAnyMore where it is over."""
    make(FINISH, opening)
    record("people.opening-finished", by=by, thing=opening)


@transaction.atomic
def open_record(*, by: Person, opening: ExceptionalOpening) -> tuple[KindOfRecord, Any] | None:
    """The record, for an hour from the first time on; None where none has this reference.

    Raises NotAnyMore where it is over, or where the record has come to ask for two since.
    """
    fresh = ExceptionalOpening.objects.select_for_update().get(pk=opening.pk)
    found = record_at(fresh.reference)
    if not fresh.is_open:
        raise NotAnyMore
    if found is not None and found[0].asks_for_two(found[1]) and not fresh.asks_for_two:
        raise NotAnyMore
    is_first = fresh.opened_at is None
    make(OPEN, fresh, opened_at=fresh.opened_at or timezone.now())
    record("people.opening-used", by=by, thing=fresh)
    if found is None:
        return None
    kind, thing = found
    record(
        "people.opened-by-exception",
        by=by,
        thing=thing,
        reason=fresh.reason,
        is_sensitive=kind.is_sensitive,
    )
    if is_first:
        _tell_whose_it_is(kind, thing, fresh)
        _tell_who_looks_after_data(fresh)
    return found


def _tell_whose_it_is(kind: KindOfRecord, thing: Any, opening: ExceptionalOpening) -> None:
    """Those whose record it is; where none of them is there, the programme, without the record."""
    once = f"opened:{opening.pk}"
    persons = list(kind.whose(thing))
    words = {"kind": kind.key, "record": str(opening.reference)}
    tell(OPENED, persons, once=once, words=words)
    if not those_who_can_sign_in().filter(pk__in=[person.pk for person in persons]).exists():
        others = editors_for_programme().exclude(pk=opening.asked_by_id)
        tell(OPENED, others.exclude(pk__in=[person.pk for person in persons]), once=once)


def _tell_who_looks_after_data(opening: ExceptionalOpening) -> None:
    """The contact for data protection: that it happened, under its name in the log."""
    if not settings.DATA_PROTECTION_CONTACT:
        return
    with translation.override(settings.LANGUAGE_CODE):
        post(
            to=settings.DATA_PROTECTION_CONTACT,
            subject=_("A record was opened by exception"),
            text=_(
                "An administrator has opened one record to which they have no right of their own. "
                "The log of the site has it under this name: %(name)s"
            ),
            words={"name": opening.name_in_log},
        )
