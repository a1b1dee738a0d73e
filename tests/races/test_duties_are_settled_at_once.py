"""C07, P09: one record for several duties, two who confirm and one who waives, all at once."""

import pytest
from django.db import connection
from django.urls import reverse

from tests.duty.making import key_of, make_duty, make_evidence, make_session
from tests.factories import make_cast, make_contact, make_officer, sign_in
from tests.races.at_once import at_once
from training.models import Evidence, Waiver

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 15


@pytest.fixture
def cast(transactional_db, ground):
    return make_cast()


@pytest.fixture
def without_the_key():
    """Evidence without what makes it count for one duty only."""
    (key,) = [
        one for one in Evidence._meta.constraints if one.name == "evidence_counts_for_one_duty"
    ]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Evidence, key)
    yield
    Evidence.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Evidence, key)


def posting(browser, page, pk, words):
    """A real request."""
    return lambda: browser.post(reverse(page, args=[pk]), words)


def race_for_one_record(cast, number):
    duties = [make_duty(cast.odette) for _twice in range(4)]
    session = make_session(cast.odette, what=f"Round {number}")

    def offering(duty):
        url = reverse("offer_evidence", args=[duty.pk])
        own = sign_in(cast.odette)
        return lambda: own.post(url, {"record": key_of(session)}).status_code

    at_once(*[offering(duty) for duty in duties])
    return Evidence.objects.filter(key=key_of(session)).count()


def test_control_without_the_key_one_record_counts_for_several_duties(cast, without_the_key):
    """Shows that the race below can fail."""
    assert max(race_for_one_record(cast, number) for number in range(ROUNDS)) > 1


def test_one_record_counts_for_one_of_four_duties(cast):
    for number in range(ROUNDS):
        assert race_for_one_record(cast, number) == 1


def test_two_confirm_and_one_waives_and_one_of_them_is_first(cast):
    contact = make_officer("Ada", cast.ferry_landing, "Clerk")
    make_contact(contact, cast.ferry_landing)
    keepers = [sign_in(contact), sign_in(cast.lena)]
    programme = sign_in(cast.petra)
    for _number in range(ROUNDS):
        duty = make_duty(cast.odette)
        evidence = make_evidence(duty)
        acts = [
            posting(one, "decide_evidence", evidence.pk, {"then": "confirm"}) for one in keepers
        ]
        acts.append(posting(programme, "waive_duty", duty.pk, {"reason": "On leave"}))
        answers = sorted(answer.status_code for answer in at_once(*acts))
        assert answers == [302, 409, 409]
        duty.refresh_from_db()
        evidence.refresh_from_db()
        is_waived = Waiver.objects.filter(duty=duty).exists()
        assert (duty.state, evidence.state) == (
            ("waived", "refused") if is_waived else ("kept", "confirmed")
        )
