"""A benchmark is founded, joined and left, in the name of one's own organisation."""

import pytest
from django.urls import reverse

from benchmarking.models import (
    Benchmark,
    Participation,
)
from tests.benchmarking.making import (
    make_benchmark,
    make_towns,
)
from tests.benchmarking.reading import text_of, told

pytestmark = pytest.mark.django_db


def test_a_benchmark_is_written_opened_and_joined(cast, lena, odette, client):
    sent = {
        "convener": cast.lake.pk,
        "title": "Market rents",
        "language": "en",
        "promise": "Two rounds.",
        "publication": "public",
        "public_after": "13",
    }
    said = text_of(lena.post(reverse("new_benchmark"), sent))
    assert "less than or equal to 12" in said
    assert not Benchmark.objects.exists()
    lena.post(reverse("new_benchmark"), sent | {"public_after": "12"})
    found = Benchmark.objects.get()
    page = reverse("benchmark", args=[found.pk])
    assert client.get(page).status_code == 404
    lena.post(reverse("benchmark_state", args=[found.pk]), {"then": "open"})
    assert client.get(page).status_code == 200
    # By invitation only, as the box was left empty.
    join = reverse("benchmark_join", args=[found.pk])
    assert odette.get(join).status_code == 404
    lena.post(reverse("benchmark_invite", args=[found.pk]), {"name": "ferry landing"})
    assert told(cast.odette) == ["invited"]
    answer = {"organisation": cast.ferry_landing.pk, "contact": cast.odette.pk}
    assert "required" in text_of(odette.post(join, answer))
    odette.post(join, answer | {"is_promised": "on"})
    row = Participation.objects.get()
    assert (row.state, row.contact) == ("joined", cast.odette)
    assert told(cast.lena) == ["joined"]


def test_nobody_convenes_or_joins_for_an_organisation_they_do_not_answer_for(cast, odette, lena):
    found = make_benchmark(cast.hill, is_open_to_others=True)
    answer = {"organisation": cast.high_pasture.pk, "contact": cast.bruno.pk, "is_promised": "on"}
    assert odette.post(reverse("benchmark_join", args=[found.pk]), answer).status_code == 200
    assert not Participation.objects.exists()
    assert (
        lena.post(reverse("benchmark_state", args=[found.pk]), {"then": "end"}).status_code == 404
    )
    assert lena.get(reverse("new_round", args=[found.pk])).status_code == 404


def test_leaving_and_another_data_contact(cast, group, odette, lena):
    row = group.participations.get(organisation=cast.ferry_landing)
    page = reverse("benchmark_participation", args=[row.pk])
    assert lena.get(page).status_code == 404
    odette.post(page, {"contact": cast.odette.pk})
    assert Participation.objects.get(pk=row.pk).contact == cast.odette
    odette.post(page, {"then": "leave"})
    assert Participation.objects.get(pk=row.pk).state == "left"
    assert odette.get(page).status_code == 409


@pytest.mark.parametrize("name", ["Nowhere", "Association of Lake Towns", "Twin Ford"])
def test_only_a_municipality_that_stands_here_once_is_invited(cast, group, lena, name):
    make_towns(2, name="Twin Ford")
    page = reverse("benchmark_invite", args=[group.pk])
    said = text_of(lena.post(page, {"name": name}))
    assert f"No municipality here is called “{name}”" in said
    assert f'value="{name}"' in said
    assert not Participation.objects.filter(state="invited").exists()
    assert "It is invited already" in text_of(lena.post(page, {"name": "ferry landing"}))
