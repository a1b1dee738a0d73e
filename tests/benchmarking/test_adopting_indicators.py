"""Indicators are proposed, commented and adopted together."""

import pytest
from django.urls import reverse

from benchmarking.models import (
    IndicatorVersion,
)
from tests.benchmarking.making import (
    make_theme,
    make_version,
)
from tests.benchmarking.reading import text_of, told

pytestmark = pytest.mark.django_db


def form_of_version(**more):
    return {
        "theme": make_theme().pk,
        "title": "Stall rents collected",
        "definition": "Rents that came in, of rents that were due.",
        "shape": "share",
        "numerator": "Rents that came in",
        "denominator": "Rents that were due",
        "unit": "%",
        "direction": "up",
        **more,
    }


def test_an_indicator_is_proposed_commented_and_adopted_by_more_than_half(
    cast, group, odette, bruno
):
    odette.post(reverse("new_indicator", args=[group.pk]), form_of_version())
    version = IndicatorVersion.objects.get()
    assert told(cast.bruno) == ["proposed"]
    page = reverse("indicator", args=[version.indicator_id])
    bruno.post(page, {"text": "Are arrears counted?"})
    assert "Are arrears counted?" in text_of(odette.get(page))
    state = reverse("indicator_state", args=[version.indicator_id])
    odette.post(state, {"then": "assent"})
    assert IndicatorVersion.objects.get().state == "proposed"
    bruno.post(state, {"then": "assent"})
    assert IndicatorVersion.objects.get().state == "adopted"
    assert "adopted" in told(cast.odette)
    # Another version replaces it, and the old one stays as it was.
    again = reverse("new_indicator_version", args=[version.indicator_id])
    odette.post(again, form_of_version(title="Rents with arrears"))
    for client in (odette, bruno):
        client.post(state, {"then": "assent"})
    states = dict(IndicatorVersion.objects.values_list("title", "state"))
    assert states == {"Stall rents collected": "replaced", "Rents with arrears": "adopted"}


def test_a_share_needs_its_two_parts_and_what_was_typed_stays(group, odette):
    page = reverse("new_indicator", args=[group.pk])
    said = text_of(odette.post(page, form_of_version(denominator="")))
    assert "Name both parts" in said
    assert "Rents that came in, of rents that were due." in said
    assert not IndicatorVersion.objects.exists()


def test_comments_are_the_groups_alone(cast, group, client, bruno):
    version = make_version(group)
    page = reverse("indicator", args=[version.indicator_id])
    bruno.post(page, {"text": "Between us."})
    assert "Between us." not in text_of(client.get(page))
    assert client.post(page, {"text": "From outside."}).status_code == 404
