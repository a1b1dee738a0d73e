"""Risks that the site raises by itself: once for each cause, and coordinators are told."""

import datetime
from collections import defaultdict
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from partnerships.models import (
    GOES_ON,
    Confirmation,
    DedicatedStaff,
    Election,
    Partner,
    Partnership,
    Risk,
    Traveller,
)
from partnerships.models.partnership import CONFIRMED_FOR
from partnerships.risks.actions import tell_coordinators, tell_readers
from partnerships.roles import coordinating_since
from partnerships.states import RiskState
from people.audit import record
from people.models import Departure
from people.querysets import spoken_for

MOST_AT_ONCE = 200
LEFT_WITHIN = datetime.timedelta(days=30)
# Sides are asked once the year is over, and have a month to answer.
TIME_TO_ANSWER = datetime.timedelta(days=30)


def raise_risks() -> None:
    """A chore: elections that fall into a period, people who leave, sides that were not heard."""
    raise_for_elections()
    raise_for_leavers()
    raise_for_silence()


@transaction.atomic
def raise_once(partnership: Partnership, kind: str, cause: str, facts: dict[str, str]) -> None:
    """Once for each cause, whatever became of the risk since."""
    risk, is_new = Risk.objects.get_or_create(
        cause=cause, defaults={"partnership": partnership, "kind": kind, "facts": facts}
    )
    if is_new:
        record("partnerships.risk-raised", by=None, thing=risk, is_sensitive=True)
        tell_coordinators(risk)


def raise_for_elections() -> None:
    """Of each election to come: partnerships of its country in whose period it falls."""
    for election in Election.objects.filter(on__gte=timezone.localdate()):
        start = f"election:{election.pk}:"
        known = Risk.objects.filter(cause__startswith=start, partnership=OuterRef("pk"))
        facts = {
            "country": str(election.country),
            "on": election.on.isoformat(),
            "what": election.what,
        }
        rows = _open_on(election.on).filter(countries__country=str(election.country))
        for one in rows.filter(~Exists(known)).order_by("pk")[:MOST_AT_ONCE]:
            raise_once(one, Risk.Kind.ELECTIONS, f"{start}{one.pk}", facts)


def _open_on(day: datetime.date) -> Any:
    """Partnerships that go on, in whose period `day` falls as far as it is known."""
    rows = Partnership.objects.filter(status__in=GOES_ON).annotate(
        first=Coalesce("begun_on", "starts_on"), last=Coalesce("ended_on", "ends_on")
    )
    begun, lasts = Q(first=None) | Q(first__lte=day), Q(last=None) | Q(last__gte=day)
    return rows.filter(begun, lasts)


def raise_for_leavers() -> None:
    """Of who leaves a partner: partnerships they coordinate, are dedicated staff of, or in whose
    activities they are.
    """
    since = timezone.now() - LEFT_WITHIN
    leaving = Departure.objects.filter(begun_at__gte=since).select_related(
        "appointment__organisation"
    )
    rows = list(leaving.order_by("pk"))
    persons = {one.appointment.person_id for one in rows}
    worked = coordinating_since(persons, since)
    travelled = Traveller.objects.filter(person__in=persons)
    dedicated = DedicatedStaff.objects.filter(person__in=persons)
    for pk, person in (
        *travelled.values_list("activity__partnership", "person"),
        *dedicated.values_list("baseline__partnership", "person"),
    ):
        worked[person].add(pk)
    sides = _partnerships_by_side({one.appointment.organisation_id for one in rows})
    known = set(Risk.objects.filter(cause__startswith="leaver:").values_list("cause", flat=True))
    for one in rows:
        post = one.appointment
        for pk, partnership in sides[post.organisation_id].items():
            cause = f"leaver:{post.pk}:{pk}"
            if pk in worked[post.person_id] and cause not in known:
                facts = {"organisation": post.organisation.name}
                raise_once(partnership, Risk.Kind.TURNOVER, cause, facts)


def _partnerships_by_side(organisation_ids: set[int]) -> dict[int, dict[Any, Partnership]]:
    found: dict[int, dict[Any, Partnership]] = defaultdict(dict)
    rows = Partner.objects.filter(
        organisation__in=organisation_ids, partnership__status__in=GOES_ON
    )
    for side in rows.select_related("partnership"):
        found[side.organisation_id][side.partnership_id] = side.partnership
    return found


def raise_for_silence() -> None:
    """Of sides that were asked a month ago whether the partnership is alive, and did not say so."""
    since = timezone.localdate() - CONFIRMED_FOR - TIME_TO_ANSWER
    own = {"partnership": OuterRef("partnership"), "organisation": OuterRef("organisation")}
    heard = Confirmation.objects.filter(on__gt=since, **own)
    latest = Confirmation.objects.filter(**own).order_by("-on").values("on")[:1]
    silent = Partner.objects.filter(
        ~Exists(heard),
        partnership__status__in=GOES_ON,
        partnership__made_at__date__lte=since,
        organisation__in=spoken_for(),
    )
    rows = silent.annotate(heard_on=Subquery(latest)).select_related("partnership", "organisation")
    known = set(Risk.objects.filter(cause__startswith="silent:").values_list("cause", flat=True))
    fresh = {
        cause: one
        for one in rows.order_by("pk").iterator()
        if (cause := _silence(one)) not in known
    }
    for cause, one in list(fresh.items())[:MOST_AT_ONCE]:
        facts = {"organisation": one.organisation.name}
        raise_once(one.partnership, Risk.Kind.COMMITMENT, cause, facts)


def _silence(side: Any) -> str:
    """Heard of since, and then silent again, it is another cause."""
    return f"silent:{side.partnership_id}:{side.organisation_id}:{side.heard_on or 'never'}"


def ask_to_look_again() -> None:
    """A chore: who reads a risk is told on the day it is to be looked at again."""
    today = timezone.localdate()
    due = Risk.objects.exclude(state=RiskState.CLOSED).filter(
        review_on__lte=today, review_on__gt=today - datetime.timedelta(days=7)
    )
    for risk in due.select_related("partnership").order_by("pk"):
        tell_readers(risk, once=f"review:{risk.pk}:{risk.review_on}")
