"""R12: the second person is taken away while somebody is named: no role waits for who is gone."""

import threading

import pytest
from django.db import transaction
from django.db.models.signals import post_delete

from partnerships.models import Partner
from partnerships.naming.actions import name_holder
from partnerships.registry.actions import remove_partner
from partnerships.roles import COORDINATOR
from tests.factories import make_cast
from tests.partnerships.making import make_partnership
from tests.races.at_once import PATIENCE, at_once, faults

pytestmark = pytest.mark.django_db(transaction=True)

# For who names somebody to come by, where no lock holds them up.
MEANWHILE = 2


@pytest.fixture
def cast(transactional_db, ground):
    return make_cast()


def named_while(cast, remove):
    """The role that is given while `remove` has deleted the partner and not yet committed."""
    one = make_partnership(cast.ferry_landing, cast.hill)
    partner = one.partners.get(organisation=cast.hill)
    is_deleted, is_named = threading.Event(), threading.Event()

    def linger(**sent):
        is_deleted.set()
        is_named.wait(MEANWHILE)

    def name():
        assert is_deleted.wait(PATIENCE)
        grant = name_holder(COORDINATOR, by=cast.petra, partnership=one, person=cast.odette)
        is_named.set()
        return grant

    post_delete.connect(linger, sender=Partner)
    try:
        given = at_once(lambda: remove(partner=partner), name)
    finally:
        post_delete.disconnect(linger, sender=Partner)
    assert not faults(given)
    return given[1]


def test_who_names_somebody_waits_for_who_removes_a_partner(cast):
    assert named_while(cast, remove_partner).confirmed_at is not None


def test_without_the_lock_a_role_waits_for_who_is_gone(cast):
    """The control."""

    def careless(partner):
        with transaction.atomic():
            partner.delete()

    assert named_while(cast, careless).confirmed_at is None
