"""What a screen shows of benchmarks and their indicators."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from benchmarking.designing.readiness import missing_at
from benchmarking.models import Benchmark, IndicatorVersion, Participation
from benchmarking.permissions import can_join, own_organisations, parties_of
from benchmarking.states import BenchmarkState, ParticipationState, Party, RoundState, VersionState
from pages.countries import country_name
from pages.languages import listed
from people.granting.permissions import speaks_for


@dataclass(frozen=True)
class BenchmarkLine:
    """One benchmark in a list."""

    benchmark: Benchmark
    url: str
    number: int


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator in a list: the version that counts, and whether another is proposed."""

    url: str
    version: IndicatorVersion
    is_proposal_waiting: bool


def shown_benchmarks(rows: Iterable[Benchmark]) -> list[BenchmarkLine]:
    """Lines, with how many take part; two queries."""
    found = list(rows)
    joined = Participation.objects.filter(
        benchmark__in=[one.pk for one in found], state=ParticipationState.JOINED
    )
    numbers: dict[Any, int] = dict(
        joined.order_by().values_list("benchmark").annotate(number=Count("pk"))
    )
    return [
        BenchmarkLine(one, reverse("benchmark", args=[one.pk]), numbers.get(one.pk, 0))
        for one in found
    ]


def indicators_of(benchmark: Benchmark) -> list[IndicatorLine]:
    """Adopted ones and proposals, by title; one query."""
    shown = Q(state=VersionState.ADOPTED) | Q(state=VersionState.PROPOSED)
    rows = IndicatorVersion.objects.filter(shown, indicator__benchmark=benchmark)
    by_indicator: dict[Any, list[IndicatorVersion]] = {}
    for version in rows.order_by("title", "pk"):
        by_indicator.setdefault(version.indicator_id, []).append(version)
    lines = []
    for pk, versions in by_indicator.items():
        adopted = [one for one in versions if one.state == VersionState.ADOPTED]
        waiting = any(one.state == VersionState.PROPOSED for one in versions)
        url = reverse("indicator", args=[pk])
        lines.append(IndicatorLine(url, (adopted or versions)[0], waiting))
    return lines


def shown_benchmark(found: Benchmark, person: Any) -> dict[str, Any]:
    """A benchmark as `person` sees it; some queries, none for each row."""
    parties = parties_of(person, found)
    is_convener = Party.CONVENER in parties
    rounds = list(found.rounds.all())
    mine = speaks_for(person) if person.is_authenticated else frozenset()
    rows = found.participations.exclude(state=ParticipationState.LEFT)
    participations = list(
        rows.select_related("organisation", "contact").order_by("organisation__name", "pk")
    )
    return {
        "benchmark": found,
        "is_convener": is_convener,
        "is_party": bool(parties),
        "is_draft": found.state == BenchmarkState.DRAFT,
        "is_open": found.state == BenchmarkState.OPEN,
        "themes": list(found.themes.all()),
        "indicators": indicators_of(found),
        "rounds": rounds,
        "can_begin": bool(found.state == BenchmarkState.OPEN)
        and all(one.state == RoundState.CLOSED for one in rounds),
        "participants": [
            {
                "row": one,
                "country": country_name(str(one.organisation.country)),
                "missing": listed(missing_at(one)) if is_convener else "",
            }
            for one in participations
            if one.state == ParticipationState.JOINED
        ],
        "invited": [one for one in participations if one.state == ParticipationState.INVITED],
        "own": [one for one in participations if one.organisation_id in mine],
        "can_join": can_join(person, found).exists(),
        "crumbs": [{"label": _("Benchmarks"), "url": reverse("benchmarks")}],
    }


def own_of(person: Any, benchmark: Benchmark) -> list[Any]:
    """Participants for which `person` speaks, as a list."""
    return list(own_organisations(person, benchmark))


def benchmark_crumbs(found: Benchmark) -> list[dict[str, str]]:
    return [
        {"label": _("Benchmarks"), "url": reverse("benchmarks")},
        {"label": found.title, "url": reverse("benchmark", args=[found.pk])},
    ]
