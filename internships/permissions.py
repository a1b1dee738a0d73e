"""Who may do what in a placement (safeguards 2B): parties, and the guarded doors.

A published listing is for everyone. Letters and CVs are for the applicant, who may endorse them for
the own organisation, and who decides for the host, while they are kept. Nobody else, whatever their
role; the programme reads an application by a reading that is noted (R8).
"""

import uuid
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from internships.models import Application, HostOffer, Placement, WhoApplies
from internships.states import SENT_IN, ApplicationState, OfferState, Party
from pages.moving import Move
from pages.permissions import one_or_404
from people.granting.permissions import reach_of
from people.models import Appointment, AssociationMembership, Organisation, Person
from people.querysets import members_of_today


def organisations_answered_for(person: Any) -> frozenset[int]:
    """Organisations for which `person` acts here: as their contact, or as editor of their
    association today.
    """
    reach = reach_of(person)
    joined = members_of_today(reach.edited_ids)
    # Asked for editors alone: an empty list is known to be empty without a query.
    return reach.contact_ids | reach.edited_ids | set(joined)


def hosts_for(person: Any) -> QuerySet[Organisation]:
    """Local governments and associations in whose name `person` may offer a placement."""
    kinds = (Organisation.Kind.LOCAL_GOVERNMENT, Organisation.Kind.ASSOCIATION)
    return Organisation.objects.filter(pk__in=organisations_answered_for(person), kind__in=kinds)


def is_host(person: Any, offer: HostOffer) -> bool:
    """Whether `person` decides for the host: who answers for it, and the named supervisor."""
    if not person.is_authenticated:
        return False
    return offer.supervisor_id == person.pk or offer.host_id in organisations_answered_for(person)


def can_see_offer(person: Any, offer: HostOffer) -> bool:
    """Published ones everyone; drafts who answers for the host."""
    return offer.state != OfferState.DRAFT or is_host(person, offer)


def offers_shown() -> QuerySet[HostOffer]:
    """Published offers; twin of `can_see_offer` for a visitor."""
    return HostOffer.objects.exclude(state=OfferState.DRAFT).select_related("host")


def offers_found() -> QuerySet[HostOffer]:
    """Those that the search finds: open ones, which everyone reads."""
    return HostOffer.objects.filter(state=OfferState.OPEN)


def get_offer_for(person: Any, pk: uuid.UUID) -> HostOffer:
    """The guarded door to an offer; else Http404."""
    found = one_or_404(HostOffer.objects.select_related("host", "supervisor"), pk)
    if not can_see_offer(person, found):
        raise Http404
    return found


def get_offer_to_keep_for(person: Person, pk: uuid.UUID) -> HostOffer:
    """The guarded door to changing an offer and reading who applied; else Http404."""
    found = one_or_404(HostOffer.objects.select_related("host", "supervisor"), pk)
    if not is_host(person, found):
        raise Http404
    return found


def post_to_apply_from(person: Person, offer: HostOffer) -> Appointment | None:
    """The post from which `person` may apply: not at the host, and in an association of it where
    the offer says so. None where there is none.
    """
    held = (
        Appointment.objects.holding_on()
        .filter(person=person)
        .exclude(organisation=offer.host_id)
        .select_related("organisation")
        .order_by("from_on", "pk")
    )
    if offer.who_applies == WhoApplies.MEMBERS:
        joined = AssociationMembership.objects.holding_on().filter(
            Q(member=offer.host_id) | Q(association=offer.host_id)
        )
        fellows = AssociationMembership.objects.holding_on().filter(
            association__in=joined.values("association")
        )
        held = held.filter(organisation__in=fellows.values("member"))
    return held.first()


# -- Applications ----------------------------------------------------------------------------------


def parties_of(application: Application, person: Person) -> set[str]:
    """What `person` is to an application, in words of `Party`; a draft is its writer's alone."""
    parties: set[str] = set()
    if application.person_id == person.pk:
        parties.add(Party.PERSON)
    if application.state == ApplicationState.DRAFT:
        return parties
    if is_host(person, application.offer):
        parties.add(Party.HOST)
    if Party.PERSON not in parties and application.sender_id in organisations_answered_for(person):
        parties.add(Party.SENDER)
    # Nobody decides on their own application.
    return parties - {Party.HOST} if Party.PERSON in parties else parties


def get_application_for(person: Person, pk: uuid.UUID) -> Application:
    """The guarded door to an application; else Http404."""
    rows = Application.objects.select_related(
        "offer__host", "person", "sender", "offer__supervisor"
    )
    found = one_or_404(rows, pk)
    if not parties_of(found, person):
        raise Http404
    return found


def applications_to_decide(person: Person) -> QuerySet[Application]:
    """Sent in and not decided, of offers for which `person` decides."""
    ids = organisations_answered_for(person)
    mine = Q(offer__host__in=ids) | Q(offer__supervisor=person)
    open_ones = (ApplicationState.SUBMITTED, ApplicationState.SHORTLISTED)
    return Application.objects.filter(mine, state__in=open_ones).exclude(person=person)


def applications_to_endorse(person: Person) -> QuerySet[Application]:
    """Sent in by people of organisations that `person` answers for, and not backed yet."""
    ids = organisations_answered_for(person)
    open_ones = (ApplicationState.SUBMITTED, ApplicationState.SHORTLISTED)
    rows = Application.objects.filter(sender__in=ids, state__in=open_ones, endorsed_at=None)
    return rows.exclude(person=person)


def applications_at(offer: HostOffer) -> QuerySet[Application]:
    """What the host sees of an offer, in the order of sending in."""
    rows = offer.applications.filter(state__in=SENT_IN).select_related("person", "sender")
    return rows.order_by("submitted_at", "pk")


# -- Placements ------------------------------------------------------------------------------------


def placement_parties_of(placement: Placement, person: Person) -> set[str]:
    """What `person` is to a placement, in words of `Party`."""
    if placement.person_id == person.pk:
        return {Party.PERSON}
    parties: set[str] = set()
    ids = organisations_answered_for(person)
    if placement.application.offer.supervisor_id == person.pk or placement.host_id in ids:
        parties.add(Party.HOST)
    if placement.sender_id in ids:
        parties.add(Party.SENDER)
    return parties


def get_placement_for(person: Person, pk: uuid.UUID) -> Placement:
    """The guarded door to a placement: the three; else Http404."""
    rows = Placement.objects.select_related(
        "application__offer__supervisor", "person", "sender", "host", "report", "check_half"
    )
    found = one_or_404(rows, pk)
    if not placement_parties_of(found, person):
        raise Http404
    return found


def check_may(move: Move, parties: set[str]) -> None:
    """Raise Http404 where none of `parties` may make `move`: its button is not there for them."""
    if not move.by & parties:
        raise Http404
