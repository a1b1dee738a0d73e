"""What of coaching is in the small world: offers, and one of each state of what two have."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from mentoring.meeting.by_mail import SAY_WHETHER_HELD, token_for
from mentoring.models import (
    CalendarAddress,
    Lesson,
    Pair,
    Proposal,
    ProposedTime,
    Session,
    SharedNote,
)
from people.models import Person
from tests.factories import make_booked_session, make_offer, make_pair, make_request


def plant(world: Any) -> None:
    """Offers, and one of each state of what two have with each other."""
    mentor, asker = world.persons["member of X"], world.persons["member"]
    of_x, of_y = world.persons["editor of X"], world.persons["editor of Y"]
    colleague = Person.objects.get(pk=world.things["colleague_id"])
    offers = {
        one: make_offer(one, places=9, words="I can show you our books.", **seen)
        for one, seen in (
            (mentor, {}),
            (colleague, {"seen_by": "association"}),
            (of_x, {"seen_by": "everyone"}),
            (of_y, {"state": "closed"}),
        )
    }
    proposed = make_request(of_x, offers[mentor], state="proposed", reached_mentor=False)
    pairs = {
        "under_way": make_pair(mentor, asker),
        "agreeing": make_pair(of_x, asker, is_agreed=False),
        "ended": make_pair(of_y, mentor),
    }
    Pair.objects.filter(pk=pairs["ended"].pk).update(state="ended", ended_at=timezone.now())
    proposal = Proposal.objects.create(pair=pairs["under_way"], by=asker, zone="Africa/Lusaka")
    soon = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=9)
    ProposedTime.objects.create(proposal=proposal, starts_at=soon)
    long_ago = soon - timedelta(days=90)
    cancelled = make_booked_session(pairs["under_way"], starts_at=soon + timedelta(days=1))
    Session.objects.filter(pk=cancelled.pk).update(state="cancelled", cancelled_at=long_ago)
    over = make_booked_session(pairs["under_way"], starts_at=soon - timedelta(days=11))
    note = SharedNote.objects.create(session=over, by=asker, text="We looked at the books.")
    Lesson.objects.create(
        pair=pairs["under_way"], by=asker, title="Books by ward", text="Keep one for each."
    )
    world.things |= {
        "note_id": note.pk,
        "session_over_id": over.pk,
        "held_token": token_for(over.pk, mentor.pk, SAY_WHETHER_HELD),
        "calendar_token": CalendarAddress.renew(mentor),
        "nothing": UUID(int=0),
        "administrator_id": world.persons["administrator"].pk,
        "offer_id": offers[mentor].pk,
        "offer_in_x_id": offers[colleague].pk,
        "open_offer_id": offers[of_x].pk,
        "closed_offer_id": offers[of_y].pk,
        "request_id": make_request(of_y, offers[mentor]).pk,
        "proposed_request_id": proposed.pk,
        **{f"pair_{state}_id": pair.pk for state, pair in pairs.items()},
        "times_id": proposal.pk,
        "times_moment": soon.isoformat(),
        "times_token": token_for(proposal.pk, mentor.pk),
        "session_id": make_booked_session(pairs["under_way"]).pk,
        "session_held_id": make_booked_session(pairs["under_way"], starts_at=long_ago).pk,
        "session_cancelled_id": cancelled.pk,
    }
