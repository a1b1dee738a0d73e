"""Elections, people who leave, sides that are not heard: each raises a risk, once."""

import datetime
import html

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnerships.models import (
    Activity,
    Baseline,
    Confirmation,
    DedicatedStaff,
    Election,
    Risk,
    Traveller,
)
from partnerships.registry.actions import confirm_alive
from partnerships.risks import actions
from partnerships.risks.raising import raise_risks
from partnerships.states import ACCEPT_RISK, CLOSE_RISK
from people.leaving.actions import end_post
from people.models import AuditEntry
from tests.factories import do_waiting_work, make_cast, make_contact, sign_in
from tests.partnerships.making import make_coordinator, make_partnership
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


def text_of(answer):
    return html.unescape(answer.content.decode())


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


SCORES = {
    name: value
    for score in ("commitment", "staffing", "performance")
    for name, value in ((score, 3), (f"{score}_evidence", "The minutes."))
}


def an_election(days=60, country="ZM", what="District councils"):
    return Election.objects.create(country=country, on=in_days(days), what=what)


def kinds():
    return sorted(Risk.objects.values_list("kind", flat=True))


@pytest.fixture
def one(cast):
    """A partnership in Zambia, coordinated by Bruno of High Pasture."""
    one = make_partnership(cast.ferry_landing, cast.high_pasture, made_at=timezone.now())
    make_coordinator(by=cast.petra, person=cast.bruno, partnership=one)
    return one


# -- Elections -------------------------------------------------------------------------------------


def test_the_programme_keeps_elections_and_nobody_else_does(cast):
    petra = sign_in(cast.petra)
    sent = {"country": "ZM", "on": in_days(60).isoformat(), "what": "District councils"}
    petra.post(reverse("elections"), sent)
    page = text_of(petra.get(reverse("elections")))
    assert "District councils" in page
    assert "Zambia" in page
    assert "in the list already" in text_of(petra.post(reverse("elections"), sent))
    for person in (cast.odette, cast.yara, cast.simon):
        assert sign_in(person).get(reverse("elections")).status_code == 404
        assert sign_in(person).post(reverse("elections"), sent).status_code == 404
    petra.post(reverse("elections"), {"remove": Election.objects.get().pk})
    assert not Election.objects.exists()


def test_an_election_in_the_period_is_a_risk_once_and_coordinators_are_told(cast, one):
    an_election()
    for _day in range(2):
        raise_risks()
    risk = Risk.objects.get()
    assert (risk.kind, risk.is_confidential, risk.written_by) == ("elections", False, None)
    do_waiting_work()
    (letter,) = [one for one in mail.outbox if "record" in one.subject]
    assert letter.to == [cast.bruno.email]
    assert "lection" not in f"{letter.subject} {letter.body}"
    page = text_of(sign_in(cast.bruno).get(reverse("risk", args=[risk.pk])))
    assert "Election in Zambia on" in page
    assert "District councils" in page
    assert "by the site" in page
    assert "Élections en Zambie" not in page
    french = text_of(sign_in(cast.bruno).get(f"/fr/partnerships/risks/{risk.pk}/"))
    assert "Zambie" in french


def test_what_the_site_raised_stands_on_the_desk_until_it_is_answered(cast, one):
    an_election()
    raise_risks()
    bruno, risk = sign_in(cast.bruno), Risk.objects.get()
    page = text_of(bruno.get(reverse("desk")))
    assert "A record needs your attention" in page
    assert str(risk.pk) not in page
    for person in (cast.petra, cast.simon, cast.odette):
        assert "A record needs" not in text_of(sign_in(person).get(reverse("desk")))
    actions.move_risk(by=cast.bruno, risk=risk, move=ACCEPT_RISK)
    assert "A record needs" not in text_of(bruno.get(reverse("desk")))


def test_it_is_not_raised_again_when_it_is_closed(cast, one):
    an_election()
    raise_risks()
    risk = Risk.objects.get()
    actions.move_risk(by=cast.bruno, risk=risk, move=ACCEPT_RISK)
    actions.move_risk(by=cast.bruno, risk=risk, move=CLOSE_RISK)
    raise_risks()
    assert Risk.objects.get().state == "closed"


@pytest.mark.parametrize(
    ("fields", "days", "country"),
    [
        ({}, 60, "PE"),
        ({}, -1, "ZM"),
        ({"ends_on": in_days(30)}, 60, "ZM"),
        ({"starts_on": in_days(90)}, 60, "ZM"),
        ({"status": "4"}, 60, "ZM"),
    ],
    ids=["elsewhere", "over", "after its end", "before its begin", "closed"],
)
def test_an_election_that_does_not_touch_it_raises_none(cast, fields, days, country):
    make_partnership(cast.ferry_landing, made_at=timezone.now(), **fields)
    an_election(days, country)
    raise_risks()
    assert kinds() == []


def test_the_database_keeps_one_risk_for_a_cause(cast, one):
    an_election()
    raise_risks()
    with pytest.raises(IntegrityError), transaction.atomic():
        Risk.objects.create(partnership=one, kind="delay", cause=Risk.objects.get().cause)


