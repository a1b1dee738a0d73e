"""A benchmark in the demo: market rents, 60 per cent here and over 90 there, and why."""

import datetime
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from benchmarking.collecting.actions import adopted_in
from benchmarking.collecting.judging import computed
from benchmarking.designing.actions import (
    assent,
    comment,
    join,
    open_benchmark,
    propose,
    save_benchmark,
)
from benchmarking.designing.readiness import NAMES
from benchmarking.models import (
    Benchmark,
    ImprovementAction,
    IndicatorVersion,
    PracticeNote,
    Round,
    Value,
    ValueKind,
)
from benchmarking.permissions import participants_of
from pages.models import Theme
from people.demo import organisations_by_key, persons_by_key
from people.models import Organisation, Person

CONTENT = Path(__file__).with_name("demo.json")
NOT_SAID = ("by", "key", "comments", "theme")


class _World:
    """The demo's persons and organisations by their short names."""

    def __init__(self) -> None:
        self.persons: dict[str, Person] = persons_by_key()
        self.organisations: dict[str, Organisation] = organisations_by_key()


@transaction.atomic
def plant_benchmarks() -> None:
    """Make them where there are none; what is there is left as people have made it."""
    if Benchmark.objects.exists():
        return
    world = _World()
    for line in json.loads(CONTENT.read_text("utf-8"))["benchmarks"]:
        _plant(line, world)


def _plant(line: dict[str, Any], world: _World) -> None:
    by = world.persons[line["participants"][0]["contact"]]
    benchmark = save_benchmark(
        by=by,
        benchmark=None,
        said={
            "convener": world.organisations[line["convener"]],
            "title": line["title"],
            "words": line["words"],
            "language": "en",
            "promise": line["promise"],
            "themes": list(Theme.objects.filter(slug__in=line["themes"])),
            "is_open_to_others": True,
            "publication": "public",
            "public_after": line["public_after"],
        },
    )
    open_benchmark(by=by, benchmark=benchmark)
    for one in line["participants"]:
        contact, organisation = (
            world.persons[one["contact"]],
            world.organisations[one["organisation"]],
        )
        join(
            by=contact,
            benchmark=benchmark,
            organisation=organisation,
            contact=contact,
            second=world.persons.get(one.get("second", "")),
            readiness={name: name not in one.get("lacks", ()) for name in NAMES},
        )
    versions = {one["key"]: _adopt(one, benchmark, world) for one in line["indicators"]}
    for one in line["rounds"]:
        _plant_round(one, benchmark, versions, world)
    _propose(line["proposal"], benchmark, world)


def _propose(line: dict[str, Any], benchmark: Benchmark, world: _World) -> IndicatorVersion:
    said = {name: value for name, value in line.items() if name not in NOT_SAID}
    said["theme"] = Theme.objects.get(slug=line["theme"])
    by = world.persons[line["by"]]
    return propose(by=by, benchmark=benchmark, indicator=None, said=said)


def _adopt(line: dict[str, Any], benchmark: Benchmark, world: _World) -> IndicatorVersion:
    version = _propose(line, benchmark, world)
    for one in line["comments"]:
        by = world.persons[one["by"]]
        comment(by=by, indicator=version.indicator, text=one["text"])
    partners = list(participants_of(benchmark))
    assent(by=world.persons[line["by"]], version=version, organisations=partners)
    return version


def _plant_round(
    line: dict[str, Any],
    benchmark: Benchmark,
    versions: dict[str, IndicatorVersion],
    world: _World,
) -> None:
    begun_at = timezone.now() - datetime.timedelta(days=line["days_ago"])
    day, compared_at = begun_at.date(), begun_at + datetime.timedelta(days=35)
    is_closed = line["state"] == "closed"
    found = Round.objects.create(
        benchmark=benchmark,
        title=line["title"],
        state=line["state"],
        publication=benchmark.publication,
        public_after=benchmark.public_after,
        begun_at=begun_at,
        compared_at=compared_at,
        closed_at=begun_at + datetime.timedelta(days=250) if is_closed else None,
        collect_until=day + datetime.timedelta(days=35),
        compare_until=day + datetime.timedelta(days=70),
        learn_until=day + datetime.timedelta(days=160),
        improve_until=day + datetime.timedelta(days=250),
    )
    found.versions.set(adopted_in(benchmark))
    for key, values in line["values"].items():
        for name, said in values.items():
            value = _value(said, versions[key], line.get("zero_note", ""))
            Value.objects.create(
                round=found,
                version=versions[key],
                organisation=world.organisations[name],
                source=versions[key].source,
                state="confirmed",
                sent_at=compared_at,
                confirmed_at=compared_at,
                changed_at=compared_at,
                **value,
            )
    _plant_lessons(line, found, versions, world)


def _value(said: Any, version: IndicatorVersion, zero_note: str) -> dict[str, Any]:
    """`[came in, due, note]`, one number, or the word for no figure."""
    if isinstance(said, str):
        return {"kind": said}
    if isinstance(said, list):
        numerator, denominator = Decimal(said[0]), Decimal(said[1])
        return {
            "kind": ValueKind.FIGURE,
            "numerator": numerator,
            "denominator": denominator,
            "figure": computed(version, numerator, denominator),
            "note": said[2] if len(said) > 2 else "",
        }
    note = zero_note if said == 0 else ""
    return {"kind": ValueKind.FIGURE, "figure": Decimal(said), "note": note}


def _plant_lessons(
    line: dict[str, Any], found: Round, versions: dict[str, IndicatorVersion], world: _World
) -> None:
    for one in line["notes"]:
        PracticeNote.objects.create(
            round=found,
            version=versions[one["indicator"]],
            organisation=world.organisations[one["organisation"]],
            text=one["text"],
        )
    said = line.get("outcomes", {})
    for name, (key, text) in line["improvements"].items():
        outcome, words = said.get(name, ("", ""))
        ImprovementAction.objects.create(
            round=found,
            version=versions[key],
            organisation=world.organisations[name],
            text=text,
            until=found.improve_until,
            outcome=outcome,
            outcome_words=words,
            outcome_at=timezone.now() if outcome else None,
        )
