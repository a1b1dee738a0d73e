"""Every state, every role, every move: what is done is exactly what the tables say."""

import itertools
import re

import pytest
from django.db import transaction
from django.utils import timezone

from internships.models import Application, HostOffer, Placement
from internships.states import (
    ACCEPT,
    CLOSE,
    CONFIRM,
    DECLINE,
    END,
    PUBLISH,
    SHORTLIST,
    WITHDRAW,
    WRITE_AGREEMENT,
    ApplicationState,
    OfferState,
    Party,
    PlacementState,
)
from tests.factories import OrganisationFactory, make_officer, sign_in
from tests.internships.making import make_application, make_host_offer
from tests.internships.reading import at

pytestmark = pytest.mark.django_db


def agreement(placement, party):
    return {
        "objectives": "See.",
        "activities": "Sit.",
        "language": "en",
        "starts_on": placement.starts_on.isoformat(),
        "ends_on": placement.ends_on.isoformat(),
        "seen": placement.changed_at.isoformat(),
    }


def confirmation(placement, party):
    return {"party": party or Party.PERSON, "seen": placement.changed_at.isoformat()}


# Each move that is asked for by a request: where, and with which words. The others are made by the
# site, or make the thing.
MOVES = {
    HostOffer: {
        PUBLISH: ("host_offer_state", {"then": "publish"}),
        CLOSE: ("host_offer_state", {"then": "close"}),
    },
    Application: {
        SHORTLIST: ("application", {"then": "shortlist"}),
        ACCEPT: ("application", {"then": "accept"}),
        DECLINE: ("application", {"then": "decline", "reason": "Full."}),
        WITHDRAW: ("application", {"then": "withdraw"}),
    },
    Placement: {
        WRITE_AGREEMENT: ("placement_agreement", agreement),
        CONFIRM: ("placement_confirm", confirmation),
        END: ("placement_end", {}),
    },
}
STATES = {HostOffer: OfferState, Application: ApplicationState, Placement: PlacementState}


@pytest.fixture
def roles(both):
    """Each role: its browser, and which party of the tables it is."""
    cast, wanda = both
    supervisor = make_officer("Sunna Vale", cast.high_pasture, "Head of markets")
    who = {
        "host": (cast.bruno, Party.HOST),
        "supervisor": (supervisor, Party.HOST),
        "sender": (wanda, Party.SENDER),
        "association of the sender": (cast.lena, Party.SENDER),
        "association of the host": (cast.yara, Party.HOST),
        "person": (cast.odette, Party.PERSON),
        "colleague of the host": (make_officer("Ida", cast.high_pasture, "Clerk"), None),
        "colleague of the sender": (make_officer("Ulf", cast.ferry_landing, "Clerk"), None),
        "programme": (cast.petra, None),
        "stranger": (make_officer("Nils", OrganisationFactory(), "Clerk"), None),
    }
    return supervisor, {
        role: (sign_in(person, with_second_factor=True), party)
        for role, (person, party) in who.items()
    }


def things(cast, supervisor, model, state, party):
    """One thing of the model in this state; an agreement waits for `party` alone."""
    now = timezone.now()
    offer = make_host_offer(cast.high_pasture, supervisor, places=2)
    if model is HostOffer:
        HostOffer.objects.filter(pk=offer.pk).update(state=state)
        return HostOffer.objects.get(pk=offer.pk)
    is_placement = model is Placement
    own = make_application(
        offer,
        cast.odette,
        cast.ferry_landing,
        state="accepted" if is_placement else state,
        reason="Full.",
    )
    if is_placement or state == "accepted":
        HostOffer.objects.filter(pk=offer.pk).update(taken=1)
        missing = (party or Party.PERSON) if is_placement and state == "agreeing" else None
        times = [f"{one}_confirmed_at" for one in ("person", "sender", "host") if one != missing]
        times += {"under-way": ["begun_at"], "ended": ["ended_at"]}.get(state, [])
        placement = Placement.objects.create(
            application=own,
            person=own.person,
            sender=own.sender,
            host=offer.host,
            state=state if is_placement else "agreeing",
            objectives="See how.",
            activities="Sit beside.",
            language="en",
            starts_on=offer.starts_on,
            ends_on=offer.ends_on,
            **dict.fromkeys(times, now),
        )
        return placement if is_placement else own
    return own


def differences(cast, roles, model, extra=()):
    """Where the site does not do what the table says: state, role, move, what was answered."""
    supervisor, browsers = roles
    wrong = []
    for state, role, move in itertools.product(STATES[model].values, browsers, MOVES[model]):
        browser, party = browsers[role]
        name, words = MOVES[model][move]
        is_granted = state in move.since and (party in move.by or (role, move) in extra)
        with transaction.atomic():
            thing = things(cast, supervisor, model, state, party)
            sent = words(thing, party) if callable(words) else words
            answer = browser.post(at(thing, name), sent)
            after = model.objects.get(pk=thing.pk).state
            transaction.set_rollback(True)
        is_right = after == move.to and answer.status_code == 302
        if not is_granted:
            is_right = after == state and answer.status_code in (403, 404, 409)
        if not is_right:
            wrong.append((state, role, move.name, answer.status_code, after))
    return wrong


@pytest.mark.parametrize("model", MOVES, ids=lambda model: model.__name__)
def test_exactly_what_the_table_grants_is_done(cast, roles, model):
    assert differences(cast, roles, model) == []


@pytest.mark.parametrize("state", ["submitted", "shortlisted", "waiting", "declined"])
def test_a_page_offers_the_moves_of_its_reader_and_no_others(cast, roles, state):
    supervisor, browsers = roles
    for role, (browser, party) in browsers.items():
        with transaction.atomic():
            own = things(cast, supervisor, Application, state, party)
            answer = browser.get(at(own, "application"))
            transaction.set_rollback(True)
        offered = set(re.findall(r'name="then" value="(\w+)"', answer.content.decode()))
        granted = {
            words["then"]
            for move, (_name, words) in MOVES[Application].items()
            if state in move.since and party in move.by
        }
        assert offered & {words["then"] for _name, words in MOVES[Application].values()} == (
            granted if answer.status_code == 200 else set()
        ), role


def test_control_a_move_too_many_in_the_table_is_noticed(cast, roles):
    wrong = differences(cast, roles, Placement, extra={("programme", END)})
    assert {role for _state, role, *_more in wrong} == {"programme"}
