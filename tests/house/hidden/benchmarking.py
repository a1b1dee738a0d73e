"""Canary words of benchmarks, and where they would be found by who may know them."""

from typing import Any

from django.utils import timezone

from benchmarking.models import (
    Benchmark,
    ImprovementAction,
    Indicator,
    IndicatorComment,
    IndicatorVersion,
    PracticeNote,
    Round,
    Value,
)
from pages.models import Theme
from tests.house.planted.benchmarking import DAYS

CONVENER = ("editor of X",)
GROUP = ("member", "editor of X", "contact in X")
OWN = ("member",)


def hide(canaries: Any) -> None:
    """Puts words (`canaries.word(plant, place, knowers)`) into what `plant` has planted."""
    things, word = canaries.world.things, canaries.word
    Benchmark.objects.filter(pk=things["benchmark_draft_id"]).update(
        title=f"Draft {word('benchmark', 'draft', CONVENER)}",
        words=f"About {word('benchmark', 'words of a draft', CONVENER)}",
        promise=f"To {word('benchmark', 'promise of a draft', CONVENER)}",
    )
    _hide_in_draft(canaries)
    IndicatorComment.objects.filter(indicator=things["indicator_id"]).update(
        text=f"Which {word('benchmark', 'comment', GROUP)}?"
    )
    compared = Round.objects.get(pk=things["round_compared_id"])
    common = {"version_id": things["version_id"], "organisation_id": things["measuring_town_id"]}
    compared.values.filter(organisation=things["measuring_town_id"]).update(
        note=f"Since {word('benchmark', 'note when compared', GROUP)}",
        source=f"In {word('benchmark', 'source when compared', GROUP)}",
        state="accepted",
        accepted_because=f"Read to {word('benchmark', 'why it was accepted', GROUP)}",
    )
    ImprovementAction.objects.filter(
        round=things["round_older_id"], organisation=things["measuring_town_id"]
    ).update(
        text=f"A bench for {word('benchmark', 'action of the round before', GROUP)}",
        outcome="partly",
        outcome_words=f"It took {word('benchmark', 'what came of it', GROUP)}",
        outcome_at=timezone.now(),
    )
    # Before all are compared a value is its town's alone: sent by another, and a draft of our own.
    for place, town, knowers, state in (
        ("sent while it collects", "measuring_town_id", (), "sent"),
        ("draft of a value", "sending_town_id", OWN, "draft"),
    ):
        Value.objects.update_or_create(
            round_id=things["round_id"],
            version_id=things["version_id"],
            organisation_id=things[town],
            defaults={
                "kind": "missing",
                "figure": None,
                "note": f"Lost {word('benchmark', place, knowers)}",
                "state": state,
                "sent_at": timezone.now() if state == "sent" else None,
            },
        )
    PracticeNote.objects.create(
        round=compared, text=f"By {word('benchmark', 'practice', GROUP)}", **common
    )
    ImprovementAction.objects.create(
        round=compared,
        text=f"Until {word('benchmark', 'action', GROUP)}",
        until="2031-01-01",
        **common,
    )


def _hide_in_draft(canaries: Any) -> None:
    """What a group will measure, and when, that nobody but its convener knows of yet."""
    things = canaries.world.things
    draft = Benchmark.objects.get(pk=things["benchmark_draft_id"])
    indicator = Indicator.objects.create(benchmark=draft, theme=Theme.objects.get(slug="markets"))
    parts = ("title", "definition", "numerator", "denominator", "formula", "unit", "source")
    version = IndicatorVersion.objects.create(
        indicator=indicator,
        number=1,
        shape="ratio",
        direction="up",
        **{
            part: f"In {canaries.word('benchmark', f'{part} in a draft', CONVENER)}"
            for part in parts
        },
    )
    title = f"Of {canaries.word('benchmark', 'round of a draft', CONVENER)}"
    begun = Round.objects.create(benchmark=draft, title=title, state="collect", **DAYS)
    begun.versions.set([version])
    things["indicator_in_draft_id"], things["round_in_draft_id"] = indicator.pk, begun.pk


def addresses(canaries: Any) -> set[str]:
    """Addresses behind random numbers, which the crawl cannot make up."""
    things = canaries.world.things
    compared = f"/en/benchmarks/rounds/{things['round_compared_id']}/"
    collecting = f"/en/benchmarks/rounds/{things['round_id']}/"
    older = f"/en/benchmarks/rounds/{things['round_older_id']}/"
    version = things["version_id"]
    towns = (things["sending_town_id"], things["measuring_town_id"])
    return {
        f"/en/benchmarks/{things['benchmark_id']}/",
        f"/en/benchmarks/{things['benchmark_draft_id']}/",
        f"/en/benchmarks/indicators/{things['indicator_id']}/",
        f"/en/benchmarks/indicators/{things['indicator_in_draft_id']}/",
        f"/en/benchmarks/rounds/{things['round_in_draft_id']}/",
        *(
            f"{found}{door}"
            for found in (compared, collecting, older)
            for door in ("", "compare/", "compare.csv")
        ),
        *(
            f"{found}for/{town}/{door}"
            for found in (compared, collecting)
            for town in towns
            for door in ("", "accept/", f"{version}/", f"{version}/gap/", f"{version}/note/")
        ),
        *(f"{older}for/{town}/{version}/outcome/" for town in towns),
    }
