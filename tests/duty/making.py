"""Things of the duty to pass it on."""

import datetime
import itertools

from django.utils import timezone

from training.duty.actions import enter_session, offer_evidence, open_duty
from training.duty.registries import Benefit
from training.models import ColleagueSession, Duty, Evidence

_NUMBERS = itertools.count(1)


def make_duty(person, *, days_ago=100, kind="training", said="", **fields) -> Duty:
    """A duty opened by a benefit so many days ago; `fields` are written over it."""
    on = timezone.localdate() - datetime.timedelta(days=days_ago)
    benefit = Benefit(f"test-benefit:{next(_NUMBERS)}", kind, person, on, said=said)
    duty = open_duty(benefit)
    if fields:
        Duty.objects.filter(pk=duty.pk).update(**fields)
        duty.refresh_from_db()
    return duty


def make_session(person, *, days_ago=5, what="Weighing carts") -> ColleagueSession:
    """A session this person held for colleagues."""
    held_on = timezone.localdate() - datetime.timedelta(days=days_ago)
    return enter_session(by=person, what=what, held_on=held_on, colleagues=6)


def key_of(session) -> str:
    """The generic key of a session for colleagues."""
    return f"colleague-session:{session.pk}"


def make_evidence(duty, **fields) -> Evidence:
    """A session for colleagues, offered for this duty by whoever holds it."""
    holder = duty.person if duty.handed_over_at is None else duty.carer
    session = make_session(holder, what=f"Session {next(_NUMBERS)}", **fields)
    return offer_evidence(by=holder, duty=duty, key=key_of(session))
