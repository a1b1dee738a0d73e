"""What of benchmarks is in the small world: X convenes, the member is data contact of a town."""

import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from benchmarking.models import (
    Benchmark,
    ImprovementAction,
    Indicator,
    IndicatorComment,
    IndicatorVersion,
    Participation,
    Round,
    Value,
)
from pages.models import Theme
from pages.registries import announce_things
from people.models import Appointment, Organisation

DAYS = {
    f"{step}_until": datetime.date(2031, month, 1)
    for month, step in enumerate(("collect", "compare", "learn", "improve"), start=1)
}


def plant(world: Any) -> None:
    """Adds to `world.things`; two groups, one whose round collects and one that compares."""
    member = world.persons["member"]
    # Planted by placements: the member works there.
    post = Appointment.objects.select_related("organisation").get(person=member)
    own = post.organisation
    other = Organisation.objects.create(name="Another measuring town", kind="local-government")
    in_x = Organisation.objects.get(pk=world.things["town_of_x_id"])
    Organisation.objects.create(name="A town beside", kind="local-government")
    draft = Benchmark.objects.create(title="A draft", promise="P.", convener=world.x)
    group = Benchmark.objects.create(title="Rents", promise="P.", convener=world.x, state="open")
    row = _join(group, own, other, in_x, contact=member)
    version, proposal = _adopted(group), _proposal(group)
    indicator = version.indicator
    IndicatorComment.objects.create(indicator=indicator, by=member, text="Which Monday?")
    # After all three have joined: each reads it.
    before = Round.objects.create(
        benchmark=group, title="2025", state="improve", compared_at=timezone.now(), **DAYS
    )
    before.versions.set([version])
    for town, figure in ((own, 31), (other, 7)):
        _value(before, version, town, figure)
    older = _closed_round(group, version, own, other)
    # Two rounds of one group do not go on at once: this one is of a group beside it.
    beside = Benchmark.objects.create(title="Beside", promise="P.", convener=world.x, state="open")
    _join(beside, own, other, contact=member)
    collecting = Round.objects.create(benchmark=beside, title="2026", state="collect", **DAYS)
    collecting.versions.set([version])
    # The convener may accept it.
    _value(collecting, version, other, 9, state="sent")
    world.things |= {
        "benchmark_id": group.pk,
        "benchmark_draft_id": draft.pk,
        "taking_part_id": row.pk,
        "indicator_id": indicator.pk,
        "indicator_proposed_id": proposal.indicator_id,
        "version_id": version.pk,
        "round_compared_id": before.pk,
        "round_id": collecting.pk,
        "round_older_id": older.pk,
        "sending_town_id": own.pk,
        "measuring_town_id": other.pk,
    }
    announce_things("changed", [group.scope, beside.scope])


def _join(group: Benchmark, *towns: Organisation, contact: Any) -> Participation:
    """The first with its contact; gives the last."""
    for place, town in enumerate(towns):
        row = Participation.objects.create(
            benchmark=group,
            organisation=town,
            contact=None if place else contact,
            state="joined",
            promised_at=timezone.now(),
        )
    return row


def _adopted(group: Benchmark) -> IndicatorVersion:
    indicator = Indicator.objects.create(benchmark=group, theme=Theme.objects.get(slug="markets"))
    return IndicatorVersion.objects.create(
        indicator=indicator,
        number=1,
        title="Queue at the counter",
        definition="Minutes on a Monday.",
        shape="number",
        unit="minutes",
        direction="down",
        state="adopted",
        adopted_at=timezone.now(),
    )


def _proposal(group: Benchmark) -> IndicatorVersion:
    indicator = Indicator.objects.create(benchmark=group, theme=Theme.objects.get(slug="markets"))
    return IndicatorVersion.objects.create(
        indicator=indicator,
        number=1,
        title="Stalls in use",
        definition="On a Monday.",
        shape="number",
        unit="stalls",
        direction="up",
    )


def _closed_round(group: Benchmark, version: IndicatorVersion, *towns: Organisation) -> Round:
    """Of which each has said what it does next."""
    long_ago, now = timezone.now() - datetime.timedelta(days=400), timezone.now()
    found = Round.objects.create(
        benchmark=group,
        title="2024",
        state="closed",
        begun_at=long_ago,
        compared_at=now,
        closed_at=now,
        **DAYS,
    )
    found.versions.set([version])
    for town in towns:
        ImprovementAction.objects.create(
            round=found, version=version, organisation=town, text="A bench.", until="2026-01-01"
        )
    return found


def _value(
    found: Round,
    version: IndicatorVersion,
    town: Organisation,
    figure: int,
    state: str = "confirmed",
) -> None:
    now = timezone.now()
    Value.objects.create(
        round=found,
        version=version,
        organisation=town,
        kind="figure",
        figure=Decimal(figure),
        state=state,
        sent_at=now,
        confirmed_at=now if state == "confirmed" else None,
    )
