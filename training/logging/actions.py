"""Entering who took part."""

from typing import Any

from django.db import transaction

from notices.actions import tell
from pages.moving import make
from people.audit import record
from people.models import Person
from people.models.profile import SeenBy
from training.cascade.counting import hold_course
from training.following import follow, tell_attended
from training.kinds import EVENT
from training.logging.judging import Entry, Judged, judge
from training.models import Event, Participation
from training.persons.keeping import keep_keys, note_resemblances
from training.states import ATTEND, INVITE, LOG, MISS, EventState, ParticipationState

MOST_ON_LIST = 1_000


class TooMany(Exception):
    """A list holds MOST_ON_LIST people."""


class StillOpen(Exception):
    """Of some rows nobody has said who they are about; `judged` shows which."""

    def __init__(self, judged: Judged) -> None:
        super().__init__()
        self.judged = judged


@transaction.atomic
def keep_list(
    *, by: Person, event: Event, rows: list[Any], chosen: dict[int, str]
) -> list[Participation]:
    """Keep the good rows; who is on the list already is not entered again, by whoever (C15).

    The rows are judged with the training held, so that of two who send the same list at once the
    second finds all of it there. Raises StillOpen and keeps nothing where somebody has to be told
    apart, TooMany for more than a list holds.
    """
    hold_course(event.edition.course)
    event = (
        Event.objects.select_for_update(of=("self",))
        .select_related("edition__course", "organiser")
        .get(pk=event.pk)
    )
    judged = judge(rows, by=by, event=event, chosen=chosen)
    if judged.open_ones:
        raise StillOpen(judged)
    number = Participation.objects.filter(event=event).count() + len(judged.entries)
    if number > MOST_ON_LIST:
        raise TooMany
    made = [_enter(by, event, entry) for entry in judged.entries]
    if made:
        record(
            "training.list-entered",
            by=by,
            thing=event,
            organisation=event.organiser,
            is_sensitive=True,
        )
        follow(event)
        persons = {row.entered_as_id for row in made}
        keep_keys(persons)
        note_resemblances(persons)
        tell_attended(made)
        _tell_invited(event, made)
    return made


def _enter(by: Person, event: Event, entry: Entry) -> Participation:
    ids = {str(one.person_id): one.person_id for one in entry.candidates}
    chosen = ids.get(entry.chosen)
    # A candidate is whom their entries count as today.
    person = Person.objects.get(pk=chosen) if chosen else _new_person(by, entry)
    return Participation.objects.create(
        event=event,
        person=person,
        entered_as=person,
        organisation=entry.organisation,
        state=(LOG if event.state == EventState.HELD else INVITE).to,
        entered_by=by,
        **entry.fields,
    )


def _new_person(by: Person, entry: Entry) -> Person:
    """Without account and without post: a list of somebody else gives nobody a place anywhere.

    Their name is for who keeps their trainings; nobody finds it in the directory.
    """
    email = entry.email if entry.email and not _is_taken(entry.email) else None
    return Person.objects.create_user(
        email,
        None,
        name=entry.name,
        phone=entry.phone,
        language=by.language,
        name_seen_by=SeenBy.NOBODY,
    )


def _is_taken(email: str) -> bool:
    return Person.objects.filter(email__iexact=email).exists()


def _tell_invited(event: Event, rows: list[Participation]) -> None:
    invited = [row.person for row in rows if row.state == ParticipationState.INVITED]
    if invited:
        words = {"event": str(event.pk), "what": "invited"}
        tell(EVENT, invited, once=f"training:{event.pk}:invited", words=words)


@transaction.atomic
def change_row(*, by: Person, row: Participation, said: dict[str, Any]) -> None:
    """Other words about one participation, by the words of RowForm."""
    hold_course(row.event.edition.course)
    is_there = said.pop("is_there", None)
    for name, value in said.items():
        setattr(row, name, value)
    row.save(update_fields=list(said))
    event = row.event
    move = {True: ATTEND, False: MISS}.get(is_there) if is_there is not None else None
    if move is not None and row.state in move.since:
        make(move, row)
        row.event = event
        tell_attended([row])
    record(
        "training.row-changed",
        by=by,
        thing=event,
        organisation=event.organiser,
        is_sensitive=True,
    )
    follow(event)


@transaction.atomic
def remove_row(*, by: Person, row: Participation) -> None:
    """A row that was entered by mistake; a person who is nowhere else goes with it."""
    hold_course(row.event.edition.course)
    event, person = row.event, row.entered_as
    row.delete()
    record(
        "training.row-removed",
        by=by,
        thing=event,
        organisation=event.organiser,
        is_sensitive=True,
    )
    follow(event)
    _forget_where_nowhere_else(person)


def _forget_where_nowhere_else(person: Person) -> None:
    has_account = person.has_usable_password() or person.appointments.exists()
    rows = Participation.objects.filter(entered_as=person) | Participation.objects.filter(
        person=person
    )
    if not has_account and not rows.exists():
        person.delete()


@transaction.atomic
def count_unnamed(*, by: Person, event: Event, number: int) -> None:
    """How many were there of whom only the number is known."""
    Event.objects.filter(pk=event.pk).update(unnamed=number)
    record("training.event-changed", by=by, thing=event, organisation=event.organiser)
