"""What this room has for a person's desk, for who leaves, and for the statement of a member."""

import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from internships.models import HostOffer, Placement, Problem
from internships.permissions import (
    applications_to_decide,
    applications_to_endorse,
    hosts_for,
    organisations_answered_for,
)
from internships.states import OfferState, PlacementState, ProblemState
from pages.registries import Action, BenefitLine, DeskLine, HandOver
from people.audit import record
from people.models import Organisation, Person

NEXT = 5


def applications(person: Any) -> Iterable[DeskLine]:
    """What waits for a decision or for the own organisation's backing."""
    for one in applications_to_decide(person).order_by("submitted_at")[:NEXT]:
        yield DeskLine(
            title=_("An application for a placement"),
            url=reverse("application", args=[one.pk]),
            note=_("Decide on it"),
        )
    for one in applications_to_endorse(person).order_by("submitted_at")[:NEXT]:
        yield DeskLine(
            title=_("Somebody of your organisation applied for a placement"),
            url=reverse("application", args=[one.pk]),
            note=_("Does the organisation back it?"),
        )


def placements(person: Any) -> Iterable[DeskLine]:
    """Agreements that wait for this person, and the placement they are on."""
    ids = organisations_answered_for(person)
    waiting = Q(person=person, person_confirmed_at=None)
    waiting |= Q(sender__in=ids, sender_confirmed_at=None)
    waiting |= Q(host__in=ids, host_confirmed_at=None)
    waiting |= Q(application__offer__supervisor=person, host_confirmed_at=None)
    for one in Placement.objects.filter(waiting, state=PlacementState.AGREEING)[:NEXT]:
        yield DeskLine(
            title=_("The agreement on a placement"),
            url=reverse("placement", args=[one.pk]),
            note=_("Write or confirm it"),
            due_on=one.starts_on,
        )
    own = Placement.objects.filter(person=person, state=PlacementState.UNDER_WAY)
    for one in own.select_related("application__offer")[:NEXT]:
        yield DeskLine(
            title=one.application.offer.title,
            url=reverse("placement", args=[one.pk]),
            note=_("Five lines about the week"),
        )


def problems(person: Any) -> Iterable[DeskLine]:
    """What people tell those who sent them."""
    ids = organisations_answered_for(person)
    rows = Problem.objects.filter(placement__sender__in=ids, state=ProblemState.OPEN)
    for one in rows.exclude(placement__person=person).order_by("told_at")[:NEXT]:
        yield DeskLine(
            title=_("A problem in a placement"),
            url=reverse("settle_problem", args=[one.placement_id, one.pk]),
            note=_("Say what was done about it"),
        )


def links(person: Any) -> Iterable[Action]:
    yield Action(label=_("Placements"), url=reverse("placements"))


def duties(person: Any) -> Iterable[Action]:
    """For who may offer one."""
    if hosts_for(person).exists():
        yield Action(label=_("Offer a placement"), url=reverse("new_host_offer"))


def benefit_lines(*, organisation: Organisation, year: int, reader: Any) -> Iterable[BenefitLine]:
    """Placements that began in that year; two queries."""
    begun = Placement.objects.filter(begun_at__year=year)
    yield BenefitLine(True, _("Guests it hosted"), begun.filter(host=organisation).count())
    yield BenefitLine(
        False, _("Its people who went on a placement"), begun.filter(sender=organisation).count()
    )


def offers_to_hand_over(
    *, person: Person, organisation: Organisation, reader: Any
) -> Iterable[HandOver]:
    """Offers of the organisation that somebody who leaves looks after, while they are open or
    guests are there.
    """
    going_on = Q(state=OfferState.OPEN, ends_on__gte=timezone.localdate())
    going_on |= Q(
        applications__placement__state__in=(PlacementState.AGREEING, PlacementState.UNDER_WAY)
    )
    rows = HostOffer.objects.filter(going_on, supervisor=person, host=organisation).distinct()
    for offer in rows.order_by("pk"):
        yield HandOver(
            key=f"internships.supervisor:{offer.pk}",
            title=offer.title,
            url=reverse("host_offer", args=[offer.pk]),
            what=_("Looks after guests on a placement"),
            give=partial(_look_after, offer_id=offer.pk),
        )


def _look_after(*, to: Person | None, by: Person | None, offer_id: uuid.UUID) -> None:
    offer = HostOffer.objects.select_related("host").get(pk=offer_id)
    HostOffer.objects.filter(pk=offer_id).update(supervisor=to)
    record("internships.supervisor-changed", by=by, thing=offer, person=to, organisation=offer.host)
