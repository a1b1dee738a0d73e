"""Judges the rows of a list of who took part: what is wrong where, who is there already, and who
may be somebody that is known.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from pages.folding import folded
from pages.languages import listed
from pages.tables import Fault, Row
from people.models import Organisation, Person
from training.logging.tables import COLUMNS
from training.models import AgeBand, Event, Participation, Role, Sex
from training.models.participation import BEST_SCORE, LONGEST_FUNCTION, MOST_DAYS
from training.persons.entries import Entry as Known
from training.persons.finding import Candidate, find
from training.querysets import persons_a_keeper_may_enter

LONGEST_NAME, LONGEST_PHONE = 150, 40
NEW = "new"


@dataclass(frozen=True)
class Entry:
    """A row that can be kept. `candidates` are persons it may be about; `chosen` one of them,
    NEW, or empty where nobody has said yet.
    """

    row: Row
    name: str
    organisation: Organisation | None
    fields: dict[str, Any]
    email: str
    phone: str
    candidates: list[Candidate] = field(default_factory=list)
    chosen: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody has to say who it is."""
        return bool(self.candidates) and not self.chosen


@dataclass(frozen=True)
class Judged:
    """A list, row by row; `known` are on the list of the training already."""

    entries: list[Entry]
    known: list[Entry]
    faults: list[Fault]

    @property
    def open_ones(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.is_open]


def judge(
    rows: Iterable[Row], *, by: Person, event: Event, chosen: dict[int, str] | None = None
) -> Judged:
    """Say of each row whether it can be kept; some queries for the whole list, none for each row.

    `chosen` says, by row number, which candidate it is (the number of a person) or NEW; whoever is
    no candidate of that row is not taken.
    """
    return _Judge(by, event, chosen or {}).judge(list(rows))


class _Judge:
    """What the rows of one list are held against."""

    def __init__(self, by: Person, event: Event, chosen: dict[int, str]) -> None:
        self.by, self.event, self.chosen = by, event, chosen
        self.organisations: dict[str, Organisation] = {}
        self.roles = _words_of(Role)
        self.sexes = _words_of(Sex)
        self.ages = _words_of(AgeBand)
        self.seen: dict[tuple[str, str], int] = {}

    def judge(self, rows: list[Row]) -> Judged:
        self._read_organisations(rows)
        good: list[Entry] = []
        faults: list[Fault] = []
        for row in rows:
            wrong = self._faults_of(row)
            faults += wrong
            if not wrong:
                good.append(self._entry(row))
        there, persons = self._on_list()
        known = [one for one in good if _line_of(one) in there]
        fresh = [one for one in good if _line_of(one) not in there]
        return Judged(self._with_candidates(fresh, persons), known, faults)

    def _read_organisations(self, rows: list[Row]) -> None:
        """Those the list names, by their names without case; a name of two is of neither."""
        wanted = {row.cells.get("organisation", "").casefold() for row in rows} - {""}
        doubled: set[str] = set()
        if not wanted:
            return
        for one in Organisation.objects.only("pk", "name", "kind"):
            key = one.name.casefold()
            if key in wanted:
                if key in self.organisations:
                    doubled.add(key)
                self.organisations[key] = one
        for key in doubled:
            del self.organisations[key]

    def _faults_of(self, row: Row) -> list[Fault]:
        checks = {
            "name": self._wrong_name(row),
            "organisation": self._wrong_organisation(row),
            "function": _too_long(row, "function", LONGEST_FUNCTION),
            "role": _no_word_of(row, "role", self.roles, Role.labels),
            "email": _wrong_email(row),
            "phone": _too_long(row, "phone", LONGEST_PHONE),
            "sex": _no_word_of(row, "sex", self.sexes, Sex.labels),
            "age": _no_word_of(row, "age", self.ages, AgeBand.labels),
            "days": _no_number(row, "days", MOST_DAYS),
            "before": _no_number(row, "before", BEST_SCORE),
            "after": _no_number(row, "after", BEST_SCORE),
        }
        return [COLUMNS.fault(row, column, what) for column, what in checks.items() if what]

    def _wrong_name(self, row: Row) -> str:
        name = row.cells.get("name", "")
        if not name:
            return _("Write the name.")
        if len(name) > LONGEST_NAME:
            return _("Write at most %(most)s signs.") % {"most": LONGEST_NAME}
        line = (folded(name), row.cells.get("organisation", "").casefold())
        number = self.seen.setdefault(line, row.number)
        if number != row.number:
            return _("This person stands in row %(number)s already.") % {"number": number}
        return ""

    def _wrong_organisation(self, row: Row) -> str:
        name = row.cells.get("organisation", "")
        if not name or name.casefold() in self.organisations:
            return ""
        return _(
            "No organisation here is called “%(name)s”. Write its name as it stands here, or leave "
            "it empty."
        ) % {"name": name}

    def _entry(self, row: Row) -> Entry:
        cells = row.cells
        return Entry(
            row=row,
            name=cells["name"],
            organisation=self.organisations.get(cells.get("organisation", "").casefold()),
            fields={
                "role": self.roles.get(cells.get("role", "").casefold(), Role.PARTICIPANT),
                "function": cells.get("function", ""),
                "sex": self.sexes.get(cells.get("sex", "").casefold(), ""),
                "age_band": self.ages.get(cells.get("age", "").casefold(), ""),
                "days_attended": _number(cells.get("days", "")),
                "score_before": _number(cells.get("before", "")),
                "score_after": _number(cells.get("after", "")),
            },
            email=cells.get("email", "").lower(),
            phone=cells.get("phone", ""),
        )

    def _on_list(self) -> tuple[set[tuple[str, int | None]], set[int]]:
        """Names and organisations that are on the list already, and the persons behind them."""
        rows = Participation.objects.filter(event=self.event)
        lines: set[tuple[str, int | None]] = set()
        persons: set[int] = set()
        for name, organisation, *numbers in rows.values_list(
            "entered_as__name", "organisation_id", "entered_as_id", "person_id"
        ):
            lines.add((folded(name), organisation))
            persons.update(numbers)
        return lines, persons

    def _with_candidates(self, entries: list[Entry], on_list: set[int]) -> list[Entry]:
        """Those who are on the list already are nobody's candidates."""
        sought = [_sought(one) for one in entries]
        judged = []
        for entry, likely in zip(
            entries, find(sought, among=persons_a_keeper_may_enter(self.by)), strict=True
        ):
            candidates = [one for one in likely if one.person_id not in on_list]
            chosen = self._choice_of(entry, candidates)
            judged.append(replace(entry, candidates=candidates, chosen=chosen))
        return judged

    def _choice_of(self, entry: Entry, candidates: list[Candidate]) -> str:
        said = self.chosen.get(entry.row.number, "")
        return said if said == NEW or said in {str(one.person_id) for one in candidates} else ""


