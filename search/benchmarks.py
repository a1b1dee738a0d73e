"""Benchmarks as documents of the index: what their public page and their indicators say.

Not in it: drafts, comments of the group, what participants write beside their figures.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from benchmarking.models import Benchmark, IndicatorVersion
from benchmarking.permissions import benchmarks_found
from benchmarking.states import VersionState
from search.engine.interface import Document, Part
from search.rooms import (
    SUMMARY,
    Readable,
    RowsOfRoom,
    facts_of_themes,
    holding,
    shown_of,
    with_parents,
)

TYPE = "benchmark"


def _seen() -> Any:
    return benchmarks_found().select_related("convener").prefetch_related("themes__parent")


def _documents(benchmarks: list[Benchmark], version: int) -> Iterator[Document]:
    adopted = _adopted_in(benchmarks)
    for one in benchmarks:
        yield _document(one, adopted[one.pk], version)


def _adopted_in(benchmarks: list[Benchmark]) -> dict[Any, list[IndicatorVersion]]:
    """The definitions that count, by benchmark; one query."""
    rows = IndicatorVersion.objects.filter(
        indicator__benchmark__in=benchmarks, state=VersionState.ADOPTED
    )
    found: dict[Any, list[IndicatorVersion]] = defaultdict(list)
    for row in rows.select_related("indicator__theme__parent").order_by("title", "pk"):
        found[row.indicator.benchmark_id].append(row)
    return found


def _readable(_person: Any, numbers: list[Any]) -> dict[str, Readable]:
    return {
        one.scope: Readable(one.title, reverse("benchmark", args=[one.pk]), one.language, True, ())
        for one in benchmarks_found().filter(pk__in=numbers)
    }


def _document(found: Benchmark, adopted: list[IndicatorVersion], version: int) -> Document:
    convener = found.convener
    about = [*found.themes.all(), *(one.indicator.theme for one in adopted)]
    themes = with_parents(about)
    countries = [str(convener.country)] if convener.country else []
    return Document(
        key=found.scope,
        version=version,
        language=found.language,
        type=TYPE,
        title=found.title,
        summary=(found.words or convener.name)[:SUMMARY],
        keywords=[*(theme.name_in(found.language) for theme in themes), convener.name],
        scopes=[found.scope],
        barriers=[],
        tags=[],
        countries=countries,
        organisations=[str(convener.pk)],
        year=found.made_at.year,
        size_band=convener.size_band or "",
        published_at=found.made_at,
        group=found.scope,
        shown=shown_of([convener.name], countries, found.made_at),
        parts=_parts(found, adopted),
        **facts_of_themes(themes),
    )


def _parts(found: Benchmark, adopted: list[IndicatorVersion]) -> list[Part]:
    """Its own words, and each indicator that is adopted, all on its one page."""
    place = f"{found.scope}#words"
    return [
        Part(place, "section", "", f"{found.convener.name}\n{found.words}", found.scope),
        *(
            Part(
                f"{found.scope}#{one.indicator_id}",
                "section",
                one.title,
                f"{one.definition}\n{one.unit}",
                found.scope,
            )
            for one in adopted
        ),
    ]


def _called(_person: Any, words: Sequence[str]) -> Any:
    return holding(benchmarks_found(), "title", words)


BENCHMARKS = RowsOfRoom(
    TYPE,
    UUID,
    _seen,
    _documents,
    _readable,
    _called,
    (
        "themes",
        "indicators__theme",
    ),
    ("convener",),
)
