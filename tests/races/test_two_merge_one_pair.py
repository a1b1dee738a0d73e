"""Two merge the same pair, or each into the other, at once: one merge stands."""

import threading

import pytest

from tests.factories import PersonFactory
from tests.races.at_once import PATIENCE, TIMES, at_once
from training.models import Merge
from training.persons.knowing import heads
from training.persons.merging import NotAnyMore, merge

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_merges_of_one_pair_one_stands():
    for turn in range(TIMES):
        by, one, other = PersonFactory(), PersonFactory(), PersonFactory()
        pairs = ((one, other), (one, other) if turn % 2 else (other, one))
        given = at_once(
            *(lambda pair=pair, by=by: merge(by=by, kept=pair[0], other=pair[1]) for pair in pairs)
        )
        assert sum(isinstance(answer, Merge) for answer in given) == 1
        assert sum(isinstance(answer, NotAnyMore) for answer in given) == 1
        assert Merge.objects.filter(kept__in=[one, other]).count() == 1


def test_without_the_lock_each_is_merged_into_the_other():
    """The control, which must make a ring."""
    both_looked = threading.Barrier(2)
    one, other = PersonFactory(), PersonFactory()

    def careless(kept, gone):
        assert not heads()
        both_looked.wait(PATIENCE)
        return Merge.objects.create(kept=kept, other=gone)

    at_once(lambda: careless(one, other), lambda: careless(other, one))
    assert Merge.objects.count() == 2
