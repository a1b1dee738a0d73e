"""Judges the rows of a list of people: whom to invite, whom to add, and what is wrong where."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from pages.languages import OWN_NAMES, listed
from pages.tables import Fault, Row
from people.joining.actions import add_person, invite
from people.joining.permissions import organisations_to_invite_for
from people.joining.tables import COLUMNS
from people.models import Appointment, Invitation, Organisation, Person

LONGEST_NAME = LONGEST_POST = 150


@dataclass(frozen=True)
class Entry:
    """A row that can be sent. Without `email` the person is added, not invited.

    `is_known` where an invitation for the address is open already, or the person was added before:
    nothing is sent to them.
    """

    row: Row
    name: str
    email: str
    organisation: Organisation
    post: str
    level: str
    language: str
    is_known: bool


@dataclass(frozen=True)
class Judged:
    """A list, row by row."""

    entries: list[Entry]
    faults: list[Fault]

    @property
    def invited(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.email and not entry.is_known]

    @property
    def added(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.email and not entry.is_known]

    @property
    def known(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.is_known]


def judge(rows: Iterable[Row], *, by: Person, organisation: Organisation) -> Judged:
    """Say of each row whether it can be sent by `by`; a row names `organisation` or leaves it out.

    An organisation that `by` does not invite for and one that is not there are the same (R3). Some
    queries for the whole list, none for each row.
    """
    return _Judge(by, organisation).judge(list(rows))


@transaction.atomic
def send_list(judged: Judged, *, by: Person) -> None:
    """Invite and add whom the list names, all or none."""
    for entry in judged.invited:
        invite(by=by, email=entry.email, **_terms(entry))
    for entry in judged.added:
        add_person(by=by, **_terms(entry))


def _terms(entry: Entry) -> dict[str, Any]:
    return {
        "organisation": entry.organisation,
        "name": entry.name,
        "post": entry.post,
        "level": entry.level,
        "language": entry.language,
    }


class _Judge:
    """What the rows of one list are held against."""

    def __init__(self, by: Person, organisation: Organisation) -> None:
        self.by = by
        self.organisation = organisation
        self.organisations: dict[str, Organisation] = {}
        self.levels = {str(word).casefold(): key for key, word in Appointment.Level.choices}
        self.levels |= {key: key for key in Appointment.Level.values}
        self.languages = {name.casefold(): code for code, name in OWN_NAMES.items()}
        self.languages |= {str(name).casefold(): code for code, name in settings.LANGUAGES}
        self.languages |= {code: code for code in OWN_NAMES}
        self.emails: dict[str, int] = {}
        self.names: dict[tuple[str, int], int] = {}

    def judge(self, rows: list[Row]) -> Judged:
        self._read_organisations(rows)
        entries: list[Entry] = []
        faults: list[Fault] = []
        for row in rows:
            found = self._faults_of(row)
            faults += found
            if not found:
                entries.append(self._entry(row))
        return Judged(self._with_known(entries), faults)

    def _read_organisations(self, rows: list[Row]) -> None:
        """Those the list names, under their names without case; a name of two is of neither."""
        if not any(row.cells.get("organisation") for row in rows):
            return
        doubled: set[str] = set()
        for one in organisations_to_invite_for(self.by):
            key = one.name.casefold()
            if key in self.organisations:
                doubled.add(key)
            self.organisations[key] = one
        for key in doubled:
            del self.organisations[key]
        self.organisations[self.organisation.name.casefold()] = self.organisation

    def _faults_of(self, row: Row) -> list[Fault]:
        checks = {
            "name": self._wrong_name,
            "email": self._wrong_email,
            "organisation": self._wrong_organisation,
            "post": self._wrong_post,
            "level": self._wrong_level,
            "language": self._wrong_language,
        }
        faults = []
        for column, check in checks.items():
            what = check(row, row.cells.get(column, ""))
            if what:
                faults.append(COLUMNS.fault(row, column, what))
        return faults

    def _wrong_name(self, row: Row, name: str) -> str:
        if not name:
            return _("Write the name.")
        if len(name) > LONGEST_NAME:
            return _("Write at most %(most)s signs.") % {"most": LONGEST_NAME}
        if row.cells.get("email"):
            return ""
        key = (name.casefold(), self._organisation_of(row).pk)
        if key in self.names:
            return _("This person stands in row %(number)s already.") % {"number": self.names[key]}
        self.names[key] = row.number
        return ""

    def _wrong_email(self, row: Row, email: str) -> str:
        if not email:
            return ""
        try:
            validate_email(email)
        except ValidationError:
            return _("“%(email)s” is no e-mail address. Write it like name@town.example.") % {
                "email": email
            }
        number = self.emails.setdefault(email.lower(), row.number)
        if number != row.number:
            return _("This address stands in row %(number)s already.") % {"number": number}
        return ""

    def _wrong_organisation(self, row: Row, name: str) -> str:
        if not name or name.casefold() in self.organisations:
            return ""
        return _("You invite for no organisation “%(name)s”. Write its name as it stands here.") % {
            "name": name
        }

    def _wrong_post(self, row: Row, post: str) -> str:
        if not post:
            return _("Write the post.")
        if len(post) > LONGEST_POST:
            return _("Write at most %(most)s signs.") % {"most": LONGEST_POST}
        return ""

    def _wrong_level(self, row: Row, level: str) -> str:
        if not level or level.casefold() in self.levels:
            return ""
        words = listed(Appointment.Level.labels)
        return _("Write one of these: %(words)s.") % {"words": words}

    def _wrong_language(self, row: Row, language: str) -> str:
        if not language or language.casefold() in self.languages:
            return ""
        words = listed(OWN_NAMES.values())
        return _("Write one of these: %(words)s.") % {"words": words}

    def _organisation_of(self, row: Row) -> Organisation:
        name = row.cells.get("organisation", "").casefold()
        return self.organisations.get(name, self.organisation)

    def _entry(self, row: Row) -> Entry:
        level = row.cells.get("level", "").casefold()
        language = row.cells.get("language", "").casefold()
        return Entry(
            row=row,
            name=row.cells["name"],
            email=row.cells.get("email", "").lower(),
            organisation=self._organisation_of(row),
            post=row.cells["post"],
            level=self.levels.get(level, Appointment.Level.SPECIALIST),
            language=self.languages.get(language, self.by.language),
            is_known=False,
        )

    def _with_known(self, entries: list[Entry]) -> list[Entry]:
        """Only what the inviter knows already counts: never whether somebody has an account."""
        ids = {entry.organisation.pk for entry in entries}
        open_ones = Invitation.objects.open().in_time().filter(organisation__in=ids)
        invited = set(open_ones.values_list("email", "organisation_id"))
        held = Appointment.objects.holding_on().filter(
            organisation__in=ids, person__email__isnull=True, person__is_active=True
        )
        names = held.values_list("person__name", "organisation_id")
        added = {(name.casefold(), organisation_id) for name, organisation_id in names}
        return [replace(entry, is_known=_is_known(entry, invited, added)) for entry in entries]


def _is_known(entry: Entry, invited: set[tuple[str, int]], added: set[tuple[str, int]]) -> bool:
    if entry.email:
        return (entry.email, entry.organisation.pk) in invited
    return (entry.name.casefold(), entry.organisation.pk) in added
