"""Who joins says how ready it is, is advised, and is never kept out."""

import pytest
from django.urls import reverse

from benchmarking.designing.readiness import QUESTIONS
from benchmarking.models import Participation
from tests.benchmarking.making import make_benchmark
from tests.benchmarking.reading import text_of
from tests.factories import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_group(cast):
    return make_benchmark(cast.lake, cast.high_pasture, is_open_to_others=True)


def answers(cast, **more):
    named = {"organisation": cast.ferry_landing.pk, "contact": cast.odette.pk}
    return named | {"is_promised": "on"} | more


def join(odette, group, cast, **more):
    return odette.post(reverse("benchmark_join", args=[group.pk]), answers(cast, **more))


def test_questions_stand_with_advice_before_one_joins(cast, open_group, odette):
    said = text_of(odette.get(reverse("benchmark_join", args=[open_group.pk])))
    for one in QUESTIONS:
        assert str(one.label) in said
        assert str(one.advice) in said


def test_four_times_no_keeps_nobody_out_and_is_advised(cast, open_group, odette):
    assert (
        join(odette, open_group, cast, **{one.name: "no" for one in QUESTIONS}).status_code == 302
    )
    row = Participation.objects.get(organisation=cast.ferry_landing)
    assert (row.state, row.has_data, row.is_backed) == ("joined", False, False)
    page = reverse("benchmark_participation", args=[row.pk])
    assert "Before the first round" in text_of(odette.get(page))
    # It can be said anew.
    yes = {one.name: "yes" for one in QUESTIONS}
    odette.post(page, {"contact": cast.odette.pk} | yes)
    row.refresh_from_db()
    assert (row.has_data, row.is_backed) == (True, True)
    assert "Before the first round" not in text_of(odette.get(page))


def test_nothing_has_to_be_answered(cast, open_group, odette):
    join(odette, open_group, cast)
    row = Participation.objects.get(organisation=cast.ferry_landing)
    assert (row.state, row.has_data) == ("joined", None)
    assert row.has_hours is None
    odd = text_of(join(odette, make_benchmark(cast.hill), cast, has_data="perhaps"))
    assert "perhaps" in odd


def test_the_convener_reads_what_is_missing_and_nobody_else(
    cast, open_group, odette, bruno, lena, client
):
    join(odette, open_group, cast, has_hours="no", has_data="yes")
    page = reverse("benchmark", args=[open_group.pk])
    assert "Not ready yet: hours for it" in text_of(lena.get(page))
    for other in (bruno, client, sign_in(cast.petra)):
        assert "Not ready yet" not in text_of(other.get(page))
