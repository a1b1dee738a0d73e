"""Who may end a post, and what hangs on somebody who leaves one."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pages.registries import HandOver, hand_overs
from people.granting.actions import ask_for_role, label_of
from people.granting.permissions import (
    Reach,
    organisations_kept_by,
    role_of,
    with_account,
)
from people.models import Appointment, Departure, Organisation, Person, RoleGrant
from people.models.departure import DepartureQuerySet


def posts_that_end_by(reach: Reach) -> QuerySet[Appointment]:
    """Posts that this person may end: own ones, and those in organisations they keep."""
    today = timezone.now().date()
    not_over = Q(until_on__isnull=True) | Q(until_on__gte=today)
    own = Q(person=reach.person_id)
    kept = Q(organisation__in=organisations_kept_by(reach))
    return Appointment.objects.filter(not_over, own | kept)


def get_post_to_end(reach: Reach, pk: int) -> Appointment:
    """The guarded door to a post that is not over; else Http404."""
    posts = posts_that_end_by(reach).select_related("person", "organisation")
    appointment = posts.filter(pk=pk).first()
    if appointment is None:
        raise Http404
    return appointment


def departures_for(reach: Reach) -> DepartureQuerySet:
    """What this person hands over or sees handed over: the own leaving, and that of own people."""
    departures = Departure.objects.select_related(
        "appointment__person", "appointment__organisation"
    )
    return departures.filter(
        Q(appointment__person=reach.person_id)
        | Q(appointment__organisation__in=organisations_kept_by(reach))
    )


def get_departure_for(reach: Reach, pk: int) -> Departure:
    """The guarded door to what somebody hands over; else Http404."""
    departure = departures_for(reach).filter(pk=pk).first()
    if departure is None:
        raise Http404
    return departure


def departures_on_desk(reach: Reach) -> DepartureQuerySet:
    """Open ones of oneself and of those whose organisation one is contact of or edits for.

    The programme's editors see everybody's on the pages of the organisations, and on their desk
    those of their own house.
    """
    near = Q(appointment__organisation__in=reach.contact_ids)
    if reach.is_for_programme:
        near |= Q(appointment__organisation__kind=Organisation.Kind.PROGRAMME)
    if reach.edited_ids:
        own = Reach(reach.person_id, False, False, reach.edited_ids, frozenset())
        near |= Q(appointment__organisation__in=organisations_kept_by(own))
    mine = Q(appointment__person=reach.person_id)
    departures = Departure.objects.open().filter(mine | near)
    return departures.select_related("appointment__person", "appointment__organisation")


def things_of(departure: Departure, reader: Person | None) -> list[HandOver]:
    """What is still to be handed over, as far as `reader` may know of it; all for None."""
    appointment = departure.appointment
    return [
        thing
        for room in hand_overs
        for thing in room(
            person=appointment.person, organisation=appointment.organisation, reader=reader
        )
    ]


def successors_of(departure: Departure, reader: Person) -> QuerySet[Appointment]:
    """Posts held in that organisation today by others with an account, by post.

    None for who has left it: they can still give things back to the organisation, and learn of
    nobody there any more (R5).
    """
    left = departure.appointment
    held = Appointment.objects.holding_on().filter(organisation=left.organisation_id)
    if reader == left.person and not held.filter(person=left.person_id).exists():
        return Appointment.objects.none()
    others = held.exclude(person=left.person_id).filter(person__in=with_account())
    return others.select_related("person").order_by("post", "person__name", "pk")


def roles_to_hand_over(
    *, person: Person, organisation: Organisation, reader: Any
) -> Iterable[HandOver]:
    """Roles that hung on a post of this person there; one query.

    Whoever comes after is proposed: the role counts when it has been confirmed like any other.
    """
    grants = RoleGrant.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gte=F("appointment__departure__begun_at")),
        person=person,
        appointment__organisation=organisation,
        appointment__departure__isnull=False,
        confirmed_at__isnull=False,
        handed_over_at__isnull=True,
    )
    for grant in grants.order_by("pk"):
        yield HandOver(
            key=f"people.role:{grant.pk}",
            title=capfirst(label_of(grant)),
            url="",
            what=_("A role. Whoever comes after has it when it is confirmed."),
            give=partial(_give_role_on, grant=grant, organisation=organisation),
        )


def _give_role_on(
    *, to: Person | None, by: Person, grant: RoleGrant, organisation: Organisation
) -> None:
    if to is not None:
        held = to.appointments.holding_on().filter(organisation=organisation)
        ask_for_role(by=by, appointment=held.order_by("-from_on", "-pk")[0], role=role_of(grant))
    grant.handed_over_at = timezone.now()
    grant.save(update_fields=["handed_over_at"])
