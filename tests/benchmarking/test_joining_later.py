"""Who joins later reads what comes: of rounds before neither figures nor notes nor actions."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from benchmarking.desk import actions
from benchmarking.improving.actions import without_action
from benchmarking.models import PracticeNote, Round
from tests.benchmarking.making import make_action, make_round, make_value, make_version, take_part
from tests.benchmarking.reading import text_of
from tests.factories import OrganisationFactory, make_contact, make_officer, sign_in

pytestmark = pytest.mark.django_db

WORDS = ("Rent is paid by the day.", "Sell day tickets.", "At one gate of two.")


@pytest.fixture
def compared(cast, group):
    """2025 with an outcome, and 2026, which improves; both were compared yesterday."""
    version = make_version(group)
    before = make_round(group, version, state="closed", title="2025", begun_days_ago=365)
    make_value(before, version, cast.high_pasture, 80)
    make_action(
        before,
        version,
        cast.ferry_landing,
        outcome="partly",
        outcome_words=WORDS[2],
        outcome_at=timezone.now(),
    )
    found = make_round(group, version, state="improve")
    make_value(found, version, cast.high_pasture, 90)
    PracticeNote.objects.create(
        round=found, version=version, organisation=cast.high_pasture, text=WORDS[0]
    )
    make_action(found, version, cast.ferry_landing, text=WORDS[1])
    yesterday = timezone.now() - datetime.timedelta(days=1)
    Round.objects.update(compared_at=yesterday)
    group.participations.update(promised_at=yesterday - datetime.timedelta(days=400))
    found.refresh_from_db()
    return found


@pytest.fixture
def late(cast, group):
    """Lars joined today."""
    town = OrganisationFactory(name="Late Crossing")
    take_part(group, town)
    lars = make_officer("Lars Holm", town, "Treasurer")
    make_contact(lars, town)
    return town, lars


def test_notes_actions_and_outcomes_are_for_who_was_there(compared, late, odette, bruno, lena):
    page = reverse("benchmark_round", args=[compared.pk])
    for reader in (odette, bruno, lena):
        said = text_of(reader.get(page))
        assert all(one in said for one in WORDS)
    said = text_of(sign_in(late[1]).get(page))
    assert "You read the next one" in said
    assert not any(one in said for one in WORDS)
    assert "Late Crossing" in said


def test_they_read_the_next_one_and_in_it_nothing_of_the_one_before(compared, late, group):
    Round.objects.filter(pk=compared.pk).update(state="closed", closed_at=timezone.now())
    version = compared.versions.get()
    following = make_round(group, version, state="compare", title="2027")
    Round.objects.filter(pk=following.pk).update(
        compared_at=timezone.now() + datetime.timedelta(minutes=1)
    )
    lars = sign_in(late[1])
    said = text_of(lars.get(reverse("benchmark_round", args=[following.pk])))
    assert "You read the next one" not in said
    assert not any(one in said for one in WORDS)
    assert lars.get(reverse("round_compare", args=[following.pk])).status_code == 200


def test_they_owe_the_round_nothing_and_write_nothing_in_it(compared, late):
    town, lars = late
    assert town not in without_action(compared)
    assert list(actions(lars)) == []
    version = compared.versions.get()
    for door in ("round_action", "round_note", "round_gap"):
        address = reverse(door, args=[compared.pk, town.pk, version.pk])
        assert sign_in(lars).get(address).status_code == 404


def test_who_had_sent_figures_reads_it_though_they_promised_anew(compared, group, cast, bruno):
    group.participations.update(promised_at=timezone.now())
    page = reverse("benchmark_round", args=[compared.pk])
    assert WORDS[0] in text_of(bruno.get(page))
    assert cast.high_pasture in without_action(compared)
