"""Entering who took part."""

from typing import Any

from django.db import transaction
from django.http import Http404

from notices.actions import tell
from pages.moving import make
from people.audit import record
from people.models import Person
from people.models.profile import SeenBy
from training.cascade.counting import hold_course, recount
from training.following import tell_attended, tell_changed, tell_not_attended
from training.kinds import EVENT
from training.logging.judging import Entry, Judged, judge
from training.models import Event, Participation
from training.persons.keeping import keep_keys, note_resemblances
from training.persons.merging import known_as
from training.states import ATTEND, INVITE, LOG, MISS, EventState, ParticipationState

MOST_ON_LIST = 1_000


class TooMany(Exception):
    """A list holds MOST_ON_LIST people."""


class NotKept(Exception):
    """No row is good, or of some nobody has said who they are about; `judged` shows which."""

    def __init__(self, judged: Judged) -> None:
        super().__init__()
        self.judged = judged


@transaction.atomic
def keep_list(
    *, by: Person, event: Event, rows: list[Any], chosen: dict[int, str]
) -> list[Participation]:
    """Keep the good rows; who is on the list already is not entered again, by whoever (C15).

    The rows are judged with the training held, so that of two who send the same list at once the
    second finds all of it there. Raises NotKept and keeps nothing where no row is good or somebody
    has to be told apart, TooMany for more than a list holds.
    """
    event = _held(event)
    judged = judge(rows, by=by, event=event, chosen=chosen)
    if judged.open_ones or not (judged.entries or judged.known):
        raise NotKept(judged)
    _must_hold(event, len(judged.entries))
    made = [_enter(by, event, entry) for entry in judged.entries]
    _follow_entries(by, event, made)
    return made


@transaction.atomic
def enter_known(*, by: Person, event: Event, person: Person, role: str) -> Participation | None:
    """Enter somebody who was found by name, with the post they hold; None where they are on the
    list already. Who was merged counts as whom they count as today. Raises TooMany.
    """
    event = _held(event)
    head = known_as([person.pk])[person.pk]
    if Participation.objects.filter(event=event, person=head).exists():
        return None
    _must_hold(event, 1)
    post = person.appointments.holding_on().order_by("from_on", "pk").first()
    made = Participation.objects.create(
        event=event,
        person_id=head,
        entered_as=person,
        organisation=post.organisation if post else None,
        function=post.post if post else "",
        role=role,
        state=_entered_state(event),
        entered_by=by,
    )
    _follow_entries(by, event, [made])
    return made


def _held(event: Event) -> Event:
    """The training as it is now, with nobody else changing its list until the transaction ends."""
    hold_course(event.edition.course)
    rows = Event.objects.select_for_update(of=("self",))
    return rows.select_related("edition__course", "organiser").get(pk=event.pk)


def _held_row(row: Participation) -> Participation:
    """The row as it is now, with its list held; Http404 where it is gone."""
    event = _held(row.event)
    rows = Participation.objects.select_related("person", "organisation").filter(event=event)
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise Http404
    found.event = event
    return found


def _must_hold(event: Event, more: int) -> None:
    if Participation.objects.filter(event=event).count() + more > MOST_ON_LIST:
        raise TooMany


def _entered_state(event: Event) -> str:
    return (LOG if event.state == EventState.HELD else INVITE).to


def _follow_entries(by: Person, event: Event, made: list[Participation]) -> None:
    if not made:
        return
    record(
        "training.list-entered",
        by=by,
        thing=event,
        organisation=event.organiser,
        is_sensitive=True,
    )
    recount(event.edition.course)
    persons = {row.entered_as_id for row in made}
    keep_keys(persons)
    note_resemblances(persons)
    tell_attended(made)
    _tell_invited(event, made)


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
        state=_entered_state(event),
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
    """Other words about one participation, by the words of RowForm; Http404 where it is gone."""
    row = _held_row(row)
    is_there = said.pop("is_there", None)
    for name, value in said.items():
        setattr(row, name, value)
    row.save(update_fields=list(said))
    event = row.event
    move = {True: ATTEND, False: MISS}.get(is_there) if is_there is not None else None
    if move is not None and row.state in move.since:
        make(move, row)
        row.event = event
    tell_changed(row, by=by)
    record(
        "training.row-changed",
        by=by,
        thing=event,
        organisation=event.organiser,
        is_sensitive=True,
    )
    recount(event.edition.course)


@transaction.atomic
def remove_row(*, by: Person, row: Participation) -> None:
    """A row that was entered by mistake; a person who is nowhere else goes with it.

    Http404 where it is gone.
    """
    row = _held_row(row)
    event, person = row.event, row.entered_as
    tell_not_attended(row, by=by)
    row.delete()
    record(
        "training.row-removed",
        by=by,
        thing=event,
        organisation=event.organiser,
        is_sensitive=True,
    )
    recount(event.edition.course)
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
