"""What is done with a duty: opened by the site, kept by evidence, waived, handed over.

The log notes neither person nor benefit: an association's editors read it (2C).
"""

import calendar
import datetime

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from notices.actions import tell
from notices.models import Notice
from pages.moving import NotAnyMore, make
from people.audit import record
from people.models import Appointment, Organisation, Person
from training.duty import permissions
from training.duty.kinds import DECIDED, EVIDENCE, OPENED, REMINDER
from training.duty.registries import Benefit, Record, taught, taught_by_key
from training.duty.states import CONFIRM, HAND_OVER, KEEP, REFUSE, WAIVE
from training.duty.telling import keepers_of
from training.models import ColleagueSession, Duty, Evidence, Waiver
from training.models.duty import MONTHS, REMINDED_BEFORE


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later; the last of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


@transaction.atomic
def open_duty(benefit: Benefit) -> Duty:
    """The duty for this benefit, opened where there is none; again changes nothing.

    Call it in the transaction in which the benefit comes about.
    """
    due_on = months_after(benefit.on, MONTHS)
    duty, is_new = Duty.objects.get_or_create(
        benefit=benefit.key,
        defaults={
            "kind": benefit.kind,
            "title": benefit.said[:200],
            "person": benefit.person,
            "organisation": benefit.organisation or _organisation_of(benefit.person, benefit.on),
            "opened_on": benefit.on,
            "due_on": due_on,
            "remind_on": due_on - REMINDED_BEFORE,
        },
    )
    if is_new:
        tell(OPENED, [benefit.person], once=f"{duty.once}:opened", words={"duty": str(duty.pk)})
    return duty


@transaction.atomic
def take_back(benefit: str, *, by: Person) -> None:
    """The benefit of this key never came about: nothing is owed for it, and nothing says so.

    What is settled or has evidence of any kind stays, and what `by` owes or keeps for somebody:
    nobody settles their own. Who looks after it decides. Again, or for what opened none, changes
    nothing. Call it in the transaction in which that turns out.
    """
    duty = Duty.objects.select_for_update().open().filter(benefit=benefit).first()
    # Asked with the row in hand: evidence is offered under the same lock.
    if duty is None or by.pk in (duty.person_id, duty.carer_id) or duty.evidence.exists():
        return
    Notice.objects.filter(kind__in=(OPENED.key, REMINDER.key), words__duty=str(duty.pk)).delete()
    duty.delete()


def _organisation_of(person: Person, day: datetime.date) -> Organisation | None:
    """Where the person worked that day; the oldest post where there are several."""
    held = Appointment.objects.holding_on(day).filter(person=person)
    post = held.select_related("organisation").order_by("from_on", "pk").first()
    return post.organisation if post else None


@transaction.atomic
def waive(*, by: Person, duty: Duty, reason: str) -> None:
    """Say that it is not owed, and why; what was offered for it counts for nothing then.

    Http404 for who may not, oneself among them; NotAnyMore where it is settled.
    """
    if not permissions.can_waive(by, duty):
        raise Http404
    _lock(duty)
    make(WAIVE, duty, settled_at=timezone.now())
    Waiver.objects.create(duty=duty, by=by, reason=reason)
    for evidence in duty.evidence.filter(state__in=REFUSE.since):
        make(REFUSE, evidence, decided_at=timezone.now(), decided_by=by, reason=reason)
    record("training.duty-waived", by=by, thing=duty, organisation=duty.organisation, reason=reason)
    _tell_holder(duty, by, "waived")


@transaction.atomic
def offer_evidence(*, by: Person, duty: Duty, key: str) -> Evidence:
    """Offer a record of the site; who looks after the duty is asked to confirm it.

    The same again gives what is there (C07). Http404 where it is not by's to keep, or the record is
    none of those that could keep it; NotAnyMore where the duty is settled or has evidence already,
    or the record counts for another duty.
    """
    if not duty.is_held_by(by):
        raise Http404
    _lock(duty)
    known = duty.evidence.filter(key=key, state__in=CONFIRM.since).first()
    if known is not None:
        return known
    found = next((one for one in records_for(duty) if one.key == key), None)
    source = taught_by_key(key)
    if found is None or source is None:
        raise Http404
    if not duty.is_open:
        raise NotAnyMore
    try:
        with transaction.atomic():
            evidence = Evidence.objects.create(
                duty=duty,
                key=key,
                kind=source.prefix,
                happened_on=found.on,
                benefit_on=duty.opened_on,
                by=by,
            )
    except IntegrityError as taken:
        raise NotAnyMore from taken
    _tell_keepers(evidence, by)
    return evidence


