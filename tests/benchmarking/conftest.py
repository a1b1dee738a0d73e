"""Two towns and who convenes, for tests of benchmarks."""

import pytest

from tests.benchmarking.making import make_benchmark
from tests.factories import make_cast, make_contact, make_officer, sign_in
from tests.standing import standing


def make_two_towns():
    """Odette answers for Ferry Landing, Bruno for High Pasture; Lena edits for the convener."""
    cast = make_cast()
    make_contact(cast.odette, cast.ferry_landing)
    make_contact(cast.bruno, cast.high_pasture)
    return cast


cast = standing(make_two_towns)


@pytest.fixture
def lena(cast):
    return sign_in(cast.lena, with_second_factor=True)


@pytest.fixture
def odette(cast):
    return sign_in(cast.odette, with_second_factor=True)


@pytest.fixture
def bruno(cast):
    return sign_in(cast.bruno, with_second_factor=True)


@pytest.fixture
def group(cast):
    return make_benchmark(cast.lake, cast.ferry_landing, cast.high_pasture)


@pytest.fixture
def wanda(cast, group):
    """Looks over the figures of Ferry Landing."""
    wanda = make_officer("Wanda Reed", cast.ferry_landing, "Cashier")
    group.participations.filter(organisation=cast.ferry_landing).update(second=wanda)
    return wanda
