"""Medians are not opened outside the group shortly before an election where a town takes part."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from benchmarking.comparing.opening import BEFORE_ELECTIONS, opening_of
from benchmarking.models import Round
from partnerships.models import Election
from people.models import Organisation
from tests.benchmarking.making import make_public_round, make_towns, make_value, take_part
from tests.benchmarking.reading import text_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def days(number):
    return datetime.timedelta(days=number)


@pytest.fixture
def found(cast):
    """Compared today, and public at once by the group's rule."""
    return make_public_round(cast, 5)


def elect(found, ahead, country=None):
    town = found.values.first().organisation
    Election.objects.create(
        country=country or str(town.country), on=TODAY() + days(ahead), what="Councils"
    )


def test_without_an_election_the_rule_alone_counts(found, client):
    assert opening_of(found).on == found.public_from == TODAY()
    assert client.get(reverse("round_compare", args=[found.pk])).status_code == 200
    Round.objects.update(publication="participants", public_after=None)
    found.refresh_from_db()
    assert opening_of(found).on is None


def test_before_an_election_it_waits_and_says_until_when(found, client):
    elect(found, 30)
    opening = opening_of(found)
    assert (opening.on, opening.is_open) == (TODAY() + days(31), False)
    assert client.get(reverse("round_compare", args=[found.pk])).status_code == 404
    said = text_of(client.get(reverse("benchmark_round", args=[found.pk])))
    assert "They wait for an election" in said
    assert reverse("round_compare", args=[found.pk]) not in said


@pytest.mark.parametrize("ahead", [-1, BEFORE_ELECTIONS.days + 1])
def test_an_election_that_is_over_or_far_away_holds_up_nothing(found, ahead):
    elect(found, ahead)
    assert opening_of(found).is_open


def test_an_election_elsewhere_holds_up_nothing(found):
    elect(found, 30, country="FJ")
    assert opening_of(found).is_open


def test_an_election_of_who_has_left_counts_while_their_figures_do(found, client):
    value = found.values.select_related("organisation").first()
    Organisation.objects.filter(pk=value.organisation_id).update(country="FJ")
    found.benchmark.participations.filter(organisation=value.organisation_id).update(state="left")
    elect(found, 30, country="FJ")
    assert opening_of(found).on == TODAY() + days(31)
    assert client.get(reverse("round_compare", args=[found.pk])).status_code == 404


def test_an_election_of_who_takes_part_without_figures_that_count_holds_up_nothing(found):
    version = found.versions.get()
    silent, unconfirmed = make_towns(2, country="FJ")
    for town in (silent, unconfirmed):
        take_part(found.benchmark, town)
    make_value(found, version, unconfirmed, 70, state="sent")
    elect(found, 30, country="FJ")
    assert opening_of(found).is_open


def test_on_its_day_it_still_waits_and_a_second_round_of_votes_makes_it_longer(found):
    elect(found, 0)
    assert opening_of(found).on == TODAY() + days(1)
    elect(found, 45)
    assert opening_of(found).on == TODAY() + days(46)


def test_what_was_open_before_an_election_came_near_stays_open(found, client):
    Round.objects.update(compared_at=timezone.now() - days(90))
    found.refresh_from_db()
    elect(found, 10)
    assert opening_of(found).is_open
    assert client.get(reverse("round_compare", args=[found.pk])).status_code == 200


def test_the_group_reads_its_figures_all_the_same(found, lena):
    elect(found, 30)
    assert lena.get(reverse("round_compare", args=[found.pk])).status_code == 200
