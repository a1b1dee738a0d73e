"""Asks three and six months after a training what came of it; one button, nobody signs in."""

import datetime
import uuid
from typing import Any

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from notices.actions import tell
from pages.moving import NotAnyMore
from people.models import Appointment, Person
from training.kinds import FOLLOW_UP
from training.models import Asked, FollowUp, Participation, Role
from training.models.follow_up import MONTHS
from training.states import EventState, ParticipationState

PURPOSE = "training: follow-up"
MOST_AT_ONCE = 200
# So long after its month a question is still asked; and answered.
ASKED_FOR, ANSWERED_FOR = datetime.timedelta(days=30), datetime.timedelta(days=60)
DAYS_OF_A_MONTH = 30.44


def token_for(follow_up_id: uuid.UUID | int) -> str:
    """The signed part of the address in the mail, for this one question."""
    return signing.dumps(str(follow_up_id), salt=PURPOSE, compress=True)


def read_token(token: str) -> int | None:
    """The number of the question; None where the site has not signed this."""
    try:
        return int(signing.loads(token, salt=PURPOSE))
    except signing.BadSignature:
        return None


def ask_what_came_of_it() -> None:
    """A chore: each trainee and their supervisor, once after three months and once after six."""
    now = timezone.now()
    for months in MONTHS:
        due = now - datetime.timedelta(days=months * DAYS_OF_A_MONTH)
        rows = Participation.objects.filter(
            state=ParticipationState.ATTENDED,
            role=Role.PARTICIPANT,
            event__state=EventState.HELD,
            event__ends_at__lte=due,
            event__ends_at__gt=due - ASKED_FOR,
        ).exclude(follow_ups__months=months)
        for row in rows.select_related("person", "event").order_by("event__ends_at")[:MOST_AT_ONCE]:
            _ask(row, months)


@transaction.atomic
def _ask(row: Participation, months: int) -> None:
    for whom, person in ((Asked.TRAINEE, row.person), (Asked.SUPERVISOR, _supervisor_of(row))):
        if person is None:
            continue
        try:
            with transaction.atomic():
                made = FollowUp.objects.create(participation=row, months=months, whom=whom)
        except IntegrityError:
            continue  # another worker was first
        if person.email:
            tell(
                FOLLOW_UP,
                [person],
                once=f"follow-up:{made.pk}",
                words={"token": token_for(made.pk), "whom": whom},
            )


def _supervisor_of(row: Participation) -> Person | None:
    """Whoever leads them today where they worked then; None where nobody is known."""
    held = Appointment.objects.holding_on().filter(person=row.person_id)
    if row.organisation_id is not None:
        held = held.filter(organisation=row.organisation_id)
    post = held.exclude(supervisor=None).select_related("supervisor").order_by("from_on").first()
    return post.supervisor if post and post.supervisor and post.supervisor.is_active else None


@transaction.atomic
def answer(*, follow_up: FollowUp, said: dict[str, Any]) -> None:
    """What somebody answered, once. Raises NotAnyMore where it was said or is too late."""
    now = timezone.now()
    still = FollowUp.objects.filter(
        pk=follow_up.pk, answered_at=None, asked_at__gt=now - ANSWERED_FOR
    )
    if not still.update(answered_at=now, **said):
        raise NotAnyMore
