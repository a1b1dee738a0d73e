"""What the house promises of this room: what the desk says, and what the demo holds."""

import pytest
from django.urls import reverse

from benchmarking.demo import plant_benchmarks
from benchmarking.desk import (
    actions,
    benefit_lines,
    contacts_to_hand_over,
    invitations,
    values,
)
from benchmarking.models import Benchmark, Participation, Round, Value
from people.demo import plant_people
from tests.benchmarking.making import (
    make_benchmark,
    make_round,
    make_value,
    make_version,
    take_part,
)
from tests.factories import make_cast, make_contact
from tests.standing import standing


def make_two_towns():
    cast = make_cast()
    make_contact(cast.odette, cast.ferry_landing)
    make_contact(cast.bruno, cast.high_pasture)
    return cast


cast = standing(make_two_towns)


@pytest.mark.django_db
def test_the_desk_says_what_waits(cast):
    group = make_benchmark(cast.lake, cast.ferry_landing)
    Participation.objects.create(benchmark=group, organisation=cast.high_pasture)
    assert [one.title for one in invitations(cast.bruno)] == ["Market rents"]
    version = make_version(group)
    found = make_round(group, version)
    [line] = values(cast.odette)
    assert line.url == reverse("round_values", args=[found.pk, cast.ferry_landing.pk])
    assert line.due_on == found.collect_until
    make_value(found, version, cast.ferry_landing, 60)
    assert list(values(cast.odette)) == []
    Round.objects.update(state="improve", compared_at=found.begun_at)
    assert len(list(actions(cast.odette))) == 1
    assert list(actions(cast.bruno)) == []
    year = found.begun_at.year
    lines = benefit_lines(organisation=cast.ferry_landing, year=year, reader=cast.odette)
    assert [line.number for line in lines] == [0, 1]


@pytest.mark.django_db
def test_a_data_contact_who_leaves_hands_over(cast):
    group = make_benchmark(cast.lake)
    row = take_part(group, cast.ferry_landing, contact=cast.odette)
    [thing] = contacts_to_hand_over(
        person=cast.odette, organisation=cast.ferry_landing, reader=None
    )
    thing.give(to=None, by=cast.odette)
    row.refresh_from_db()
    assert row.contact is None


@pytest.mark.django_db
def test_the_demo_tells_of_rents_by_the_day():
    plant_people()
    for _ in range(2):
        plant_benchmarks()
    assert Benchmark.objects.count() == 1
    rents = Value.objects.filter(round__title="2025", version__title="Stall rents collected")
    figures = dict(rents.values_list("organisation__name", "figure"))
    assert (figures["Kasembe"], figures["Lubanda"]) == (60, 91)
