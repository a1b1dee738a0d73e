"""Writing, opening and closing a call, and naming who assesses it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from notices.actions import tell
from pages.moving import NotAnyMore, make
from pages.registries import announce_things
from pages.spreadsheets import Value
from partnerships.calling.kinds import CALL_ASSESSOR
from partnerships.calling.roles import end_assessor, make_assessor
from partnerships.calling.tables import sheet_of_applications
from partnerships.models import Application, Call, CountryPlan
from partnerships.states import CLOSE_CALL, OPEN_CALL, WRITE_CALL, CallState
from people.audit import record
from people.models import Person

BATCH = 200


class AlreadyOver(Exception):
    """Its time to apply has passed."""


@transaction.atomic
def save_call(*, by: Person, plan: CountryPlan, call: Call | None, said: dict[str, Any]) -> Call:
    """Begin a draft, or write in it, by the words of CallForm. Raises NotAnyMore once it is open:
    what people apply for stays as they read it.
    """
    if call is None:
        return Call.objects.create(made_by=by, plan=plan, state=WRITE_CALL.to, **said)
    if not Call.objects.filter(pk=call.pk, state=CallState.DRAFT).update(**said):
        raise NotAnyMore
    call.refresh_from_db()
    return call


@transaction.atomic
def open_call(*, by: Person, call: Call) -> None:
    """Everyone reads it from now on. Raises AlreadyOver, NotAnyMore."""
    if call.closes_at <= timezone.now():
        raise AlreadyOver
    make(OPEN_CALL, call)
    record("partnerships.call-opened", by=by, thing=call)
    announce_things("changed", [call.scope])


@transaction.atomic
def close_call(*, by: Person, call: Call) -> None:
    """Nobody applies any more; what was sent in is decided all the same. Raises NotAnyMore."""
    make(CLOSE_CALL, call, closes_at=min(call.closes_at, timezone.now()))
    record("partnerships.call-closed", by=by, thing=call)


def close_calls_whose_time_has_come() -> None:
    """A chore: by the clock of the call (I19)."""
    over = Call.objects.filter(state=CallState.OPEN, closes_at__lte=timezone.now())
    for call in over[:BATCH]:
        try:
            make(CLOSE_CALL, call)
        except NotAnyMore:
            continue


@transaction.atomic
def name_assessor(*, by: Person, call: Call, person: Person) -> None:
    """Let a person assess it."""
    make_assessor(by=by, person=person, call=call)
    once = f"assess:{call.pk}:{timezone.now():%Y%m%d%H%M%S}"
    tell(CALL_ASSESSOR, [person], once=once, words={"call": str(call.pk)}, by=by)


@transaction.atomic
def drop_assessor(*, by: Person, call: Call, person: Person) -> None:
    """Let them assess it no longer; a review they had yet to give is for somebody else."""
    end_assessor(by=by, person=person, call=call)
    person.call_reviews.filter(application__call=call, given_at=None).delete()


@transaction.atomic
def take_along(*, by: Person, call: Call, rows: Iterable[Application]) -> list[list[Value]]:
    """The list of who applied, for a file; who took it is noted (R8)."""
    record("partnerships.applications-taken", by=by, thing=call, is_sensitive=True)
    return sheet_of_applications(rows, by)
