"""Many name readers of one risk at once: five read it, never six (R9)."""

import threading

import pytest
from django.db import IntegrityError

from partnerships.models import RiskReader
from partnerships.risks.actions import NoMorePlaces, name_reader
from tests.factories import OrganisationFactory, PersonFactory
from tests.partnerships.making import make_partnership
from tests.partnerships.making_risks import make_risk
from tests.races.at_once import PATIENCE, TIMES, at_once, faults

pytestmark = pytest.mark.django_db(transaction=True)


def secret_risk():
    author = PersonFactory()
    one = make_partnership(OrganisationFactory(), theme=None)
    return make_risk(one, author, is_confidential=True), author


def test_r9_of_eight_who_are_named_at_once_four_have_a_place():
    for _turn in range(TIMES):
        risk, by = secret_risk()
        persons = [PersonFactory() for _number in range(8)]
        given = at_once(
            *(
                lambda person=person, risk=risk, by=by: name_reader(by=by, risk=risk, person=person)
                for person in persons
            )
        )
        assert [type(fault) for fault in faults(given)] == [NoMorePlaces] * 4
        places = risk.readers.values_list("place", flat=True)
        assert sorted(places) == [1, 2, 3, 4, 5]


def test_one_who_is_named_twice_at_once_is_named_once():
    for _turn in range(TIMES):
        risk, by = secret_risk()
        person = PersonFactory()
        acts = [lambda: name_reader(by=by, risk=risk, person=person)] * 3  # noqa: B023
        assert faults(at_once(*acts)) == []
        assert risk.readers.count() == 2


def test_without_the_lock_two_look_for_one_place():
    """The control, which must be refused by the database."""
    both_looked = threading.Barrier(2)
    risk, _by = secret_risk()
    one, other = PersonFactory(), PersonFactory()

    def careless(person):
        place = risk.readers.count() + 1
        both_looked.wait(PATIENCE)
        return RiskReader.objects.create(risk=risk, person=person, place=place)

    given = at_once(lambda: careless(one), lambda: careless(other))
    assert [type(fault) for fault in faults(given)] == [IntegrityError]
