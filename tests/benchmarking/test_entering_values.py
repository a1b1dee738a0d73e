"""A round begins, and values are entered by a form until it is compared."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from benchmarking.collecting.reminding import remind_of_missing_values
from benchmarking.models import (
    Round,
    Value,
)
from tests.benchmarking.making import (
    make_round,
    make_value,
    make_version,
)
from tests.benchmarking.reading import text_of, told, value_of
from tests.factories import make_officer, sign_in

pytestmark = pytest.mark.django_db


def test_a_round_takes_what_is_adopted_and_one_goes_on_at_a_time(cast, group, lena):
    page = reverse("new_round", args=[group.pk])
    form = {"title": "2026"} | {
        f"{step}_until": f"2031-0{number}-01"
        for number, step in enumerate(("collect", "compare", "learn", "improve"), start=1)
    }
    assert "No indicator is adopted yet" in text_of(lena.post(page, form))
    version = make_version(group)
    assert "after the step before" in text_of(lena.post(page, form | {"learn_until": "2031-01-05"}))
    lena.post(page, form)
    found = Round.objects.get()
    assert list(found.versions.all()) == [version]
    assert told(cast.odette) == ["collect"]
    assert lena.post(page, form).status_code == 409


def test_zero_missing_and_not_applicable_are_three_things(cast, group, odette):
    version = make_version(group)
    found = make_round(group, version)
    page = value_of(found, cast.ferry_landing, version)
    odette.post(page, {"kind": "figure", "numerator": "0", "denominator": "500"})
    assert (Value.objects.get().figure, Value.objects.get().state) == (Decimal(0), "draft")
    for kind in ("missing", "not-applicable"):
        odette.post(page, {"kind": kind})
        assert (Value.objects.get().kind, Value.objects.get().figure) == (kind, None)
    said = text_of(odette.post(page, {"kind": "missing", "numerator": "7"}))
    assert "There is a number" in said
    for more in ({"kind": "figure"}, {"kind": "missing", "figure": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Value.objects.update(**{"figure": None, **more})


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"numerator": "60", "denominator": ""}, "Write both parts"),
        ({"numerator": "60", "denominator": "0"}, "divided by zero"),
        ({"numerator": "60", "denominator": "100", "figure": "70"}, "By its parts it is 60"),
        ({"numerator": "130", "denominator": "100"}, "more than the whole"),
        ({"numerator": "20", "denominator": "100"}, "Last time it was 60"),
        ({"numerator": "1,234", "denominator": "9000"}, "thousands without a sign"),
        ({"numerator": "sixty", "denominator": "100"}, "Write a number"),
        ({"numerator": "-3", "denominator": "100"}, "from 0 on"),
    ],
)
def test_a_value_is_checked_against_its_parts_and_its_history(cast, group, odette, sent, said):
    version = make_version(group)
    before = make_round(group, version, state="closed", title="2025", begun_days_ago=365)
    make_value(before, version, cast.ferry_landing, 60)
    found = make_round(group, version)
    page = value_of(found, cast.ferry_landing, version)
    assert said in text_of(odette.post(page, {"kind": "figure", **sent}))
    assert not Value.objects.filter(round=found).exists()


def test_what_is_unlikely_is_kept_with_a_note(cast, group, odette):
    version = make_version(group)
    found = make_round(group, version)
    sent = {"kind": "figure", "numerator": "130,5", "denominator": "100", "note": "Arrears."}
    odette.post(value_of(found, cast.ferry_landing, version), sent)
    assert Value.objects.get().figure == Decimal("130.5")


def test_nobody_reads_a_value_before_all_are_compared(cast, group, odette, bruno, lena, client):
    version = make_version(group)
    found = make_round(group, version)
    sent = {"kind": "figure", "numerator": "61.7", "denominator": "100", "note": "Ours alone."}
    odette.post(value_of(found, cast.ferry_landing, version), sent)
    odette.post(reverse("send_values", args=[found.pk, cast.ferry_landing.pk]))
    own = reverse("round_values", args=[found.pk, cast.ferry_landing.pk])
    assert "61.7" in text_of(odette.get(own))
    for other in (bruno, lena):
        assert other.get(own).status_code == 404
        page = text_of(other.get(reverse("benchmark_round", args=[found.pk])))
        assert "1 of 1" in page
        assert "61.7" not in page
        assert other.get(reverse("round_compare", args=[found.pk])).status_code == 404
        assert other.get(reverse("round_export", args=[found.pk, "csv"])).status_code == 404
    # A second person of the town has confirmed it meanwhile.
    Value.objects.update(state="confirmed", confirmed_at=timezone.now())
    lena.post(reverse("round_state", args=[found.pk]), {"then": "compare"})
    assert "Ours alone." in text_of(bruno.get(reverse("round_compare", args=[found.pk])))
    assert client.get(reverse("round_compare", args=[found.pk])).status_code == 404
    late = odette.post(value_of(found, cast.ferry_landing, version), sent)
    assert late.status_code == 409


def test_a_data_contact_enters_figures_while_they_work_there(cast, group):
    wanda = make_officer("Wanda Reed", cast.ferry_landing, "Cashier")
    group.participations.filter(organisation=cast.ferry_landing).update(contact=wanda)
    found = make_round(group, make_version(group))
    own = reverse("round_values", args=[found.pk, cast.ferry_landing.pk])
    assert sign_in(wanda).get(own).status_code == 200
    wanda.appointments.update(until_on="2020-01-01")
    assert sign_in(wanda).get(own).status_code == 404


def test_who_has_not_sent_is_reminded_once(cast, group):
    version = make_version(group)
    found = make_round(group, version)
    make_value(found, version, cast.ferry_landing, 60)
    remind_of_missing_values()
    assert told(cast.bruno) == []
    Round.objects.update(collect_until=found.begun_at.date())
    for _ in range(2):
        remind_of_missing_values()
    assert (told(cast.bruno), told(cast.odette)) == (["missing"], [])
