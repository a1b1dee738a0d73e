"""S03: of many guesses that come at once no more are looked at than the limit allows."""

import threading

import pytest
from django.db import connection

from people.limits import SIGN_IN_ACCOUNT, SIGN_IN_ALL, TooMany, take

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60
TIMES = 24


def test_s03_of_many_guesses_at_once_five_are_looked_at(transactional_db):
    start = threading.Barrier(TIMES)
    looked_at = []

    def guess():
        try:
            start.wait(PATIENCE)
            take([(SIGN_IN_ACCOUNT, "odette-marsh@towns.example"), (SIGN_IN_ALL, "")])
            looked_at.append(True)
        except TooMany:
            looked_at.append(False)
        finally:
            connection.close()

    threads = [threading.Thread(target=guess) for _ in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(looked_at) == TIMES
    assert looked_at.count(True) == SIGN_IN_ACCOUNT.amount
