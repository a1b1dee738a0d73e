"""Values are sent, a second person there confirms them, or the convener accepts them so."""

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from benchmarking.collecting.actions import must_collect
from benchmarking.models import Round, Value
from benchmarking.states import ACCEPT, CONFIRM, SEND, ValueState
from benchmarking.telling import day_of, speaking_for, tell_convener, tell_persons_of_round
from pages.moving import NotAnyMore
from people.audit import record
from people.models import Organisation, Person
from people.querysets import those_who_can_sign_in


@transaction.atomic
def send_values(*, by: Person, found: Round, organisation: Organisation) -> int:
    """Send all drafts of one participant; how many. Raises NotAnyMore."""
    must_collect(found)
    now = timezone.now()
    drafts = found.values.filter(organisation=organisation, state=ValueState.DRAFT)
    number = drafts.update(state=SEND.to, sent_at=now)
    if number:
        record("benchmarking.values-sent", by=by, thing=found.benchmark, organisation=organisation)
        once = day_of(now)
        ask_for_a_second_look(by=by, found=found, organisation=organisation, once=once)
    return number


def to_confirm(found: Round, organisation: Organisation, person: Person) -> QuerySet[Value]:
    """What was sent for an organisation and `person` did not write."""
    rows = found.values.filter(organisation=organisation, state=ValueState.SENT)
    return rows.exclude(written_by=person)


def unconfirmed_in(found: Round) -> list[Organisation]:
    """Whose values wait for a second person, by name; one query."""
    waiting = found.values.filter(state=ValueState.SENT).values("organisation")
    return list(Organisation.objects.filter(pk__in=waiting).order_by("name", "pk"))


@transaction.atomic
def confirm_values(
    *, by: Person, found: Round, organisation: Organisation, seen_until: datetime.datetime
) -> int:
    """Confirm what another person wrote, as it was seen; how many. Raises NotAnyMore."""
    must_collect(found)
    rows = to_confirm(found, organisation, by).filter(changed_at__lte=seen_until)
    number = rows.update(state=CONFIRM.to, confirmed_by=by, confirmed_at=timezone.now())
    if not number:
        raise NotAnyMore
    record("benchmarking.values-confirmed", by=by, thing=found.benchmark, organisation=organisation)
    return number


@transaction.atomic
def accept_values(*, by: Person, found: Round, organisation: Organisation, because: str) -> int:
    """Let values count that nobody confirmed, with a reason that all read. Raises NotAnyMore."""
    must_collect(found)
    number = to_confirm(found, organisation, by).update(
        state=ACCEPT.to, accepted_because=because, confirmed_by=by, confirmed_at=timezone.now()
    )
    if not number:
        raise NotAnyMore
    record("benchmarking.values-accepted", by=by, thing=found.benchmark, organisation=organisation)
    return number


def ask_for_a_second_look(
    *, by: Person | None, found: Round, organisation: Organisation, once: str
) -> None:
    """Tell who there can confirm what waits; the convener, where nobody can confirm some of it."""
    waiting = found.values.filter(organisation=organisation, state=ValueState.SENT)
    able = who_can_confirm(found, organisation)
    writers = set(waiting.values_list("written_by", flat=True))
    others = [able - {writer} for writer in writers]
    persons = Person.objects.filter(pk__in=set().union(*others)).order_by("pk")
    once = f"{organisation.pk}:{once}"
    tell_persons_of_round(found, "confirm", persons, by=by, once=once, organisation=organisation)
    if not all(others):
        tell_convener(found, "alone", by=by, once=once)


def who_can_confirm(found: Round, organisation: Organisation) -> set[int]:
    """Numbers of persons who speak for it and can sign in: each confirms what another wrote."""
    able = those_who_can_sign_in().filter(pk__in=speaking_for(found.benchmark, [organisation.pk]))
    return set(able.values_list("pk", flat=True))