def _sought(entry: Entry) -> Known:
    function = entry.fields["function"]
    return Known(
        name=entry.name,
        organisations=(entry.organisation.name,) if entry.organisation else (),
        emails=(entry.email,) if entry.email else (),
        phones=(entry.phone,) if entry.phone else (),
        functions=(function,) if function else (),
    )


def _line_of(entry: Entry) -> tuple[str, int | None]:
    return folded(entry.name), entry.organisation.pk if entry.organisation else None


def _words_of(choices: Any) -> dict[str, str]:
    """What may stand in a cell for each value: the value, and its label in the reader's words."""
    return {str(label).casefold(): key for key, label in choices.choices} | {
        key: key for key in choices.values
    }


def _no_word_of(row: Row, column: str, words: dict[str, str], labels: Iterable[Any]) -> str:
    cell = row.cells.get(column, "")
    if not cell or cell.casefold() in words:
        return ""
    return _("Write one of these: %(words)s.") % {"words": listed(map(str, labels))}


def _too_long(row: Row, column: str, most: int) -> str:
    if len(row.cells.get(column, "")) <= most:
        return ""
    return _("Write at most %(most)s signs.") % {"most": most}


def _no_number(row: Row, column: str, most: int) -> str:
    cell = row.cells.get(column, "")
    number = _number(cell)
    if not cell or (number is not None and number <= most):
        return ""
    return _("Write a whole number from 0 to %(most)s.") % {"most": most}


def _number(cell: str) -> int | None:
    """A whole number; a spreadsheet may write it as `80.0`."""
    written = cell.removesuffix(".0")
    return int(written) if written.isdecimal() and len(written) < 6 else None


def _wrong_email(row: Row) -> str:
    email = row.cells.get("email", "")
    try:
        if email:
            validate_email(email)
    except ValidationError:
        return _("“%(email)s” is no e-mail address. Write it like name@town.example.") % {
            "email": email
        }
    return ""
