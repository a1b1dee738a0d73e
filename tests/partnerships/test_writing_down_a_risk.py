"""Writing down a risk: who reads it then, and who is told; nobody else is."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from partnerships.models import Risk
from partnerships.risks import actions
from partnerships.roles import COORDINATOR, take
from tests.factories import do_waiting_work, make_cast, make_officer, sign_in
from tests.partnerships.making import make_coordinator, make_partnership
from tests.partnerships.making_risks import (
    SECRETS,
    WORDS,
    at,
    make_coordinated,
    make_risk,
    text_of,
    write,
    write_confidential,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


@pytest.fixture
def one(cast):
    return make_coordinated(cast)


def test_a_coordinator_writes_down_a_risk_and_the_others_are_told(cast, one):
    make_coordinator(by=cast.petra, person=cast.bruno, partnership=one)
    mail.outbox.clear()
    risk = write(cast, one)
    assert (risk.weight, risk.state, risk.words) == (20, "open", WORDS["words"])
    do_waiting_work()
    (told,) = [letter for letter in mail.outbox if "attention" in letter.subject]
    assert told.to == [cast.bruno.email]
    assert "A record needs your attention" in told.subject
    assert str(risk.pk) in told.body
    said = f"{told.subject} {told.body}"
    assert not [word for word in (*SECRETS, "corruption", one.title) if word in said]


PERSONS = ("visitor", "odette", "named", "bruno", "yara", "petra", "simon")
READ = {
    # RISK-1: coordinators and who is named. RISK-2: who is named.
    "RISK-1": {"odette", "named"},
    "RISK-2": {"named"},
}


@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize("of_class", READ)
def test_p04_the_matrix_of_risks_role_by_class(cast, one, person, of_class):
    """Odette coordinates, Yara edits for a partner, Petra is the programme, Simon administers."""
    named = make_officer("Nora Key", cast.ferry_landing, "Secretary")
    risk = make_risk(one, named, is_confidential=of_class == "RISK-2", words="zqtreasurer")
    if of_class == "RISK-1":
        actions.name_reader(by=cast.odette, risk=risk, person=named)
    who = named if person == "named" else getattr(cast, person, None)
    client = sign_in(who) if who else Client()
    may = person in READ[of_class]
    for name in ("risk", "change_risk", "risk_readers"):
        answer = client.get(at(name, risk))
        assert answer.status_code == (302 if who is None else 200 if may else 404), name
        assert ("zqtreasurer" in text_of(answer)) == (may and name != "risk_readers")
    answer = client.post(at("print_risk", risk))
    assert answer.status_code == (302 if who is None else 200 if may else 404)
    answer = client.post(at("risk_state", risk), {"then": "accept"})
    assert answer.status_code == (302 if may or who is None else 404)
    risk.refresh_from_db()
    assert risk.state == ("accepted" if may else "open")
    assert (str(risk.pk) in text_of(client.get(reverse("risks")))) == may


def test_l33_lists_tell_of_no_risk_that_one_may_not_read(cast, one):
    risk = write_confidential(cast, one)
    make_coordinator(by=cast.petra, person=cast.bruno, partnership=one)
    for person in (cast.bruno, cast.yara, cast.petra):
        page = text_of(sign_in(person).get(at("partnership_risks", one)))
        assert "There is none that you read." in page
        assert str(risk.pk) not in page
        assert "orruption" not in page
    # Who does not coordinate is not even told that there is such a list.
    assert "Risks" not in text_of(sign_in(cast.petra).get(at("partnership", one)))
    assert sign_in(cast.simon).get(at("partnership_risks", one)).status_code == 404
    assert "Risks" in text_of(sign_in(cast.odette).get(at("partnership", one)))


def test_p04_a_risk_that_is_not_ones_own_is_answered_like_none(cast, one):
    risk = write_confidential(cast, one)
    client = sign_in(cast.simon)
    closed = client.get(at("risk", risk))
    number = "00000000-0000-4000-8000-000000000000"
    absent = client.get(reverse("risk", args=[number]))
    assert closed.status_code == absent.status_code == 404
    assert text_of(closed).replace(str(risk.pk), number) == text_of(absent)
    assert {**closed.headers} == {**absent.headers}


def test_the_programme_writes_down_none_and_a_coordinator_of_another_neither(cast, one):
    other = make_partnership(title="Another")
    make_coordinator(by=cast.petra, person=cast.bruno, partnership=other)
    for person in (cast.petra, cast.bruno, cast.yara, cast.simon):
        assert sign_in(person).post(at("new_risk", one), WORDS).status_code == 404
    assert not Risk.objects.exists()


def test_r5_who_coordinates_no_longer_reads_no_longer(cast, one):
    risk = make_risk(one, cast.odette)
    client = sign_in(cast.odette)
    assert client.get(at("risk", risk)).status_code == 200
    take(COORDINATOR, by=cast.petra, person=cast.odette, partnership=one)
    assert client.get(at("risk", risk)).status_code == 404


def test_what_was_typed_is_kept_where_something_is_missing(cast, one):
    answer = sign_in(cast.odette).post(at("new_risk", one), {**WORDS, "kind": ""})
    assert answer.status_code == 200
    assert "two books" in text_of(answer)
    assert not Risk.objects.exists()
