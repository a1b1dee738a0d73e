"""A round closes with a note of one who is ahead and an action of each."""

import pytest
from django.urls import reverse

from benchmarking.models import (
    ImprovementAction,
    PracticeNote,
    Round,
)
from tests.benchmarking.making import (
    make_round,
    make_value,
    make_version,
)
from tests.benchmarking.reading import text_of, told

pytestmark = pytest.mark.django_db


def test_a_round_closes_with_a_note_of_one_ahead_and_an_action_of_each(
    cast, group, odette, bruno, lena
):
    version = make_version(group)
    found = make_round(group, version, state="improve")
    make_value(found, version, cast.ferry_landing, 60)
    make_value(found, version, cast.high_pasture, 90)
    state = reverse("round_state", args=[found.pk])

    def at(name, town):
        return reverse(name, args=[found.pk, town.pk, version.pk])

    late = lena.post(state, {"then": "close"})
    assert late.status_code == 409
    assert "how they do it" in text_of(late)
    # Who is behind has no practice to note, and nobody writes for others.
    answer = odette.post(at("round_note", cast.ferry_landing), {"text": "We try."})
    assert answer.status_code == 409
    assert odette.post(at("round_note", cast.high_pasture), {"text": "x"}).status_code == 404
    bruno.post(at("round_note", cast.high_pasture), {"text": "Rent is paid by the day."})
    for client, town in ((odette, cast.ferry_landing), (bruno, cast.high_pasture)):
        assert lena.post(state, {"then": "close"}).status_code == 409
        client.post(at("round_action", town), {"text": "By the day.", "until": "2027-06-01"})
    assert odette.post(state, {"then": "close"}).status_code == 404
    lena.post(state, {"then": "close"})
    assert Round.objects.get().state == "closed"
    assert (PracticeNote.objects.count(), ImprovementAction.objects.count()) == (1, 2)
    assert "closed" in told(cast.odette)
    assert lena.post(state, {"then": "close"}).status_code == 409
