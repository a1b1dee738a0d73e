"""Who may know of what in this room, and the guarded doors: 404 for all others (R3).

What two persons have with each other opens to these two. No role opens it, an administrator's
neither: there is no break-glass to a note (P03, P04), and none was built for the rest.
"""

import uuid
from typing import Any

from django.http import Http404

from mentoring.models import Offer, Pair, Proposal, Request, Session, SharedNote
from mentoring.models.offer import OfferSeenBy
from mentoring.states import OfferState, Party, RequestState
from pages.moving import Move
from pages.permissions import one_or_404
from people.models import Person
from people.models.person_queryset import persons_near
from people.models.profile import SeenBy
from people.permissions import is_programme_editor


def keeps_the_programme(person: Any) -> bool:
    """Whether `person` proposes pairs and sees how many there are."""
    return bool(getattr(person, "is_authenticated", False) and is_programme_editor(person))


# -- Offers ----------------------------------------------------------------------------------------


def can_see_offer(person: Any, offer: Offer) -> bool:
    """Whether `person` may know of the offer; twin of `Offer.objects.visible_to`."""
    is_signed_in = getattr(person, "is_authenticated", False)
    if is_signed_in and offer.mentor_id == person.pk:
        return True
    if offer.state == OfferState.CLOSED or not offer.mentor.is_active:
        return False
    if offer.seen_by == OfferSeenBy.EVERYONE:
        return True
    if not is_signed_in:
        return False
    if offer.seen_by == OfferSeenBy.SIGNED_IN or person.is_superuser or is_programme_editor(person):
        return True
    near = persons_near(person)[SeenBy.ASSOCIATION]
    return bool(near.filter(person=offer.mentor_id).exists())


def get_offer_for(person: Any, pk: uuid.UUID) -> Offer:
    """The guarded door to an offer; else Http404."""
    return one_or_404(Offer.objects.visible_to(person).select_related("mentor"), pk)


# -- What two have with each other -----------------------------------------------------------------


def can_see_request(person: Any, request: Request) -> bool:
    """The asker, and the mentor once it has reached them; twin of `Request.objects.visible_to`."""
    if request.asker_id == person.pk:
        return True
    has_reached = request.reached_mentor and request.state != RequestState.PROPOSED
    return bool(request.mentor_id == person.pk and has_reached)


def get_request_for(person: Any, pk: uuid.UUID) -> Request:
    """The guarded door to a request; else Http404."""
    rows = Request.objects.visible_to(person).select_related("asker", "mentor", "offer")
    return one_or_404(rows, pk)


def can_see_pair(person: Any, pair: Pair) -> bool:
    """The two themselves; twin of `Pair.objects.visible_to`."""
    return person.pk in (pair.mentor_id, pair.mentee_id)


def get_pair_for(person: Any, pk: uuid.UUID) -> Pair:
    """The guarded door to a pair; else Http404."""
    return one_or_404(
        Pair.objects.visible_to(person).select_related("mentor", "mentee", "request"), pk
    )


def can_see_session(person: Any, session: Session) -> bool:
    """The two of its pair; twin of `Session.objects.visible_to`."""
    return can_see_pair(person, session.pair)


def get_session_for(person: Any, pk: uuid.UUID) -> Session:
    """The guarded door to a session; else Http404."""
    rows = Session.objects.visible_to(person)
    return one_or_404(rows.select_related("pair__mentor", "pair__mentee"), pk)


def get_own_note_for(person: Any, pk: uuid.UUID) -> SharedNote:
    """The guarded door to changing a note for both: its author's alone; else Http404."""
    rows = SharedNote.objects.filter(by=person, session__in=Session.objects.visible_to(person))
    return one_or_404(rows.select_related("session__pair"), pk)


def get_proposal_for(person: Any, pk: uuid.UUID) -> Proposal:
    """The guarded door to three times; else Http404."""
    rows = Proposal.objects.filter(pair__in=Pair.objects.visible_to(person))
    return one_or_404(rows.select_related("pair__mentor", "pair__mentee", "session", "by"), pk)


# -- Who may make a move ---------------------------------------------------------------------------


def parties_in(pair: Pair, person: Person, proposer_id: int | None = None) -> set[str]:
    """What `person` is to a pair, and to what `proposer_id` proposed in it, in words of `Party`."""
    parties: set[str] = set()
    if can_see_pair(person, pair):
        parties.add(Party.MENTOR if pair.is_mentor(person) else Party.MENTEE)
        if proposer_id is not None:
            parties.add(Party.PROPOSER if person.pk == proposer_id else Party.OTHER)
    return parties


def parties_of(request: Request, person: Person) -> set[str]:
    """What `person` is to a request, in words of `Party`."""
    return {Party.MENTEE if request.asker_id == person.pk else Party.MENTOR}


def check_may(move: Move, parties: set[str]) -> None:
    """Raise Http404 where none of `parties` may make `move`: its button is not there for them."""
    if not move.by & parties:
        raise Http404
