"""What becomes of a duty when somebody leaves: it goes to the organisation they were of."""

import datetime
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.moving import NotAnyMore
from pages.registries import HandOver
from people.models import Appointment, Organisation, Person
from training.duty.actions import hand_over
from training.models import Duty

# So long somebody can still be named who looks after it; then it goes over by itself.
GOES_OVER_AFTER = datetime.timedelta(days=14)
MOST_AT_ONCE = 200


def duties_to_hand_over(
    *, person: Person, organisation: Organisation, reader: Any
) -> Iterable[HandOver]:
    """Open ones of this person there, once no post of theirs there goes on; two queries at most."""
    own = Q(person=person, handed_over_at=None) | Q(carer=person)
    owed = list(Duty.objects.open().filter(own, organisation=organisation).order_by("due_on", "pk"))
    posts = Appointment.objects.holding_on().filter(organisation=organisation, until_on=None)
    if not owed or posts.filter(person=person).exists():
        return
    for duty in owed:
        is_reader = reader is None or duty.is_held_by(reader)
        yield HandOver(
            key=f"training.duty:{duty.pk}",
            title=_("To pass on what was learnt"),
            url=reverse("duty", args=[duty.pk]) if is_reader else "",
            what=_(
                "The organisation owes it now. Whoever has it next looks after it; back to the"
                " organisation: its contact does."
            ),
            give=partial(_give, duty=duty),
        )


def _give(*, to: Person | None, by: Person, duty: Duty) -> None:
    hand_over(by=by, duty=duty, to=to)


def move_duties_of_those_who_left() -> None:
    """A chore: what nobody has handed over goes to the organisation a fortnight later; at once
    where the account is closed.
    """
    today = timezone.localdate()
    there = Appointment.objects.filter(
        person=OuterRef("person"), organisation=OuterRef("organisation")
    )
    recently = there.filter(Q(until_on=None) | Q(until_on__gte=today - GOES_OVER_AFTER))
    gone = (Exists(there) & ~Exists(recently)) | Q(person__is_active=False)
    left = Duty.objects.open().filter(gone, handed_over_at=None, organisation__isnull=False)
    for duty in left.order_by("pk")[:MOST_AT_ONCE]:
        _hand_over_by_itself(duty)
    uncared = Duty.objects.open().filter(carer__is_active=False)
    for duty in uncared.order_by("pk")[:MOST_AT_ONCE]:
        _hand_over_by_itself(duty)


def _hand_over_by_itself(duty: Duty) -> None:
    # Somebody may have settled it since it was found; the others still go over.
    with suppress(NotAnyMore):
        hand_over(by=None, duty=duty)
