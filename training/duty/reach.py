"""Which duties somebody may know of, and which they settle, in the language of queries."""

from typing import Any

from django.db.models import Q

from people.granting.permissions import Reach, reach_of
from people.models import Appointment
from people.querysets import members_of_today


def _kept_organisations(reach: Reach) -> Q:
    joined = members_of_today(reach.edited_ids)
    own = Q(organisation__in=reach.contact_ids | reach.edited_ids)
    return own | Q(organisation__in=joined)


def _supervised(person: Any) -> Q:
    """Duties of own people; what went to the organisation is not the supervisor's any more."""
    held = Appointment.objects.holding_on().filter(supervisor=person.pk)
    return Q(handed_over_at=None, person__in=held.values("person_id"))


def looked_after_by(person: Any) -> Q:
    """Duties of others that `person` may confirm evidence for."""
    reach = reach_of(person)
    kept = _kept_organisations(reach) | _supervised(person)
    if reach.is_for_programme:
        kept |= Q(organisation=None)
    return kept & ~_own(person)


def waived_by(person: Any) -> Q:
    """Duties that `person` may waive: a supervisor alone may not, the programme may."""
    reach = reach_of(person)
    kept = Q() if reach.is_for_programme else _kept_organisations(reach)
    return kept & ~_own(person)


def visible_duties(person: Any) -> Q:
    """Own ones, and those one looks after."""
    reach = reach_of(person)
    held = Q(person=person, handed_over_at=None) | Q(carer=person, handed_over_at__isnull=False)
    if reach.is_for_programme:
        return Q()
    return held | _kept_organisations(reach) | _supervised(person)


def _own(person: Any) -> Q:
    """What one owes, owed, or cares for: never settled by oneself."""
    return Q(person=person) | Q(carer=person, carer__isnull=False)
