"""Outside the group there are medians of five, once the rule says so."""

import pytest
from django.urls import reverse

from benchmarking.models import (
    Round,
)
from tests.benchmarking.making import (
    make_public_round,
)
from tests.benchmarking.reading import text_of

pytestmark = pytest.mark.django_db


def test_outside_there_are_medians_of_five_and_no_names(cast, client, odette):
    found = make_public_round(cast, 5)
    page = reverse("round_compare", args=[found.pk])
    for reader in (client, odette):
        said = text_of(reader.get(page, {"family": "size", "head": "1"}))
        assert "52\u00a0%" in said
        assert "A note of" not in said
        # Neither the least nor the most: each is somebody's.
        assert "54\u00a0%" not in said


def test_outside_fewer_than_five_are_not_shown(cast, client):
    found = make_public_round(cast, 4)
    said = text_of(client.get(reverse("round_compare", args=[found.pk])))
    assert "Fewer than five" in said
    assert "51.5" not in said


def test_outside_nothing_is_shown_before_the_rule_says_so(cast, client):
    found = make_public_round(cast, 6)
    page = reverse("round_compare", args=[found.pk])
    assert client.get(page).status_code == 200
    Round.objects.update(public_after=3)
    assert client.get(page).status_code == 404
    Round.objects.update(publication="participants", public_after=None)
    # What was promised when it began holds, whatever the group says later.
    assert client.get(page).status_code == 404