# -- Who leaves ------------------------------------------------------------------------------------


def leave(cast, person, last_day=None):
    post = person.appointments.get()
    end_post(by=cast.petra, appointment=post, last_day=last_day)


@pytest.mark.parametrize("last_day", [None, in_days(20)])
def test_a_coordinator_who_leaves_a_partner_is_a_risk_without_a_name(cast, one, last_day):
    make_coordinator(by=cast.petra, person=cast.odette, partnership=one)
    leave(cast, cast.odette, last_day)
    for _day in range(2):
        raise_risks()
    risk = Risk.objects.get()
    assert risk.kind == "turnover"
    page = text_of(sign_in(cast.bruno).get(reverse("risk", args=[risk.pk])))
    assert "Somebody who worked for this partnership leaves Ferry Landing." in page
    assert cast.odette.name not in str(risk.facts)


def test_somebody_of_an_activity_who_leaves_is_a_risk(cast, one):
    activity = Activity.objects.create(
        partnership=one, kind="visit", title="A visit", starts_on=in_days(9), ends_on=in_days(9)
    )
    Traveller.objects.create(activity=activity, person=cast.odette)
    leave(cast, cast.odette)
    raise_risks()
    assert kinds() == ["turnover"]


def test_dedicated_staff_who_leave_are_a_risk(cast, one):
    made = Baseline.objects.create(
        partnership=one, about=cast.ferry_landing, by_organisation=cast.ferry_landing,
        on=in_days(-9), **SCORES,
    )  # fmt: skip
    DedicatedStaff.objects.create(baseline=made, person=cast.odette, hours=6)
    leave(cast, cast.odette)
    raise_risks()
    assert kinds() == ["turnover"]


def test_who_had_nothing_to_do_with_it_leaves_without_a_risk(cast, one):
    leave(cast, cast.odette)
    raise_risks()
    assert kinds() == []


# -- Sides that are not heard ----------------------------------------------------------------------


def test_a_side_that_does_not_confirm_for_over_a_year_is_a_risk(cast):
    old = timezone.now() - datetime.timedelta(days=800)
    one = make_partnership(cast.ferry_landing, cast.hill, made_at=old)
    make_coordinator(by=cast.petra, person=cast.bruno, partnership=one)
    make_contact(cast.odette, cast.ferry_landing)
    confirm_alive(by=cast.yara, partnership=one, organisation_ids={cast.hill.pk})
    for _day in range(2):
        raise_risks()
    risk = Risk.objects.get()
    assert risk.kind == "commitment"
    page = text_of(sign_in(cast.bruno).get(reverse("risk", args=[risk.pk])))
    assert "Ferry Landing has not confirmed for over a year" in page


def test_heard_again_and_silent_again_it_is_raised_again(cast):
    old = timezone.now() - datetime.timedelta(days=800)
    one = make_partnership(cast.ferry_landing, made_at=old)
    make_contact(cast.odette, cast.ferry_landing)
    raise_risks()
    Confirmation.objects.create(
        partnership=one, organisation=cast.ferry_landing, on=in_days(-400), by=cast.odette
    )
    raise_risks()
    assert kinds() == ["commitment", "commitment"]


def test_a_side_that_has_a_month_left_to_answer_is_none(cast):
    asked = timezone.now() - datetime.timedelta(days=370)
    make_partnership(cast.ferry_landing, made_at=asked)
    make_contact(cast.odette, cast.ferry_landing)
    raise_risks()
    assert kinds() == []


# -- What the site notes, and what it costs --------------------------------------------------------


def test_r8_that_the_site_raised_it_is_noted(cast, one):
    an_election()
    raise_risks()
    entry = AuditEntry.objects.get(act="partnerships.risk-raised")
    assert (entry.by, entry.is_sensitive) == (None, True)


def test_a_coordinator_may_make_what_was_raised_confidential(cast, one):
    an_election()
    raise_risks()
    risk = Risk.objects.get()
    sent = {"kind": "elections", "words": "Zq.", "likelihood": "4", "effect": "2"}
    address = reverse("change_risk", args=[risk.pk])
    bruno = sign_in(cast.bruno)
    assert "Election in Zambia" in text_of(bruno.get(address))
    assert bruno.post(address, {**sent, "is_confidential": "on"}).status_code == 302
    risk.refresh_from_db()
    assert (risk.is_confidential, risk.facts) == (True, {})
    raise_risks()
    assert Risk.objects.count() == 1


def test_a_day_on_which_all_is_known_asks_as_much_for_twenty_as_for_one(cast):
    def asked():
        raise_risks()
        with CaptureQueriesContext(connection) as context:
            raise_risks()
        return len(context)

    an_election()
    make_contact(cast.odette, cast.ferry_landing)
    old = timezone.now() - datetime.timedelta(days=800)
    make_partnership(cast.ferry_landing, made_at=old)
    before = asked()
    for number in range(19):
        make_partnership(cast.ferry_landing, title=f"Number {number}", made_at=old)
    assert asked() == before
    assert Risk.objects.count() == 40
