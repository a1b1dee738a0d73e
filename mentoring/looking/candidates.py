"""Who can be a mentor of somebody at all, before anything is compared."""

from typing import Any

from django.db.models import F, Q, QuerySet

from mentoring.looking.wish import Wish
from mentoring.models import Offer
from mentoring.models.weight import FacetKey
from mentoring.states import OfferState
from people.models import Appointment

# Of a line of superiors: who leads whoever leads me, and one above.
LINE = 3


def candidates_for(person: Any, wish: Wish) -> QuerySet[Offer]:
    """Offers that `person` may know of and that have all that was named as needed in the database.

    Neither one's own, nor those of the own municipality, nor of the own line of superiors, upward
    and downward: nobody is coached by who judges them. Not ordered; no query of its own.
    """
    offers = Offer.objects.visible_to(person)
    if person.is_authenticated:
        offers = (
            offers.exclude(mentor=person)
            .exclude(mentor__in=_colleagues_of(person))
            .exclude(mentor__in=_superiors_of(person))
            .exclude(mentor__in=_subordinates_of(person))
        )
    return _with_what_is_needed(offers, wish)


def _with_what_is_needed(offers: QuerySet[Offer], wish: Wish) -> QuerySet[Offer]:
    """Conditions that the database can hold; the rest is asked where it is scored."""
    if FacetKey.LANGUAGES in wish.needed and wish.languages:
        offers = offers.filter(
            pk__in=Offer.objects.filter(languages__code__in=wish.languages).values("pk")
        )
    if FacetKey.SIZE in wish.needed and wish.size:
        offers = offers.filter(size=wish.size)
    if FacetKey.LEVEL in wish.needed and wish.level:
        offers = offers.filter(level=wish.level)
    if FacetKey.FREE in wish.needed:
        offers = offers.filter(state=OfferState.OPEN, taken__lt=F("places"))
    return offers


def _colleagues_of(person: Any) -> QuerySet[Any]:
    """Numbers of those who hold a post today where `person` holds one."""
    held = Appointment.objects.holding_on()
    own = held.filter(person=person).values("organisation_id")
    return held.filter(organisation__in=own).values("person_id")


def _superiors_of(person: Any) -> QuerySet[Any]:
    held = Appointment.objects.holding_on().exclude(supervisor=None)
    found = Q(person=person)
    step = held.filter(person=person).values("supervisor_id")
    for _one in range(LINE - 1):
        found |= Q(person__in=step)
        step = held.filter(person__in=step).values("supervisor_id")
    return held.filter(found).values("supervisor_id")


def _subordinates_of(person: Any) -> QuerySet[Any]:
    held = Appointment.objects.holding_on()
    found = Q(supervisor=person)
    step = held.filter(supervisor=person).values("person_id")
    for _one in range(LINE - 1):
        found |= Q(supervisor__in=step)
        step = held.filter(supervisor__in=step).values("person_id")
    return held.filter(found).values("person_id")
