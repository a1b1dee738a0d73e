"""From a gap to a case to a mentor, and to the talk about an indicator."""

import html

import pytest
from django.urls import reverse

from forums.models import Topic
from tests.benchmarking.making import (
    make_benchmark,
    make_round,
    make_theme,
    make_value,
    make_version,
)
from tests.factories import (
    make_board,
    make_cast,
    make_contact,
    make_known,
    make_offer,
    make_snapshot,
    sign_in,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db


def make_two_towns():
    cast = make_cast()
    make_contact(cast.odette, cast.ferry_landing)
    return cast


cast = standing(make_two_towns)


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def compared(cast):
    """Ferry Landing is behind High Pasture."""
    group = make_benchmark(cast.lake, cast.ferry_landing, cast.high_pasture)
    version = make_version(group)
    found = make_round(group, version, state="compare")
    make_value(found, version, cast.ferry_landing, 60)
    make_value(found, version, cast.high_pasture, 90)
    return found, version


def test_beside_a_gap_stand_cases_on_its_theme_and_mentors_from_those_ahead(cast, compared):
    found, version = compared
    case = make_snapshot(title="Rent by the day", author_organisation=cast.high_pasture)
    case.themes.set([make_theme()])
    case.save()
    other = make_snapshot(title="Lamps in three days", author_organisation=cast.high_pasture)
    other.themes.set([make_theme("public-lighting")])
    other.save()
    ours = make_snapshot(title="How we queue", author_organisation=cast.ferry_landing)
    ours.themes.set([make_theme()])
    ours.save()
    make_offer(cast.bruno)
    odette = sign_in(cast.odette, with_second_factor=True)
    page = text_of(odette.get(reverse("round_compare", args=[found.pk])))
    gap = reverse("round_gap", args=[found.pk, cast.ferry_landing.pk, version.pk])
    assert gap in page
    said = text_of(odette.get(gap))
    assert "Rent by the day" in said
    assert "Bruno Sel" in said
    assert "Lamps in three days" not in said
    assert "How we queue" not in said
    assert reverse("mentor", args=[cast.bruno.mentoring_offer.pk]) in said


def test_the_gap_of_another_is_no_address_for_others(cast, compared):
    found, version = compared
    gap = reverse("round_gap", args=[found.pk, cast.ferry_landing.pk, version.pk])
    for person in (cast.bruno, cast.lena, cast.petra, cast.simon):
        assert sign_in(person).get(gap).status_code == 404


def test_an_indicator_has_one_topic_in_a_board_on_its_theme(cast, compared):
    _found, version = compared
    make_board("Hall")
    board = make_board("Markets", theme=make_theme())
    make_known(cast.odette)
    odette = sign_in(cast.odette, with_second_factor=True)
    talk = reverse("indicator_talk", args=[version.indicator_id])
    first = odette.post(talk)
    topic = Topic.objects.get(board=board)
    assert first.url == reverse("topic", args=[topic.pk])
    assert odette.post(talk).url == first.url
    assert topic.title in text_of(odette.get(reverse("indicator", args=[version.indicator_id])))
    assert sign_in(cast.petra).post(talk).status_code == 404
