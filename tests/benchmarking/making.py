"""Things of benchmarks for tests."""

import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from benchmarking.models import (
    Benchmark,
    ImprovementAction,
    Indicator,
    IndicatorVersion,
    Participation,
    Round,
    Value,
)
from pages.models import Theme
from tests.benchmarking.reading import value_of
from tests.factories import OrganisationFactory


def make_theme(slug="markets"):
    return Theme.objects.get(slug=slug)


def make_benchmark(convener, *participants, state="open", **more):
    """Under way, with those who take part."""
    made = Benchmark.objects.create(
        convener=convener,
        state=state,
        **{"title": "Market rents", "promise": "Two rounds and one action.", **more},
    )
    for organisation in participants:
        take_part(made, organisation)
    return made


def take_part(benchmark, organisation, contact=None):
    return Participation.objects.create(
        benchmark=benchmark,
        organisation=organisation,
        contact=contact,
        state="joined",
        promised_at=timezone.now(),
    )


def make_version(benchmark, *, state="adopted", indicator=None, number=1, **more):
    """A share, in per cent."""
    indicator = indicator or Indicator.objects.create(benchmark=benchmark, theme=make_theme())
    is_adopted = state in ("adopted", "replaced")
    return IndicatorVersion.objects.create(
        indicator=indicator,
        number=number,
        state=state,
        adopted_at=timezone.now() if is_adopted else None,
        **{
            "title": "Stall rents collected",
            "definition": "Rents that came in, of rents that were due.",
            "shape": "share",
            "numerator": "Rents that came in",
            "denominator": "Rents that were due",
            "unit": "%",
            "direction": "up",
            **more,
        },
    )


def make_round(benchmark, *versions, state="collect", title="2026", begun_days_ago=0, **more):
    """With steps of thirty days from today."""
    today, now = timezone.localdate(), timezone.now()
    made = Round.objects.create(
        benchmark=benchmark,
        state=state,
        title=title,
        publication=benchmark.publication,
        public_after=benchmark.public_after,
        begun_at=now - datetime.timedelta(days=begun_days_ago),
        compared_at=None if state == "collect" else now,
        closed_at=now if state == "closed" else None,
        **{
            name: today + datetime.timedelta(days=30 * number)
            for number, name in enumerate(
                ("collect_until", "compare_until", "learn_until", "improve_until"), start=1
            )
        }
        | more,
    )
    made.versions.set(versions)
    return made


def make_value(found, version, organisation, figure, *, state="confirmed", **more):
    """A figure that counts; None is one that is missing."""
    now = timezone.now()
    return Value.objects.create(
        round=found,
        version=version,
        organisation=organisation,
        kind="missing" if figure is None else "figure",
        figure=None if figure is None else Decimal(figure),
        state=state,
        sent_at=None if state == "draft" else now,
        confirmed_at=now if state in ("confirmed", "accepted") else None,
        **more,
    )


def make_towns(number, **more):
    return [OrganisationFactory(**more) for _ in range(number)]


def make_public_round(cast, number, **more):
    """Compared by so many towns, and public at once."""
    group = make_benchmark(cast.lake, publication="public", public_after=0, **more)
    version = make_version(group)
    found = make_round(group, version, state="compare")
    for place, town in enumerate(make_towns(number)):
        take_part(group, town)
        make_value(found, version, town, 50 + place, note=f"A note of {town.name}.")
    return found


def make_action(found, version, organisation, **more):
    """What a town does after a round."""
    return ImprovementAction.objects.create(
        round=found,
        version=version,
        organisation=organisation,
        **{"text": "A list of stalls.", "until": "2026-12-01", **more},
    )


def at(name, found, town):
    return reverse(name, args=[found.pk, town.pk])


def send(client, cast, found, numerator="60"):
    """The figure of Ferry Landing, written and sent."""
    version = found.versions.get()
    sent = {"kind": "figure", "numerator": numerator, "denominator": "100"}
    client.post(value_of(found, cast.ferry_landing, version), sent)
    client.post(at("send_values", found, cast.ferry_landing))
