"""Reports of what was tried as a page shows them: the organisation and the post, never a name."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from learning.models import LibraryItem, Outcome, TriedReport, TriedVersion
from learning.trying.permissions import for_lists, items_of
from learning.trying.states import ReportState, VersionState
from pages.languages import listed

ON_THE_ITEM = 6


@dataclass
class Line:
    """One report; `version` is what this reader is shown of it."""

    report: TriedReport
    version: TriedVersion
    case: LibraryItem | None = None

    @property
    def place(self) -> str:
        return self.report.organisation.name

    @property
    def country(self) -> str:
        country: Any = self.report.organisation.country
        return str(country.name)

    @property
    def url(self) -> str:
        return reverse("tried_report", args=[self.report.pk])

    @property
    def is_confirmed(self) -> bool:
        return self.version.pk == self.report.standing_id

    @property
    def is_hidden(self) -> bool:
        return self.report.state == ReportState.HIDDEN


@dataclass(frozen=True)
class Group:
    """Reports of one country."""

    country: str
    lines: list[Line]


@dataclass(frozen=True)
class OnItem:
    """What of reports stands on an item: a sentence, the newest by country, and all of them."""

    sentence: str = ""
    groups: list[Group] = field(default_factory=list)
    all_url: str = ""
    file_url: str = ""


def lines_of(reports: Iterable[Any], person: Any) -> list[Line]:
    """Each as far as `person` may know; one query more where any names a text of its own."""
    lines = []
    for report in reports:
        waiting = report.waiting
        is_known = waiting is not None and (report.is_inside or is_by(waiting, person))
        version = report.standing or (waiting if is_known else None)
        if version is not None:
            lines.append(Line(report, version))
    _add_cases(lines, person)
    return lines


def is_by(version: Any, person: Any) -> bool:
    """Whether `person` wrote it."""
    return version.by_id is not None and version.by_id == person.pk


def _add_cases(lines: list[Line], person: Any) -> None:
    keys = {line.version.case_key for line in lines if line.version.case_key}
    if keys:
        known = items_of(person, keys, get_language())
        for line in lines:
            line.case = known.get(line.version.case_key) if line.version.case_key else None


def by_country(lines: list[Line]) -> list[Group]:
    """In the order of their countries' names, each with its reports as they came."""
    ordered = sorted(lines, key=lambda line: line.country)
    return [
        Group(country, list(group))
        for country, group in groupby(ordered, key=lambda line: line.country)
    ]


def sentence_of(translation_key: uuid.UUID) -> str:
    """E.g. "Tried in 4 places in 2 countries: 2 adopted, 1 adapted, 1 did not work."; one query.

    Empty where nothing was confirmed. Reports are named by consent, so small numbers are told.
    """
    rows = (
        TriedReport.objects.of([translation_key])
        .confirmed()
        .order_by()
        .values_list("standing__outcome", "organisation__country")
        .annotate(number=Count("pk"))
    )
    outcomes: Counter[str] = Counter()
    countries = set()
    for outcome, country, number in rows:
        outcomes[outcome] += number
        countries.add(str(country))
    return _sentence(outcomes, len(countries - {""}))


def _sentence(outcomes: Counter[str], countries: int) -> str:
    places = sum(outcomes.values())
    if not places:
        return ""
    words = {
        "places": ngettext("Tried in %(number)d place", "Tried in %(number)d places", places)
        % {"number": places},
        "outcomes": listed(
            _outcome_in_words(one, outcomes[one]) for one in Outcome.values if outcomes[one]
        ),
    }
    if not countries:
        return _("%(places)s: %(outcomes)s.") % words
    words["countries"] = ngettext("%(number)d country", "%(number)d countries", countries) % {
        "number": countries
    }
    return _("%(places)s in %(countries)s: %(outcomes)s.") % words


def _outcome_in_words(outcome: str, number: int) -> str:
    match outcome:
        case Outcome.ADOPTED:
            words = ngettext("%(number)d adopted it", "%(number)d adopted it", number)
        case Outcome.ADAPTED:
            words = ngettext("%(number)d adapted it", "%(number)d adapted it", number)
        case _failed:
            words = ngettext(
                "it did not work in %(number)d", "it did not work in %(number)d", number
            )
    return words % {"number": number}


def on_item(item: LibraryItem, person: Any) -> OnItem:
    """What stands on an item's page for this reader; four queries at most."""
    key = item.translation_key
    rows = for_lists(person).of([key]).exclude(state=ReportState.WITHDRAWN)
    newest = list(rows.order_by("-moved_at", "-pk")[:ON_THE_ITEM])
    groups = by_country(lines_of(newest, person))
    return OnItem(
        sentence=sentence_of(key) if newest else "",
        groups=groups,
        all_url=reverse("tried", args=[item.pk]) if groups else "",
        file_url=reverse("file_tried", args=[item.pk]),
    )


@dataclass(frozen=True)
class Told:
    """A version in the history of a report."""

    version: TriedVersion
    case: LibraryItem | None
    is_standing: bool


def history_of(report: Any, person: Any) -> list[Told]:
    """Its versions, newest first: what was once confirmed, and the rest for who may know of it."""
    rows = report.versions.order_by("-number")
    versions = [
        one
        for one in rows
        if report.is_inside or one.state == VersionState.CONFIRMED or is_by(one, person)
    ]
    keys = {one.case_key for one in versions if one.case_key}
    known = items_of(person, keys, get_language()) if keys else {}
    return [
        Told(one, known.get(one.case_key) if one.case_key else None, one.pk == report.standing_id)
        for one in versions
    ]
