"""Participants compare by name, and who joins later reads what comes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarking.models import (
    Round,
)
from tests.benchmarking.making import (
    make_benchmark,
    make_public_round,
    make_round,
    make_towns,
    make_value,
    make_version,
    take_part,
)
from tests.benchmarking.reading import text_of
from tests.factories import make_contact, make_officer, sign_in

pytestmark = pytest.mark.django_db


def test_compared_by_name_with_median_standing_and_trend(cast, group, odette, bruno):
    version = make_version(group)
    before = make_round(group, version, state="closed", title="2025", begun_days_ago=365)
    make_value(before, version, cast.ferry_landing, 55)
    found = make_round(group, version, state="compare")
    make_value(found, version, cast.ferry_landing, 60)
    make_value(found, version, cast.high_pasture, 90)
    page = reverse("round_compare", args=[found.pk])
    said = text_of(odette.get(page))
    assert "You are behind the median." in said
    assert "75\u00a0%" in said
    assert "<svg" in said
    assert "round by round" in said
    assert said.index("Ferry Landing") < said.index("High Pasture")
    assert "You are ahead of the median." in text_of(bruno.get(page))
    alone = text_of(odette.get(page, {"family": "country"}))
    assert "High Pasture" not in alone
    sheet = odette.get(reverse("round_export", args=[found.pk, "csv"])).content.decode()
    assert "High Pasture,90.0" in sheet


def test_who_joins_later_reads_no_round_that_was_compared_before(cast, client):
    found = make_public_round(cast, 5, is_open_to_others=True)
    Round.objects.update(publication="participants", public_after=None)
    page, export = (
        reverse("round_compare", args=[found.pk]),
        reverse("round_export", args=[found.pk, "csv"]),
    )
    early = found.values.earliest("pk").organisation
    odette = make_officer("Olga Fern", early, "Treasurer")
    make_contact(odette, early)
    assert sign_in(odette).get(page).status_code == 200
    late = make_officer("Lars Holm", cast.high_pasture, "Treasurer")
    make_contact(late, cast.high_pasture)
    take_part(found.benchmark, cast.high_pasture)
    for address in (page, export):
        assert sign_in(late).get(address).status_code == 404


def test_comparing_twenty_towns_takes_as_many_queries_as_two(cast, group, odette):
    version = make_version(group)
    found = make_round(group, version, state="compare")
    make_value(found, version, cast.ferry_landing, 60)
    pages = [
        reverse("round_compare", args=[found.pk]),
        reverse("benchmark_round", args=[found.pk]),
        reverse("benchmark", args=[group.pk]),
        reverse("benchmarks"),
        reverse("round_gap", args=[found.pk, cast.ferry_landing.pk, version.pk]),
    ]

    def queries():
        numbers = []
        for page in pages:
            with CaptureQueriesContext(connection) as captured:
                assert odette.get(page).status_code == 200
            numbers.append(len(captured))
        return numbers

    make_value(found, version, cast.high_pasture, 90)
    queries()
    few = queries()
    for place, town in enumerate(make_towns(20)):
        take_part(group, town)
        make_value(found, version, town, 91 + place)
        make_benchmark(cast.hill, town)
    assert queries() == few
