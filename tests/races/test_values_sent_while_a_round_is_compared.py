"""Values that are sent or confirmed at the moment a round is compared are in it, or refused; never
after it.
"""

from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from benchmarking.collecting import actions, sending
from benchmarking.models import Round, Value
from tests.benchmarking.making import make_benchmark, make_round, make_value, make_version
from tests.factories import make_cast, make_contact, sign_in
from tests.races.at_once import TIMES, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two(transactional_db, ground):
    cast = make_cast()
    make_contact(cast.odette, cast.ferry_landing)
    group = make_benchmark(cast.lake, cast.ferry_landing)
    return cast, group, make_version(group)


def race(two, turn):
    """What the one who enters was answered, and the value with its round."""
    cast, group, version = two
    found = make_round(group, version, title=str(turn))
    odette = sign_in(cast.odette, with_second_factor=True)
    lena = sign_in(cast.lena, with_second_factor=True)
    page = reverse("round_value", args=[found.pk, cast.ferry_landing.pk, version.pk])
    state = reverse("round_state", args=[found.pk])
    answers = at_once(
        lambda: odette.post(page, {"kind": "missing"}),
        lambda: lena.post(state, {"then": "compare"}),
    )
    value = Value.objects.filter(round=found).first()
    found.refresh_from_db()
    Round.objects.filter(pk=found.pk).update(state="closed", closed_at=found.compared_at)
    return answers[0].status_code, value, found


def look_and_wait(seen):
    """The moment between looking and writing, made as long as it takes."""
    fresh = Round.objects.get(pk=seen.pk)
    assert fresh.state == "collect"
    Round.objects.filter(pk=seen.pk).update(state="compare", compared_at=fresh.begun_at)


def test_a_value_is_in_the_comparison_or_refused(two):
    for turn in range(TIMES):
        status, value, found = race(two, turn)
        assert (status, value is not None) in ((302, True), (409, False))
        assert value is None or value.changed_at <= found.compared_at


def test_control_without_holding_the_round_a_value_comes_after_it(two, monkeypatch):
    cast, group, version = two
    found = make_round(group, version)

    monkeypatch.setattr(actions, "must_collect", look_and_wait)
    odette = sign_in(cast.odette, with_second_factor=True)
    page = reverse("round_value", args=[found.pk, cast.ferry_landing.pk, version.pk])
    assert odette.post(page, {"kind": "missing"}).status_code == 302
    found.refresh_from_db()
    assert Value.objects.get().changed_at > found.compared_at


def confirm(odette, found, town):
    address = reverse("confirm_values", args=[found.pk, town.pk])
    return odette.post(address, {"seen": timezone.now().isoformat()})


def test_a_value_is_confirmed_before_the_comparison_or_not_at_all(two):
    cast, group, version = two
    for turn in range(TIMES):
        found = make_round(group, version, title=str(turn))
        value = make_value(found, version, cast.ferry_landing, 60, state="sent")
        odette = sign_in(cast.odette, with_second_factor=True)
        lena = sign_in(cast.lena, with_second_factor=True)
        state = reverse("round_state", args=[found.pk])
        first, _second = at_once(
            partial(confirm, odette, found, cast.ferry_landing),
            partial(lena.post, state, {"then": "compare"}),
        )
        value.refresh_from_db()
        found.refresh_from_db()
        assert (first.status_code, value.state) in ((302, "confirmed"), (409, "sent"))
        assert value.confirmed_at is None or value.confirmed_at <= found.compared_at
        Round.objects.filter(pk=found.pk).update(state="closed", closed_at=found.compared_at)


def test_control_without_holding_the_round_a_value_is_confirmed_after_it(two, monkeypatch):
    cast, group, version = two
    found = make_round(group, version)
    value = make_value(found, version, cast.ferry_landing, 60, state="sent")
    monkeypatch.setattr(sending, "must_collect", look_and_wait)
    odette = sign_in(cast.odette, with_second_factor=True)
    assert confirm(odette, found, cast.ferry_landing).status_code == 302
    value.refresh_from_db()
    found.refresh_from_db()
    assert value.confirmed_at > found.compared_at
