"""From a gap to a case to a person: places that are ahead, those most like ours first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from benchmarking.comparing.standing import is_better, spread_of
from benchmarking.figures import shown_figure
from benchmarking.models import IndicatorVersion, PracticeNote, Round, Value
from benchmarking.registries import Seen, cases_from, mentors_from
from benchmarking.states import COUNTED
from pages.countries import country_name
from people.models import Organisation

MOST_PLACES = 12


@dataclass(frozen=True)
class Place:
    """One that is ahead: its figure, what it wrote, and who can be asked there."""

    name: str
    country: str
    figure: str
    likeness: str
    note: str
    cases: list[Seen]
    mentors: list[Seen]


@dataclass(frozen=True)
class Gap:
    own: str
    median: str
    places: list[Place]


def gap_of(found: Round, version: IndicatorVersion, own: Organisation, person: Any) -> Gap:
    """Some queries, none for each place."""
    rows = found.values.filter(version=version, state__in=COUNTED, figure__isnull=False)
    values = [one for one in rows.select_related("organisation") if one.figure is not None]
    spread = spread_of(one.figure for one in values if one.figure is not None)
    mine = next((one.figure for one in values if one.organisation_id == own.pk), None)
    if spread is None:
        return Gap("", "", [])
    ahead = [one for one in values if _is_ahead(version, one, spread.median, own)]
    ahead.sort(key=lambda one: (-_likeness(one.organisation, own), one.organisation.name))
    return Gap(
        own=shown_figure(mine, version.unit) if mine is not None else "",
        median=shown_figure(spread.median, version.unit),
        places=_places(found, version, own, ahead[:MOST_PLACES], person),
    )


def _is_ahead(version: IndicatorVersion, value: Value, median: Any, own: Organisation) -> bool:
    if value.figure is None or value.organisation_id == own.pk:
        return False
    return is_better(version, value.figure, median)


def _likeness(one: Organisation, own: Organisation) -> int:
    return int(one.size_band == own.size_band != "") + int(one.country == own.country)


def _places(
    found: Round, version: IndicatorVersion, own: Organisation, ahead: list[Value], person: Any
) -> list[Place]:
    ids = [one.organisation_id for one in ahead]
    asked = {"theme": version.indicator.theme, "organisation_ids": ids, "person": person}
    cases = _by_place(seen for source in cases_from for seen in source(**asked))
    mentors = _by_place(seen for source in mentors_from for seen in source(**asked))
    notes = PracticeNote.objects.filter(round=found, version=version, organisation__in=ids)
    words = dict(notes.values_list("organisation_id", "text"))
    return [
        Place(
            name=one.organisation.name,
            country=country_name(str(one.organisation.country)),
            figure=shown_figure(one.figure, version.unit) if one.figure is not None else "",
            likeness=_words_of_likeness(one.organisation, own),
            note=words.get(one.organisation_id, ""),
            cases=cases.get(one.organisation_id, []),
            mentors=mentors.get(one.organisation_id, []),
        )
        for one in ahead
    ]


def _by_place(seen: Iterable[Seen]) -> dict[int, list[Seen]]:
    found: dict[int, list[Seen]] = {}
    for one in seen:
        found.setdefault(one.organisation_id, []).append(one)
    return found


def _words_of_likeness(one: Organisation, own: Organisation) -> str:
    is_as_large = one.size_band == own.size_band != ""
    if is_as_large and one.country == own.country:
        return _("as large as yours, in the same country")
    if is_as_large:
        return _("as large as yours")
    return _("in the same country") if one.country == own.country else ""
