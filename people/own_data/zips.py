"""Everything about a person as one zip: a page to read, and each table as CSV and as JSON."""

import csv
import datetime
import io
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db import models
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pages.languages import listed
from pages.registries import OwnData, own_data
from pages.spreadsheets import safe_cell
from people.models import Person
from people.own_data.rules import model_of, rows_of

# Of a long table the page shows the beginning; its files have all.
ROWS_ON_THE_PAGE = 200
FIRST = "people.Person.id"
A_PIECE = 1024 * 1024


@dataclass
class Table:
    """The rows of one relation: `columns` are names of attributes, `headings` say them."""

    name: str
    called: str
    kept: str
    columns: tuple[str, ...]
    headings: list[str]
    rows: list[list[Any]] = field(default_factory=list)

    @property
    def shown(self) -> list[list[str]]:
        return [[in_words(value) for value in row] for row in self.rows[:ROWS_ON_THE_PAGE]]

    @property
    def is_cut(self) -> bool:
        return len(self.rows) > ROWS_ON_THE_PAGE


def write_zip(person: Person, target: IO[bytes]) -> None:
    """Write all that is about `person` into `target`, in their language and time zone."""
    with (
        translation.override(person.language),
        timezone.override(person.zone),
        ZipFile(target, "w", ZIP_DEFLATED) as archive,
    ):
        told = [rule for rule in own_data if rule.fields]
        rules = sorted(told, key=lambda rule: rule.relation != FIRST)
        tables = [table for rule in rules if (table := _table(rule, person, archive)).rows]
        for table in tables:
            archive.writestr(f"{table.name}.csv", _as_csv(table))
            archive.writestr(f"{table.name}.json", _as_json(table))
        context = {"person": person, "tables": tables, "made_at": timezone.now()}
        archive.writestr("index.html", render_to_string("people/export/index.html", context))
        archive.writestr("look.css", render_to_string("people/export/look.css"))


def _table(rule: OwnData, person: Person, archive: ZipFile) -> Table:
    model = model_of(rule)
    table = Table(
        name=rule.relation.lower().replace(".", "-"),
        called=str(rule.called),
        kept=_how_long(rule),
        columns=rule.fields,
        headings=[_heading(model, name) for name in rule.fields],
    )
    for row in rows_of(rule, person).select_related(*_joined(model, rule.fields)).iterator(500):
        table.rows.append(
            [_plain(value_of(row, name), archive, table.name) for name in rule.fields]
        )
    return table


def _how_long(rule: OwnData) -> str:
    if rule.kept.days is not None:
        return _("Deleted after %(days)d days.") % {"days": rule.kept.days}
    if rule.kept.forget is not None:
        return _("Deleted after two years, where it concerns a risk after seven.")
    return _("Kept as long as your account, or what it belongs to.")


def _joined(model: type[models.Model], names: tuple[str, ...]) -> Iterator[str]:
    """Relations of the model that the names lead over, to be read with the rows."""
    own = {one.name for one in model._meta.concrete_fields if one.is_relation}
    yield from sorted({name.partition(".")[0] for name in names if "." in name} & own)


def _heading(model: type[models.Model], name: str) -> str:
    """What the last step of a dotted name is called; of a name, whose it is."""
    said = name
    for step in name.split("."):
        try:
            field = model._meta.get_field(step)
        except FieldDoesNotExist:
            return _(step.replace("_", " "))
        is_its_name = step == "name" and "." in name
        said = str(
            model._meta.verbose_name if is_its_name else getattr(field, "verbose_name", step)
        )
        model = field.related_model or model
    return said


def value_of(row: Any, name: str) -> Any:
    """The attribute a dotted name leads to, methods called; None where a step lacks."""
    value = row
    for step in name.split("."):
        chosen = f"get_{step}_display"
        try:
            value = getattr(value, chosen if hasattr(value, chosen) else step, None)
        except ObjectDoesNotExist:
            return None
        if isinstance(value, models.Manager):
            return listed(value.all())
        if callable(value):
            value = value()
    return value


def _plain(value: Any, archive: ZipFile, folder: str) -> Any:
    """A value as JSON has them; a stored file is copied, and its place in the zip told."""
    if isinstance(value, FieldFile):
        return _copied(value, archive, folder) if value else ""
    if value is None or isinstance(value, bool | int | float | dict | list):
        return value
    if isinstance(value, datetime.datetime | datetime.date):
        return value
    return str(value)


def _copied(stored: FieldFile, archive: ZipFile, folder: str) -> str:
    place = f"files/{folder}/{PurePosixPath(str(stored.name)).name}"
    if place in archive.namelist():
        return place
    try:
        source = stored.storage.open(str(stored.name))
    except FileNotFoundError:
        return ""
    with source, archive.open(place, "w") as copy:
        shutil.copyfileobj(source, copy, A_PIECE)
    return place


def in_words(value: Any) -> str:
    """A value as a person reads it, in the language and zone that are switched on."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime.datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, datetime.date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _for_machines(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _as_csv(table: Table) -> bytes:
    written = io.StringIO()
    sheet = csv.writer(written)
    sheet.writerow(table.columns)
    for row in table.rows:
        cells = (_for_machines(value) for value in row)
        sheet.writerow([safe_cell("" if cell is None else str(cell)) for cell in cells])
    # The mark at its beginning is how a spreadsheet program knows letters with accents.
    return written.getvalue().encode("utf-8-sig")


def _as_json(table: Table) -> str:
    rows = [
        {name: _for_machines(value) for name, value in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)
