"""S03: of many guesses that come at once no more are looked at than the limit allows."""

import pytest

from people.limits import SIGN_IN_ACCOUNT, SIGN_IN_ALL, TooMany, take
from tests.races.at_once import at_once, faults

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 24


def test_s03_of_many_guesses_at_once_five_are_looked_at(transactional_db):
    doors = [(SIGN_IN_ACCOUNT, "odette-marsh@towns.example"), (SIGN_IN_ALL, "")]
    refusals = faults(at_once(*[lambda: take(doors)] * TIMES))
    assert {type(refusal) for refusal in refusals} == {TooMany}
    assert len(refusals) == TIMES - SIGN_IN_ACCOUNT.amount
