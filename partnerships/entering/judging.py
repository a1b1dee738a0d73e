"""Judges the rows of a list of partnerships: what is wrong where, and what is there already."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django_countries import countries

from pages.form_fields import BACKWARDS
from pages.models import Theme
from pages.tables import LONGEST_CELL, Fault, Row
from partnerships.entering.tables import COLUMNS, parts_of
from partnerships.iati.codes import codes_of
from partnerships.models import CountryPlan, Partner, Partnership, Status
from partnerships.permissions import plans_shown
from people.models import Organisation

Key = tuple[str, frozenset[int]]


@dataclass(frozen=True)
class Entry:
    """A row that can be kept."""

    row: Row
    title: str
    partners: list[Organisation]
    countries: list[str]
    themes: list[Theme]
    plan: CountryPlan | None
    status: str
    first: datetime.date | None
    last: datetime.date | None
    currency: str

    @property
    def key(self) -> Key:
        """What is the same twice: the title, and who takes part."""
        return key_of(self.title, (one.pk for one in self.partners))


@dataclass(frozen=True)
class Judged:
    """A list, row by row; `known` are here already."""

    entries: list[Entry]
    known: list[Entry]
    faults: list[Fault]


class _Wrong(Exception):
    """What is wrong in one cell."""


def key_of(title: str, organisation_ids: Iterable[int]) -> Key:
    return title.casefold(), frozenset(organisation_ids)


def judge(rows: list[Row]) -> Judged:
    """Say of each row whether it can be kept; some queries for the list, none for each row."""
    return _Judge(rows).judge(rows)


class _Judge:
    """What the rows of one list are held against."""

    def __init__(self, rows: list[Row]) -> None:
        wanted = {
            name.casefold() for row in rows for name in parts_of(row.cells.get("partners", ""))
        }
        self.organisations = _by_name(Organisation.objects.all(), wanted)
        self.themes = {word.casefold(): one for one in Theme.objects.all() for word in _words(one)}
        self.plans = {one.title.casefold(): one for one in plans_shown()}
        self.states = {str(label).casefold(): key for key, label in Status.choices}
        self.countries = {name.casefold(): code for code, name in countries}
        self.countries |= {code.casefold(): code for code, _name in countries}
        self.seen: dict[Key, int] = {}

    def judge(self, rows: list[Row]) -> Judged:
        good: list[Entry] = []
        faults: list[Fault] = []
        for row in rows:
            entry, wrong = self._read(row)
            faults += wrong
            if entry is not None:
                good.append(entry)
        there = _there_already(good)
        return Judged(
            entries=[one for one in good if one.key not in there],
            known=[one for one in good if one.key in there],
            faults=faults,
        )

    def _read(self, row: Row) -> tuple[Entry | None, list[Fault]]:
        readers: dict[str, Callable[[str], Any]] = {
            "title": _title,
            "partners": self._partners,
            "countries": self._countries,
            "themes": self._themes,
            "plan": self._plan,
            "state": self._state,
            "first": _day,
            "last": _day,
            "currency": _currency,
        }
        read: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        for key, reader in readers.items():
            try:
                read[key] = reader(row.cells.get(key, ""))
            except _Wrong as error:
                wrong[key] = str(error)
        first, last = read.get("first"), read.get("last")
        if first and last and last < first:
            wrong["last"] = str(BACKWARDS)
        if not wrong:
            self._note_twice(row, read, wrong)
        faults = [COLUMNS.fault(row, key, what) for key, what in wrong.items()]
        return (None if wrong else Entry(row=row, status=read.pop("state"), **read)), faults

    def _note_twice(self, row: Row, read: dict[str, Any], wrong: dict[str, str]) -> None:
        key = key_of(read["title"], (one.pk for one in read["partners"]))
        number = self.seen.setdefault(key, row.number)
        if number != row.number:
            wrong["title"] = _("It stands in row %(number)s already.") % {"number": number}

    def _partners(self, cell: str) -> list[Organisation]:
        names = parts_of(cell)
        if not names:
            raise _Wrong(_("Name the partners, parted by semicolons."))
        if len(cell) >= LONGEST_CELL:
            raise _Wrong(_("This is too long. Name the others on the page of the partnership."))
        return _looked_up(
            names, self.organisations, _("No organisation here is called “%(name)s”.")
        )

    def _countries(self, cell: str) -> list[str]:
        return _looked_up(parts_of(cell), self.countries, _("No country is called “%(name)s”."))

    def _themes(self, cell: str) -> list[Theme]:
        return _looked_up(parts_of(cell), self.themes, _("No theme is called “%(name)s”."))

    def _plan(self, cell: str) -> CountryPlan | None:
        found = _looked_up([cell] if cell else [], self.plans, _("No plan is called “%(name)s”."))
        return found[0] if found else None

    def _state(self, cell: str) -> str:
        if not cell:
            return Status.IMPLEMENTATION.value
        if cell in Status.values:
            return cell
        if cell.casefold() not in self.states:
            labels = ", ".join(str(label) for label in Status.labels)
            raise _Wrong(_("Write one of these: %(words)s.") % {"words": labels})
        return str(self.states[cell.casefold()])


def _by_name(rows: Any, wanted: set[str]) -> dict[str, Organisation]:
    """Those the list names, by their names without case; a name of two is of neither."""
    found: dict[str, Organisation] = {}
    doubled: set[str] = set()
    for one in rows.only("pk", "name", "country", "kind") if wanted else ():
        key = one.name.casefold()
        if key in wanted:
            doubled |= {key} & set(found)
            found[key] = one
    return {key: one for key, one in found.items() if key not in doubled}


def _words(theme: Theme) -> tuple[str, ...]:
    return theme.slug, str(theme.name)


def _looked_up(names: list[str], known: dict[str, Any], said: str) -> list[Any]:
    unknown = [name for name in names if name.casefold() not in known]
    if unknown:
        raise _Wrong(" ".join(said % {"name": name} for name in unknown))
    return [known[name.casefold()] for name in names]


def _title(cell: str) -> str:
    if not cell:
        raise _Wrong(_("Write the title."))
    return cell


def _day(cell: str) -> datetime.date | None:
    if not cell:
        return None
    try:
        # A sheet writes a day with an hour behind it.
        found = parse_date(cell.partition(" ")[0])
    except ValueError:
        found = None
    if found is None:
        raise _Wrong(_("Write the day like this: 2026-12-31."))
    return found


def _currency(cell: str) -> str:
    if cell and cell.upper() not in codes_of("Currency"):
        raise _Wrong(_("No currency has these letters. Write e.g. EUR."))
    return cell.upper()


def _there_already(entries: list[Entry]) -> set[Key]:
    """Keys of partnerships that are here; two queries."""
    partners = Prefetch("partners", Partner.objects.only("partnership_id", "organisation_id"))
    rows = Partnership.objects.filter(title__in={one.title for one in entries})
    return {
        key_of(one.title, (each.organisation_id for each in one.partners.all()))
        for one in rows.only("pk", "title").prefetch_related(partners)
    }
