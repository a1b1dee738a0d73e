"""A second person confirms what was sent; what nobody confirmed is not compared."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from benchmarking.collecting.reminding import remind_of_missing_values
from benchmarking.desk import to_confirm, unconfirmed
from benchmarking.models import Round, Value
from tests.benchmarking.making import (
    at,
    make_benchmark,
    make_round,
    make_towns,
    make_value,
    make_version,
    send,
    take_part,
)
from tests.benchmarking.reading import text_of, told
from tests.factories import make_contact, make_officer, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(group):
    return make_round(group, make_version(group))


def confirm(client, cast, found):
    page = client.get(at("round_values", found, cast.ferry_landing))
    sent = {"seen": page.context["seen_until"]}
    return client.post(at("confirm_values", found, cast.ferry_landing), sent)


def test_another_person_of_the_municipality_confirms_with_one_button(cast, found, odette, wanda):
    send(odette, cast, found)
    assert told(wanda) == ["confirm"]
    [line] = to_confirm(wanda)
    assert line.url == at("round_values", found, cast.ferry_landing)
    assert list(to_confirm(cast.odette)) == []
    page = at("round_values", found, cast.ferry_landing)
    assert "Confirm the figures" not in text_of(odette.get(page))
    second = sign_in(wanda)
    assert "Confirm the figures" in text_of(second.get(page))
    confirm(second, cast, found)
    value = Value.objects.get()
    assert (value.state, value.confirmed_by) == ("confirmed", wanda)
    assert "Confirmed by a second person" in text_of(odette.get(page))
    assert list(to_confirm(wanda)) == []
    assert confirm(second, cast, found).status_code == 400


def test_nobody_confirms_what_they_wrote_or_what_is_of_others(cast, found, odette, bruno, lena):
    send(odette, cast, found)
    sent = {"seen": timezone.now().isoformat()}
    address = at("confirm_values", found, cast.ferry_landing)
    assert odette.post(address, sent).status_code == 409
    for other in (bruno, lena):
        assert other.post(address, sent).status_code == 404
    assert Value.objects.get().state == "sent"
    with pytest.raises(IntegrityError), transaction.atomic():
        Value.objects.update(
            state="confirmed", confirmed_by=cast.odette, confirmed_at=timezone.now()
        )


@pytest.mark.parametrize(
    "seen",
    [
        "",
        "yesterday",
        "2026-01-01T10:00:00",
        "2026-99-01T10:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_without_what_was_seen_nothing_is_confirmed(cast, found, odette, wanda, seen):
    send(odette, cast, found)
    address = at("confirm_values", found, cast.ferry_landing)
    assert sign_in(wanda).post(address, {"seen": seen}).status_code == 400
    assert Value.objects.get().state == "sent"


def test_what_is_written_anew_meanwhile_is_looked_over_again(cast, found, odette, wanda):
    second = sign_in(wanda)
    send(odette, cast, found)
    seen = second.get(at("round_values", found, cast.ferry_landing)).context["seen_until"]
    send(odette, cast, found, numerator="90")
    address = at("confirm_values", found, cast.ferry_landing)
    assert second.post(address, {"seen": seen}).status_code == 409
    confirm(second, cast, found)
    assert Value.objects.get().state == "confirmed"
    # And what is changed afterwards is confirmed no more.
    send(odette, cast, found, numerator="61")
    value = Value.objects.get()
    assert (value.state, value.confirmed_by, value.confirmed_at) == ("sent", None, None)
    assert told(wanda).count("confirm") >= 1


def test_what_nobody_confirmed_is_left_out_and_said_so(cast, group, found, odette, lena):
    make_value(found, found.versions.get(), cast.high_pasture, 90)
    send(odette, cast, found)
    page = text_of(lena.get(reverse("benchmark_round", args=[found.pk])))
    assert "Not all confirmed yet" in page
    assert "stays out of the comparison" in page
    lena.post(reverse("round_state", args=[found.pk]), {"then": "compare"})
    for reader in (odette, lena):
        said = text_of(reader.get(reverse("round_compare", args=[found.pk])))
        assert "is left out: <bdi>Ferry Landing</bdi>" in said
        assert "60\u00a0%" not in said
    sheet = lena.get(reverse("round_export", args=[found.pk, "csv"])).content.decode()
    assert "Ferry Landing" not in sheet
    own = text_of(odette.get(at("round_values", found, cast.ferry_landing)))
    assert "was not compared" in own


def test_the_convener_accepts_with_a_reason_and_without_a_look(
    cast, group, found, odette, bruno, lena
):
    send(odette, cast, found, numerator="61.7")
    # Nobody else speaks for the town: the convener is told.
    assert told(cast.lena) == ["alone"]
    address = at("accept_values", found, cast.ferry_landing)
    for other in (odette, bruno):
        assert other.get(address).status_code == 404
    assert lena.get(at("accept_values", found, cast.high_pasture)).status_code == 404
    said = text_of(lena.get(address))
    assert "61.7" not in said
    assert "required" in text_of(lena.post(address, {"because": " "}))
    lena.post(address, {"because": "Read to us on the telephone."})
    value = Value.objects.get()
    assert (value.state, value.accepted_because) == ("accepted", "Read to us on the telephone.")
    lena.post(reverse("round_state", args=[found.pk]), {"then": "compare"})
    said = text_of(bruno.get(reverse("round_compare", args=[found.pk])))
    assert "61.7" in said
    assert "Read to us on the telephone." in said
    sheet = bruno.get(reverse("round_export", args=[found.pk, "csv"])).content.decode()
    assert "Read to us on the telephone." in sheet
    assert lena.get(address).status_code == 409


def test_who_convenes_does_not_accept_what_they_entered_themselves(cast, odette):
    group = make_benchmark(cast.ferry_landing, cast.ferry_landing)
    found = make_round(group, make_version(group))
    send(odette, cast, found)
    assert odette.get(at("accept_values", found, cast.ferry_landing)).status_code == 404


def test_a_value_says_since_when_it_counts_and_why(cast, group, found):
    make_value(found, found.versions.get(), cast.ferry_landing, 60, state="sent")
    for more in (
        {"state": "confirmed"},
        {"state": "accepted", "confirmed_at": timezone.now()},
        {"accepted_because": "Because."},
        {"state": "seen"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Value.objects.update(**more)


def test_what_was_compared_before_there_was_a_second_person_counts_as_it_did(cast, group):
    step = import_module("benchmarking.migrations.0002_second_look_outcomes_readiness")
    version = make_version(group)
    compared = make_round(group, version, state="closed", title="2025", begun_days_ago=365)
    collecting = make_round(group, version)
    old, new = (
        make_value(one, version, cast.ferry_landing, 60, state="sent")
        for one in (compared, collecting)
    )
    step.count_what_was_compared(apps, None)
    for value in (old, new):
        value.refresh_from_db()
    assert (old.state, old.confirmed_at, old.confirmed_by) == ("confirmed", old.sent_at, None)
    assert (new.state, new.confirmed_at) == ("sent", None)


def test_in_the_last_days_who_can_confirm_is_reminded_once_and_the_convener_sees_it(
    cast, group, found, wanda
):
    value = make_value(found, found.versions.get(), cast.ferry_landing, 60, state="sent")
    Value.objects.filter(pk=value.pk).update(written_by=cast.odette)
    remind_of_missing_values()
    assert (told(wanda), list(unconfirmed(cast.lena))) == ([], [])
    Round.objects.update(collect_until=timezone.localdate() + datetime.timedelta(days=3))
    for _ in range(2):
        remind_of_missing_values()
    assert (told(wanda), told(cast.odette)) == (["confirm"], [])
    [line] = unconfirmed(cast.lena)
    assert line.url == reverse("benchmark_round", args=[found.pk])
    assert list(unconfirmed(cast.odette)) == []


def test_a_second_person_is_named_and_is_another(cast, group, odette):
    wanda = make_officer("Wanda Reed", cast.ferry_landing, "Cashier")
    row = group.participations.get(organisation=cast.ferry_landing)
    page = reverse("benchmark_participation", args=[row.pk])
    same = {"contact": cast.odette.pk, "second": cast.odette.pk}
    assert "Choose another person" in text_of(odette.post(page, same))
    odette.post(page, same | {"second": wanda.pk})
    row.refresh_from_db()
    assert (row.contact, row.second) == (cast.odette, wanda)
    assert told(wanda) == ["second"]
    found = make_round(group, make_version(group))
    own = at("round_values", found, cast.ferry_landing)
    assert sign_in(wanda).get(own).status_code == 200
    wanda.appointments.update(until_on="2020-01-01")
    assert sign_in(wanda).get(own).status_code == 404


def test_the_desk_asks_as_often_for_twenty_towns_as_for_one(cast):
    counted = []
    for number in (1, 20):
        for town in make_towns(number):
            make_contact(cast.odette, town)
            group = make_benchmark(cast.hill)
            take_part(group, town)
            version = make_version(group)
            make_value(make_round(group, version), version, town, 60, state="sent")
        with CaptureQueriesContext(connection) as asked:
            assert list(to_confirm(cast.odette))
        counted.append(len(asked))
    assert counted[0] == counted[1]
