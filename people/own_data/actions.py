"""What a person asks about their own data: a copy of it, deleting it, taking that back."""

import datetime
from typing import IO

from django.db import transaction
from django.utils import timezone

from people.audit import record
from people.models import DataExport, Erasure, Person
from people.own_data.erasing import what_comes_first
from people.own_data.tasks import make_export
from people.own_data.telling import tell_that_erasure_waits

EXPORTS_A_DAY = 5
TIME_TO_TAKE_BACK = datetime.timedelta(days=7)


class TooManyExports(Exception):
    """The person has asked as often as one may within a day."""


class SomethingComesFirst(Exception):
    """The person cannot go yet: others would be left without an editor or an administrator."""


@transaction.atomic
def ask_for_export(*, by: Person) -> DataExport:
    """Have a copy of all that is about `by` made; one that is being made is not asked for again.

    Raises TooManyExports after five within a day.
    """
    Person.objects.select_for_update().get(pk=by.pk)
    since = timezone.now() - datetime.timedelta(days=1)
    asked = DataExport.objects.filter(person=by, asked_at__gt=since)
    waiting = asked.filter(made_at=None).first()
    if waiting is not None:
        return waiting
    if asked.count() >= EXPORTS_A_DAY:
        raise TooManyExports
    export = DataExport.objects.create(person=by)
    record("people.data-asked", by=by, person=by)
    make_export.enqueue(export_id=str(export.pk))
    return export


@transaction.atomic
def hand_out(*, by: Person, export: DataExport) -> IO[bytes] | None:
    """The zip, opened for the one time that it is there; None where it is gone already."""
    if not export.is_ready:
        return None
    name = str(export.file.name)
    try:
        opened: IO[bytes] = export.file.storage.open(name)
    except FileNotFoundError:
        return None
    taken = DataExport.objects.filter(pk=export.pk, fetched_at=None)
    if not taken.update(fetched_at=timezone.now()):
        opened.close()
        return None
    record("people.data-fetched", by=by, person=export.person)
    # Whoever has it open reads on; the disk has it no more.
    transaction.on_commit(lambda: export.file.storage.delete(name))
    return opened


@transaction.atomic
def ask_for_erasure(*, by: Person) -> Erasure:
    """Have the account of `by` deleted in seven days; again gives the same.

    Raises SomethingComesFirst as long as `what_comes_first` names something.
    """
    Person.objects.select_for_update().get(pk=by.pk)
    if what_comes_first(by):
        raise SomethingComesFirst
    waiting = Erasure.objects.open().filter(person=by).first()
    if waiting is not None and waiting.cause == Erasure.Cause.ASKED:
        return waiting
    if waiting is not None:
        # Whoever asks now has shown that the account is used.
        Erasure.objects.waiting().filter(pk=waiting.pk).update(taken_back_at=timezone.now())
    now = timezone.now()
    erasure = Erasure.objects.create(
        person=by, cause=Erasure.Cause.ASKED, asked_at=now, due_at=now + TIME_TO_TAKE_BACK
    )
    record("people.erasure-asked", by=by, person=by)
    tell_that_erasure_waits(erasure)
    return erasure


@transaction.atomic
def take_erasure_back(*, by: Person) -> bool:
    """Keep the account after all; False where nothing waits or it has begun."""
    waiting = Erasure.objects.waiting().filter(person=by)
    if not waiting.update(taken_back_at=timezone.now()):
        return False
    record("people.erasure-taken-back", by=by, person=by)
    return True
