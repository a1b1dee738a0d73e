"""Writing down a risk, moving it on, who reads it; and noting who did (R8).

What is noted names a risk by `name_in_log`, and never its content.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from notices.actions import tell
from pages.moving import Move, NotAnyMore, make
from partnerships.kinds import RECORD
from partnerships.models import Partnership, Risk, RiskReader
from partnerships.models.risk import MOST_READERS
from partnerships.permissions import readers_of
from partnerships.roles import COORDINATOR, holders_of
from partnerships.states import CLOSE_RISK
from people.audit import record
from people.models import Person


class NoMorePlaces(Exception):
    """Five read it already (R9)."""


@transaction.atomic
def raise_risk(*, by: Person, partnership: Partnership, said: dict[str, Any]) -> Risk:
    """Write one down, by the words of RiskForm; who writes what is confidential reads it."""
    said = dict(said)
    words, measure = said.pop("words"), said.pop("measure")
    risk = Risk(partnership=partnership, written_by=by, **said)
    if risk.is_confidential:
        # Nobody looks after what they may not read.
        risk.owner = by
    risk.put_down(words, measure)
    risk.save()
    if risk.is_confidential:
        RiskReader.objects.create(risk=risk, person=by, place=1)
    record("partnerships.risk-raised", by=by, thing=risk, is_sensitive=True)
    _tell_others(risk, by=by, once="raised")
    return risk


@transaction.atomic
def change_risk(*, by: Person, risk: Risk, said: dict[str, Any]) -> None:
    """Write it anew. What became confidential stays so: it is then for who makes it so, and for
    who was named before.
    """
    fresh = Risk.objects.select_for_update().get(pk=risk.pk)
    was_confidential = fresh.is_confidential
    said = dict(said)
    words, measure = said.pop("words"), said.pop("measure")
    said["is_confidential"] = was_confidential or said.get("is_confidential", False)
    for name, value in {**said, "changed_at": timezone.now()}.items():
        setattr(fresh, name, value)
    if fresh.is_confidential and not was_confidential:
        fresh.owner = by
        fresh.facts = {}
    fresh.put_down(words, measure)
    fresh.save()
    if fresh.is_confidential and not was_confidential:
        _give_place(fresh, by)
    record("partnerships.risk-changed", by=by, thing=fresh, is_sensitive=True)


@transaction.atomic
def move_risk(*, by: Person, risk: Risk, move: Move) -> None:
    """Move it on. Raises NotAnyMore where somebody was faster."""
    closed_at = timezone.now() if move == CLOSE_RISK else None
    make(move, risk, closed_at=closed_at, changed_at=timezone.now())
    record("partnerships.risk-moved", by=by, thing=risk, is_sensitive=True)


@transaction.atomic
def name_reader(*, by: Person, risk: Risk, person: Person) -> None:
    """Let `person` read and write it. Again changes nothing; raises NoMorePlaces for a sixth."""
    fresh = Risk.objects.select_for_update().get(pk=risk.pk)
    if fresh.readers.filter(person=person).exists():
        return
    _give_place(fresh, person)
    record("partnerships.risk-reader-named", by=by, thing=fresh, is_sensitive=True)
    # Once for each time they are named, by the number of the row.
    row = fresh.readers.get(person=person)
    _tell(fresh, [person], once=f"reader:{row.pk}", by=by)


def _give_place(risk: Risk, person: Person) -> None:
    """A free place, under the lock of the risk."""
    if risk.readers.filter(person=person).exists():
        return
    taken = set(risk.readers.values_list("place", flat=True))
    free = next((one for one in range(1, MOST_READERS + 1) if one not in taken), None)
    if free is None:
        raise NoMorePlaces
    RiskReader.objects.create(risk=risk, person=person, place=free)


@transaction.atomic
def drop_reader(*, by: Person, risk: Risk, reader: RiskReader) -> None:
    """Let them read it no longer. Who wrote it stays, and somebody stays; raises NotAnyMore."""
    fresh = Risk.objects.select_for_update().get(pk=risk.pk)
    if fresh.is_confidential:
        is_last = not fresh.readers.exclude(pk=reader.pk).exists()
        if is_last or reader.person_id == fresh.written_by_id:
            raise NotAnyMore
        if reader.person_id == fresh.owner_id:
            Risk.objects.filter(pk=fresh.pk).update(owner=None)
    fresh.readers.filter(pk=reader.pk).delete()
    record("partnerships.risk-reader-dropped", by=by, thing=fresh, is_sensitive=True)


def note_reading(*, by: Person, risk: Risk, is_printed: bool = False) -> None:
    """Somebody who did not write it reads it; printing is noted of everybody (R8, 2C)."""
    if is_printed:
        record("partnerships.risk-printed", by=by, thing=risk, is_sensitive=True)
    elif risk.written_by_id != by.pk:
        record("partnerships.risk-read", by=by, thing=risk, is_sensitive=True)


def _tell_others(risk: Risk, *, by: Person | None, once: str) -> None:
    persons = [] if risk.is_confidential else holders_of(COORDINATOR, risk.partnership)
    others = [person for person in persons if by is None or person.pk != by.pk]
    _tell(risk, others, once=f"{once}:{risk.pk}", by=by)


def _tell(risk: Risk, persons: list[Person], *, once: str, by: Person | None) -> None:
    tell(RECORD, persons, once=once, words={"risk": str(risk.pk)}, by=by)


def tell_coordinators(risk: Risk) -> None:
    """The site has raised one."""
    _tell_others(risk, by=None, once="raised")


def tell_readers(risk: Risk, *, once: str) -> None:
    """Everybody who reads it."""
    _tell(risk, readers_of(risk), once=once, by=None)
