"""Who is told that something of a duty waits for them."""

from collections.abc import Iterable

from django.db.models import Q

from people.models import Appointment, AssociationMembership, Person, RoleGrant
from people.querysets import editors_for, those_who_can_sign_in
from people.roles import ORGANISATION_CONTACT
from training.models import Duty


def keepers_of(duty: Duty) -> list[Person]:
    """The supervisor and the contact; where there is neither, the editors of its associations.

    Neither whose duty it is nor who cares for it.
    """
    own = [pk for pk in (duty.person_id, duty.carer_id) if pk]
    held = Appointment.objects.holding_on().filter(person=duty.person_id)
    near = Q(pk__in=contacts_of(duty))
    if duty.handed_over_at is None:
        near |= Q(pk__in=held.values("supervisor_id"))
    keepers = list(those_who_can_sign_in().filter(near).exclude(pk__in=own))
    return keepers or list(_editors_of(duty, own))


def contacts_of(duty: Duty) -> list[int]:
    """Numbers of the contacts of the organisation."""
    if duty.organisation_id is None:
        return []
    grants = RoleGrant.objects.holding().filter(
        role=ORGANISATION_CONTACT.key, organisation=duty.organisation_id
    )
    return list(grants.values_list("person_id", flat=True))


def holders_of(duty: Duty) -> list[Person]:
    """Who is to keep it: the person; after they left the carer, else the contacts."""
    if duty.handed_over_at is None:
        return [duty.person]
    if duty.carer is not None and duty.carer.is_active:
        return [duty.carer]
    return list(those_who_can_sign_in().filter(pk__in=contacts_of(duty)))


def _editors_of(duty: Duty, own: list[int]) -> Iterable[Person]:
    if duty.organisation_id is None:
        return []
    joined = AssociationMembership.objects.holding_on().filter(member=duty.organisation_id)
    ids = [duty.organisation_id, *joined.values_list("association_id", flat=True)]
    return those_who_can_sign_in().filter(pk__in=editors_for(ids).values("pk")).exclude(pk__in=own)
