"""What the pages of this part show."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pages.registries import own_data
from people.audit import label_of
from people.fields import FormerMember
from people.models import Appointment, AuditEntry, DataExport, Person, RoleGrant
from people.own_data.rules import model_of, rows_of

# The page that tells what goes and what stays has sentences of its own about them.
NAMED_APART = (Person, Appointment, RoleGrant, AuditEntry)


@dataclass(frozen=True)
class Line:
    """An entry of the audit log in words; empty where there is nothing to say."""

    what: str
    when: str
    by: str
    person: str
    organisation: str
    reason: str


def lines_of(entries: Iterable[AuditEntry], reader: Person) -> list[Line]:
    """The entries in the words and the time zone of the reader."""
    return [
        Line(
            what=label_of(entry.act),
            when=moment(entry.at, reader),
            by=_name(entry.by, entry.by_id) or _("the site itself"),
            person=_name(entry.person, entry.person_id),
            organisation=entry.organisation.name if entry.organisation else "",
            reason=entry.reason,
        )
        for entry in entries
    ]


def _name(person: Person | None, pk: int | None) -> str:
    """Whose row is gone altogether is a former member, too."""
    if person is None:
        return FormerMember() if pk is not None else ""
    return person.name


def moment(at: datetime.datetime, reader: Person) -> str:
    """Day and time in the reader's zone, with the name of the zone."""
    local = timezone.localtime(at, reader.zone)
    return f"{date_format(local, 'DATETIME_FORMAT')} {local:%Z}"


@dataclass(frozen=True)
class Copy:
    """One line of a person's copies of data."""

    export: DataExport
    asked: str
    until: str


def copies_of(person: Person) -> list[Copy]:
    """Those of the last day, newest first."""
    since = timezone.now() - datetime.timedelta(days=1)
    rows = DataExport.objects.filter(person=person, asked_at__gt=since)
    return [
        Copy(
            export=row,
            asked=moment(row.asked_at, person),
            until=moment(row.lasts_until, person) if row.lasts_until else "",
        )
        for row in rows
    ]


def what_becomes_of_it(person: Person) -> dict[str, list[str]]:
    """What the rows about this person are called, under what erasure does to them.

    The words of `delete`, `empty` and `keep`; one query for each rule, whatever the person has.
    """
    called: dict[str, list[str]] = {"delete": [], "empty": [], "keep": []}
    for rule in own_data:
        is_told = rule.fields and model_of(rule) not in NAMED_APART
        if is_told and rows_of(rule, person).exists():
            called[rule.at_erasure].append(str(rule.called))
    return called
