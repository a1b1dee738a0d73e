"""States of a risk, the day to look at it again, how long it is kept, and its place in lists."""

import datetime

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pages.moving import NotAnyMore
from partnerships.models import Risk
from partnerships.risks import actions
from partnerships.risks.raising import ask_to_look_again
from partnerships.risks.retention import forget_old_risks
from tests.factories import do_waiting_work, make_cast, sign_in
from tests.partnerships.making_risks import (
    at,
    make_coordinated,
    make_risk,
    text_of,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


@pytest.fixture
def one(cast):
    return make_coordinated(cast)


def test_a_risk_moves_on_by_the_table_and_is_opened_again(cast, one):
    risk = make_risk(one, cast.odette)
    client = sign_in(cast.odette)
    assert client.post(at("risk_state", risk), {"then": "close"}).status_code == 409
    assert client.post(at("risk_state", risk), {"then": "burn"}).status_code == 404
    for then, state in (
        *(("mitigate", "mitigated"), ("close", "closed"), ("open again", "open")),
        *(("accept", "accepted"), ("close", "closed")),
    ):
        assert client.post(at("risk_state", risk), {"then": then}).status_code == 302
        risk.refresh_from_db()
        assert risk.state == state
        assert bool(risk.closed_at) == (state == "closed")


def test_readers_are_reminded_once_on_the_day_of_review(cast, one):
    today = timezone.localdate()
    make_risk(one, cast.odette, review_on=today)
    later = today + datetime.timedelta(days=3)
    make_risk(one, cast.odette, review_on=later, is_confidential=True)
    for _day in range(2):
        ask_to_look_again()
    do_waiting_work()
    assert [letter.to for letter in mail.outbox if "record" in letter.subject] == [
        [cast.odette.email]
    ]
    assert "to look at again" in text_of(sign_in(cast.odette).get(at("partnership_risks", one)))


def test_risk_2_goes_two_years_after_it_was_closed(cast, one):
    long_ago = timezone.now() - datetime.timedelta(days=731)
    old, new = ({"state": "closed", "closed_at": at_} for at_ in (long_ago, timezone.now()))
    make_risk(one, cast.odette, is_confidential=True, **old)
    kept = {
        make_risk(one, cast.odette, is_confidential=True, **new).pk,
        make_risk(one, cast.odette, is_confidential=True).pk,
        make_risk(one, cast.odette, **old).pk,
    }
    forget_old_risks()
    assert set(Risk.objects.values_list("pk", flat=True)) == kept


def test_a_risk_moved_meanwhile_is_refused(cast, one):
    from partnerships.states import ACCEPT_RISK, MITIGATE

    risk = make_risk(one, cast.odette)
    actions.move_risk(by=cast.odette, risk=Risk.objects.get(), move=ACCEPT_RISK)
    with pytest.raises(NotAnyMore):
        actions.move_risk(by=cast.odette, risk=risk, move=MITIGATE)


def test_the_heaviest_come_first_and_closed_ones_last(cast, one):
    make_risk(one, kind="delay", likelihood=2, effect=2)
    make_risk(one, kind="elections", likelihood=5, effect=4)
    closed = {"state": "closed", "closed_at": timezone.now()}
    make_risk(one, kind="turnover", likelihood=5, effect=5, **closed)
    page = text_of(sign_in(cast.odette).get(at("partnership_risks", one)))
    assert page.index("Elections<") < page.index("Delay<") < page.index("Staff turnover<")


def test_a_list_of_twenty_asks_as_much_as_a_list_of_one(cast, one):
    client = sign_in(cast.odette)

    def asked(name, *args):
        with CaptureQueriesContext(connection) as context:
            assert client.get(reverse(name, args=args)).status_code == 200
        return len(context)

    make_risk(one, cast.odette, owner=cast.odette)
    for name, args in (("partnership_risks", [one.pk]), ("risks", [])):
        asked(name, *args)
    before = [asked("partnership_risks", one.pk), asked("risks")]
    for _number in range(19):
        make_risk(one, cast.odette, owner=cast.bruno, is_confidential=True)
    assert [asked("partnership_risks", one.pk), asked("risks")] == before
