"""Everything that can be known of an archive before anything is written."""

import uuid
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_unicode_slug
from wagtail.models import Page

from pages.models import BasePage
from people.exit.archive import Archive, ArchiveRefused, Row
from people.exit.fields import fields_of
from people.exit.job import Shown
from people.exit.kinds import KINDS, Kind
from people.models import AssociationPage, ClosedGroup, Organisation


def check(archive: Archive, shown: Shown) -> None:
    """Raise ArchiveRefused, which names file and line, unless the archive can be taken in."""
    check_site_is_empty()
    for name in shown(archive.files, "checking files"):
        archive.check_file(name)
    for kind in shown(KINDS, "checking rows"):
        _check_rows(archive, kind)
    _check_stored(archive)
    _check_tree(archive)


def check_site_is_empty() -> None:
    """An archive joins nothing that is there: two truths about one town could not be told apart."""
    if (
        Organisation.objects.exists()
        or ClosedGroup.objects.exists()
        or AssociationPage.objects.exists()
    ):
        raise ArchiveRefused(
            "This site has organisations already, and an archive is taken in by an empty one."
            " Name a data folder (PEERHALL_DATA) or a database of its own."
        )


def _check_rows(archive: Archive, kind: Kind) -> None:
    names = {field.name for field in kind.fields}
    number = 0
    for number, row in enumerate(archive.rows(kind.name), 1):
        place = f"{kind.file}, line {number}"
        if row.keys() != names:
            wrong = ", ".join(sorted(row.keys() ^ names))
            raise ArchiveRefused(f"{place}: these fields lack or are not known: {wrong}.")
        for field in kind.fields:
            if not field.fits(row[field.name], archive.counts):
                raise ArchiveRefused(f"{place}: {field.name} does not fit: {field.what}.")
        if row.get("number", number) != number:
            raise ArchiveRefused(f"{place}: the number must be {number}.")
    if number != archive.counts[kind.name]:
        raise ArchiveRefused(
            f"{kind.file} has {number} rows; the archive says {archive.counts[kind.name]}."
        )


def _check_stored(archive: Archive) -> None:
    there = set(archive.files)
    for kind in ("pictures", "files"):
        for row in archive.rows(kind):
            name = row["file"]
            if name is not None and (name not in there or not name.startswith(f"{kind}/")):
                raise ArchiveRefused(f"{kind}.jsonl, line {row['number']}: {name} is not there.")
    first = next(archive.rows("organisations"), None)
    if first is None or first["kind"] != Organisation.Kind.ASSOCIATION:
        raise ArchiveRefused("organisations.jsonl, line 1: this is no association.")


def _check_tree(archive: Archive) -> None:
    """Each page may stand where it stands, and no other has its place or its key."""
    models: list[type[BasePage]] = []
    taken: set[tuple[Any, ...]] = set()
    audiences: dict[str, str] = {}
    known = {str(key) for key in Page.objects.values_list("translation_key", flat=True)}
    for row in archive.rows("pages"):
        try:
            model = _model_of(row)
            if row["parent"] is not None and row["parent"] > len(models):
                raise ArchiveRefused("the page above must come first")
            above = None if row["parent"] is None else models[row["parent"] - 1]
            _check_page(row, model, above, known)
            places = _places_of(row)
            if taken & places:
                raise ArchiveRefused("another page has the same place or key")
            if audiences.setdefault(row["translation_key"], row["audience"]) != row["audience"]:
                raise ArchiveRefused("its other language has another audience")
        except ArchiveRefused as error:
            raise ArchiveRefused(f"pages.jsonl, line {row['number']}: {error}.") from error
        taken |= places
        models.append(model)
    for row in archive.rows("revisions"):
        if not row["fields"].keys() <= fields_of(models[row["page"] - 1]).keys():
            raise ArchiveRefused(f"revisions.jsonl, line {row['number']}: unknown fields.")


def _model_of(row: Row) -> type[BasePage]:
    try:
        model = apps.get_model(row["type"])
    except (LookupError, ValueError):
        model = None
    if model is None or not issubclass(model, BasePage):
        raise ArchiveRefused(f"this site knows no pages of the kind {row['type']}")
    return model


def _check_page(
    row: Row, model: type[BasePage], above: type[BasePage] | None, known: set[str]
) -> None:
    fields = row["fields"]
    unknown = sorted(fields.keys() - fields_of(model).keys())
    if unknown:
        raise ArchiveRefused(f"{row['type']} has no {', '.join(unknown)}")
    allowed = [AssociationPage] if above is None else above.allowed_subpage_models()
    if model not in allowed:
        place = "the home of a language" if above is None else above._meta.label
        raise ArchiveRefused(f"{row['type']} may not stand below {place}")
    if row["language"] not in dict(settings.LANGUAGES):
        raise ArchiveRefused(f"this site has no language {row['language']}")
    try:
        validate_unicode_slug(fields.get("slug") or "")
        key = str(uuid.UUID(row["translation_key"]))
    except (ValidationError, ValueError, TypeError) as error:
        raise ArchiveRefused("slug or translation_key is wrong") from error
    if key in known:
        raise ArchiveRefused("a page of this site has the same translation_key")


def _places_of(row: Row) -> set[tuple[Any, ...]]:
    """What no other page may have: an address, and a place among the versions of a text."""
    language = row["language"]
    address = (row["parent"] or language, row["fields"]["slug"])
    return {("address", *address), ("version", row["translation_key"], language)}
