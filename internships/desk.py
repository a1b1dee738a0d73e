"""What this room has for a person's desk, for who leaves, and for the statement of a member."""

import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from internships.models import Application, HostOffer, Placement, Problem
from internships.permissions import (
    applications_to_decide,
    applications_to_endorse,
    hosts_for,
    organisations_answered_for,
)
from internships.states import OfferState, PlacementState, ProblemState
from pages.desk import lines_of
from pages.registries import Action, BenefitLine, DeskLine, HandOver
from people.audit import record
from people.models import Organisation, Person


def applications(person: Any) -> Iterable[DeskLine]:
    """What waits for a decision or for the own organisation's backing."""
    all_at = reverse("placements")
    to_decide = applications_to_decide(person).order_by("submitted_at")
    yield from lines_of(to_decide, _to_decide, all_at=all_at)
    to_endorse = applications_to_endorse(person).order_by("submitted_at")
    yield from lines_of(to_endorse, _to_endorse, all_at=all_at)


def _to_decide(one: Application) -> DeskLine:
    return DeskLine(
        title=_("An application for a placement"),
        url=reverse("application", args=[one.pk]),
        note=_("Somebody would like to come to you"),
        verb=_("Read and decide"),
    )


def _to_endorse(one: Application) -> DeskLine:
    return DeskLine(
        title=_("Somebody of your organisation applied for a placement"),
        url=reverse("application", args=[one.pk]),
        note=_("Does the organisation back it?"),
        verb=_("Say yes or no"),
    )


def placements(person: Any) -> Iterable[DeskLine]:
    """Agreements that wait for this person, and the placement they are on."""
    ids = organisations_answered_for(person)
    waiting = Q(person=person, person_confirmed_at=None)
    waiting |= Q(sender__in=ids, sender_confirmed_at=None)
    waiting |= Q(host__in=ids, host_confirmed_at=None)
    waiting |= Q(application__offer__supervisor=person, host_confirmed_at=None)
    all_at = reverse("placements")
    agreeing = Placement.objects.filter(waiting, state=PlacementState.AGREEING)
    yield from lines_of(agreeing.distinct().order_by("starts_on", "pk"), _to_agree, all_at=all_at)
    own = Placement.objects.filter(person=person, state=PlacementState.UNDER_WAY)
    own = own.select_related("application__offer").order_by("ends_on", "pk")
    yield from lines_of(own, _under_way, all_at=all_at)


def _to_agree(one: Placement) -> DeskLine:
    return DeskLine(
        title=_("The agreement on a placement"),
        url=reverse("placement", args=[one.pk]),
        note=_("It waits for your side"),
        due_on=one.starts_on,
        verb=_("Write or confirm it"),
    )


def _under_way(one: Placement) -> DeskLine:
    return DeskLine(
        title=one.application.offer.title,
        url=reverse("placement", args=[one.pk]),
        note=_("Five lines about the week"),
        verb=_("Write about the week"),
    )


def problems(person: Any) -> Iterable[DeskLine]:
    """What people tell those who sent them."""
    ids = organisations_answered_for(person)
    rows = Problem.objects.filter(placement__sender__in=ids, state=ProblemState.OPEN)
    rows = rows.exclude(placement__person=person).order_by("told_at")
    yield from lines_of(rows, _told, all_at=reverse("placements"))


def _told(one: Problem) -> DeskLine:
    return DeskLine(
        title=_("A problem in a placement"),
        url=reverse("settle_problem", args=[one.placement_id, one.pk]),
        note=_("Told by somebody you sent"),
        verb=_("Say what was done about it"),
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
