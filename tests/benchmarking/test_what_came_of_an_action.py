"""What came of the actions of a round is asked when the next one learns."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarking.desk import outcomes
from benchmarking.models import ImprovementAction, Round
from tests.benchmarking.making import (
    make_action,
    make_round,
    make_towns,
    make_value,
    make_version,
    take_part,
)
from tests.benchmarking.reading import text_of, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(cast, group):
    """Ferry Landing has said after 2025 what it does; 2026 is compared."""
    version = make_version(group)
    before = make_round(group, version, state="closed", title="2025", begun_days_ago=365)
    make_value(before, version, cast.ferry_landing, 60)
    made = make_action(before, version, cast.ferry_landing, text="Sell day tickets.")
    found = make_round(group, version, state="compare")
    make_value(found, version, cast.ferry_landing, 83)
    return made


def at(action):
    numbers = [action.round_id, action.organisation_id, action.version_id]
    return reverse("round_outcome", args=numbers)


def following():
    return Round.objects.get(title="2026")


def test_it_is_asked_when_the_next_round_learns(cast, action, odette, bruno, lena):
    assert list(outcomes(cast.odette)) == []
    lena.post(reverse("round_state", args=[following().pk]), {"then": "learn"})
    assert "outcome" in told(cast.odette)
    assert "outcome" not in told(cast.bruno)
    [line] = outcomes(cast.odette)
    assert (line.title, line.url) == ("Sell day tickets.", at(action))
    assert list(outcomes(cast.bruno)) == []
    page = odette.get(at(action))
    assert "Sell day tickets." in text_of(page)
    assert "required" in text_of(odette.post(at(action), {"outcome": "partly"}))
    odette.post(at(action), {"outcome": "partly", "outcome_words": "At one gate of two."})
    assert list(outcomes(cast.odette)) == []
    action.refresh_from_db()
    assert (action.outcome, action.outcome_by) == ("partly", cast.odette)
    # Beside what has changed, for the group.
    for reader in (odette, bruno, lena):
        said = text_of(reader.get(reverse("benchmark_round", args=[following().pk])))
        assert "At one gate of two." in said
        assert "from <bdi>60\u00a0%</bdi> to <bdi>83\u00a0%</bdi>" in said
    own = text_of(odette.get(reverse("round_compare", args=[following().pk])))
    assert "At one gate of two." in own


def test_nobody_says_it_for_others_or_where_there_is_no_action(cast, action, bruno, lena, client):
    for other in (bruno, lena):
        assert other.get(at(action)).status_code == 404
    none = reverse("round_outcome", args=[following().pk, cast.high_pasture.pk, action.version_id])
    assert bruno.get(none).status_code == 404
    assert client.get(at(action)).status_code == 302


def test_a_number_larger_than_any_is_of_no_indicator(cast, action, odette):
    for door in ("round_outcome", "round_action", "round_note", "round_gap"):
        numbers = [action.round_id, cast.ferry_landing.pk, int("9" * 30)]
        assert odette.get(reverse(door, args=numbers)).status_code == 404


@pytest.mark.parametrize("state", ["collect", "closed"])
def test_it_is_said_while_the_next_round_is_compared_and_learns(action, odette, state):
    found = following()
    moment = found.compared_at
    Round.objects.filter(pk=found.pk).update(
        state=state,
        compared_at=None if state == "collect" else moment,
        closed_at=moment if state == "closed" else None,
    )
    sent = {"outcome": "done", "outcome_words": "At both gates."}
    assert odette.post(at(action), sent).status_code == 409
    assert ImprovementAction.objects.get().outcome == ""


def test_an_outcome_has_words_and_a_day(action):
    for more in ({"outcome": "done"}, {"outcome_words": "Both."}, {"outcome": "odd"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ImprovementAction.objects.update(**more)


def test_who_has_left_is_not_asked(cast, group, action, lena):
    group.participations.filter(organisation=cast.ferry_landing).update(state="left")
    lena.post(reverse("round_state", args=[following().pk]), {"then": "learn"})
    assert "outcome" not in told(cast.odette)
    assert list(outcomes(cast.odette)) == []


def test_a_round_after_twenty_actions_takes_as_many_queries_as_after_one(
    cast, group, action, odette
):
    page = reverse("benchmark_round", args=[following().pk])
    counted = []
    odette.get(page)
    for number in (0, 20):
        for town in make_towns(number):
            take_part(group, town)
            make_action(action.round, action.version, town)
        with CaptureQueriesContext(connection) as asked:
            assert odette.get(page).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]
