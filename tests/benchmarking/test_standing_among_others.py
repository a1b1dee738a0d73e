"""Medians, families, per head, and what the last action came to."""

import html
from decimal import Decimal

import pytest
from django.urls import reverse

from benchmarking.collecting.numbers import NotClear, read_number
from benchmarking.comparing.lines import shown_outside
from benchmarking.comparing.standing import LEAST_OUTSIDE, is_family, per_head, spread_of
from benchmarking.models import ImprovementAction, IndicatorVersion, Value
from people.models import Organisation
from tests.benchmarking.making import make_benchmark, make_round, make_value, make_version
from tests.factories import make_cast, make_contact, sign_in
from tests.standing import standing


def make_two_towns():
    cast = make_cast()
    make_contact(cast.odette, cast.ferry_landing)
    return cast


cast = standing(make_two_towns)


def numbers(*figures):
    return [Decimal(one) for one in figures]


def test_quartiles_stand_from_four_figures_on():
    assert spread_of([]) is None
    three = spread_of(numbers(1, 2, 3))
    assert (three.median, three.lower, three.upper) == (2, None, None)
    five = spread_of(numbers(50, 10, 30, 20, 40))
    assert (five.lower, five.median, five.upper) == (20, 30, 40)


def test_families_are_of_one_size_or_one_country():
    small, other = (
        Organisation(kind="local-government", population=number, country=country)
        for number, country in ((9_000, "ZM"), (15_000, "PE"))
    )
    unknown = Organisation(kind="local-government", country="ZM")
    assert is_family(small, other, "size")
    assert not is_family(small, other, "country")
    assert is_family(small, unknown, "country")
    assert not is_family(unknown, unknown, "size")
    assert is_family(small, other, "")


def test_per_head_needs_somebody_to_count():
    town = Organisation(kind="local-government", population=20_000)
    assert per_head(Decimal(200), town) == 10
    assert per_head(Decimal(200), Organisation(kind="local-government")) is None


@pytest.mark.parametrize("number", range(LEAST_OUTSIDE + 3))
def test_outside_nothing_of_fewer_than_five_is_told(number):
    version = IndicatorVersion(pk=1, title="Rents", unit="%")
    values = [Value(version=version, figure=Decimal(one)) for one in range(number)]
    # Who has no figure does not make a group larger.
    values += [Value(version=version, kind="missing") for _ in range(9)]
    [line] = shown_outside([version], values)
    is_shown = number >= LEAST_OUTSIDE
    assert bool(line["spread"]) == (line["number"] is not None) == is_shown
    assert (line["range"] is not None) == is_shown


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", None),
        (" 1 234,5 ", "1234.5"),
        ("60 %", "60"),
        ("12'000", "12000"),
        ("0", "0"),
        ("٣٬٠٠٠٫٥", "3000.5"),
    ],
)
def test_numbers_are_read_as_people_write_them(text, number):
    assert read_number(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize("text", ["1,234", "12,000", "x", "1.2.3", "1e5", "--3", "=1+1"])
def test_what_is_no_clear_number_is_none(text):
    with pytest.raises((NotClear, ValueError)):
        read_number(text)


@pytest.mark.django_db
def test_the_next_round_shows_what_was_said_after_the_last(cast):
    group = make_benchmark(cast.lake, cast.ferry_landing, cast.high_pasture)
    version = make_version(group)
    before = make_round(group, version, state="closed", title="2025", begun_days_ago=365)
    make_value(before, version, cast.ferry_landing, 60)
    ImprovementAction.objects.create(
        round=before,
        version=version,
        organisation=cast.ferry_landing,
        text="Sell day tickets.",
        until="2026-05-01",
    )
    found = make_round(group, version, state="compare")
    make_value(found, version, cast.ferry_landing, 83)
    odette = sign_in(cast.odette, with_second_factor=True)
    said = html.unescape(odette.get(reverse("round_compare", args=[found.pk])).content.decode())
    assert "After 2025 you said: <bdi>Sell day tickets.</bdi>" in said


@pytest.mark.django_db
def test_for_each_thousand_inhabitants(cast):
    group = make_benchmark(cast.lake, cast.ferry_landing, cast.high_pasture)
    version = make_version(group, title="Stalls", shape="number", unit="stalls", is_per_head=True)
    found = make_round(group, version, state="compare")
    make_value(found, version, cast.ferry_landing, 120)
    make_value(found, version, cast.high_pasture, 300)
    odette = sign_in(cast.odette, with_second_factor=True)
    page = reverse("round_compare", args=[found.pk])
    said = html.unescape(odette.get(page, {"head": "1", "family": "nonsense"}).content.decode())
    assert "stalls per 1000 inhabitants" in said
    # 30,000 people live there.
    assert "<bdi>4</bdi>" in said