@transaction.atomic
def confirm(*, by: Person, evidence: Evidence) -> None:
    """The record keeps the duty. Http404 for who may not; NotAnyMore where it is settled."""
    duty = _locked_for_decision(by, evidence)
    now = timezone.now()
    make(CONFIRM, evidence, decided_by=by, decided_at=now)
    make(KEEP, duty, settled_at=now)
    record("training.duty-kept", by=by, thing=duty, organisation=duty.organisation)
    _tell_offerer(evidence, by, "confirmed")


@transaction.atomic
def refuse(*, by: Person, evidence: Evidence, reason: str) -> None:
    """The record does not keep it, for a reason; the duty stays open, the record is free again."""
    duty = _locked_for_decision(by, evidence)
    make(REFUSE, evidence, decided_by=by, decided_at=timezone.now(), reason=reason)
    record(
        "training.evidence-refused",
        by=by,
        thing=duty,
        organisation=duty.organisation,
        reason=reason,
    )
    _tell_offerer(evidence, by, "refused")


@transaction.atomic
def hand_over(*, by: Person | None, duty: Duty, to: Person | None = None) -> None:
    """From who leaves to the organisation; `to` looks after it there. NotAnyMore where settled."""
    _lock(duty)
    if duty.organisation_id is None:
        raise NotAnyMore
    make(HAND_OVER, duty, handed_over_at=duty.handed_over_at or timezone.now(), carer=to)
    record("training.duty-handed-over", by=by, thing=duty, organisation=duty.organisation)


def enter_session(
    *, by: Person, what: str, held_on: datetime.date, colleagues: int
) -> ColleagueSession:
    """Note a session that one held for colleagues; the same again changes nothing (C07)."""
    session, _is_new = ColleagueSession.objects.get_or_create(
        by=by, what=what, held_on=held_on, defaults={"colleagues": colleagues}
    )
    return session


def records_for(duty: Duty) -> list[Record]:
    """What could keep it: later than the benefit, by the same person, or after they left by anybody
    who is in the organisation today; newest first. What counts for another duty is left out.
    """
    persons = (
        [duty.person_id]
        if duty.handed_over_at is None
        else Appointment.objects.holding_on()
        .filter(organisation=duty.organisation_id)
        .values("person_id")
    )
    found = [one for source in taught for one in source.records(persons, after=duty.opened_on)]
    counted = Evidence.objects.filter(
        key__in=[one.key for one in found], state__in=("proposed", "confirmed")
    )
    taken = set(counted.values_list("key", flat=True))
    free = [one for one in found if one.key not in taken and one.on > duty.opened_on]
    return sorted(free, key=lambda one: (one.on, one.key), reverse=True)


def _lock(duty: Duty) -> None:
    """The duty first, then its evidence: all who settle it wait here for each other.

    NotAnyMore where it was taken back meanwhile.
    """
    if Duty.objects.select_for_update().filter(pk=duty.pk).first() is None:
        raise NotAnyMore
    duty.refresh_from_db()


def _locked_for_decision(by: Person, evidence: Evidence) -> Duty:
    duty = evidence.duty
    if evidence.by_id == by.pk or not permissions.can_decide(by, duty):
        raise Http404
    _lock(duty)
    return duty


def _tell_keepers(evidence: Evidence, by: Person) -> None:
    asked = [person for person in keepers_of(evidence.duty) if person.pk != by.pk]
    words = {"evidence": str(evidence.pk)}
    tell(EVIDENCE, asked, once=f"evidence:{evidence.pk}", words=words)


def _tell_holder(duty: Duty, by: Person, what: str) -> None:
    holder = duty.person if duty.handed_over_at is None else duty.carer
    if holder is not None:
        words = {"duty": str(duty.pk), "what": what}
        tell(DECIDED, [holder], once=f"{duty.once}:{what}", words=words, by=by)


def _tell_offerer(evidence: Evidence, by: Person, what: str) -> None:
    if evidence.by is not None:
        words = {"duty": str(evidence.duty_id), "what": what}
        tell(DECIDED, [evidence.by], once=f"evidence:{evidence.pk}:{what}", words=words, by=by)
