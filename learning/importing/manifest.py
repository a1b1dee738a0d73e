"""Reads a folder's lists, `corpus.jsonl` and `files.jsonl`: one document on each line.

A line that cannot be used is a problem with its number and a reason; the others are kept.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from learning.models.item import ItemType

TEXTS = "corpus.jsonl"
FILES = "files.jsonl"
LONGEST_LINE = 1024 * 1024
LARGEST_TEXT = 10 * 1024 * 1024
TEXT_ENDINGS = {".md", ".markdown", ".html", ".htm"}

# Field and the most characters the library keeps of it.
_REQUIRED = {"path": 250, "title": 255, "language": 10}
_OPTIONAL = {"source": 120, "licence": 200, "attribution": 500, "url": 500, "group": 300}


@dataclass(frozen=True)
class Entry:
    """One document of the folder. `kind` is an item type; a download has none."""

    manifest: str
    line: int
    path: str
    title: str
    language: str
    source: str = ""
    licence: str = ""
    attribution: str = ""
    url: str = ""
    group: str = ""
    origin: str = "original"
    kind: str = ""
    themes: tuple[str, ...] = ()

    @property
    def is_file(self) -> bool:
        return not self.kind


@dataclass(frozen=True)
class Problem:
    """A line that could not be used, or not wholly, and why."""

    manifest: str
    line: int
    reason: str


@dataclass(frozen=True)
class Manifest:
    """All usable lines of a folder in their order, and what was wrong with the others."""

    folder: Path
    entries: list[Entry]
    problems: list[Problem]


class NoManifest(Exception):
    """The folder has no list of documents."""


class _BadLine(ValueError):
    """Says in one sentence what is wrong with a line."""


def read_manifest(folder: Path) -> Manifest:
    """Read both lists of `folder`; raise NoManifest where it has none."""
    folder = folder.resolve()
    lists = [name for name in (TEXTS, FILES) if (folder / name).is_file()]
    if not lists:
        raise NoManifest
    manifest = Manifest(folder, [], [])
    seen: dict[str, str] = {}
    for name in lists:
        with (folder / name).open("rb") as file:
            for number, line in _lines(file):
                try:
                    entry = _entry(folder, name, number, line)
                    if entry.path in seen:
                        raise _BadLine(_("the path stands already in %s") % seen[entry.path])
                except _BadLine as problem:
                    manifest.problems.append(Problem(name, number, str(problem)))
                else:
                    seen[entry.path] = f"{name}:{number}"
                    manifest.entries.append(entry)
    return manifest


def read_source(folder: Path, entry: Entry) -> str:
    """The text of an entry; raise ValueError with a sentence where it is none."""
    content = (folder / entry.path).read_bytes()
    if len(content) > LARGEST_TEXT:
        raise _BadLine(_("the document is larger than 10 MB"))
    try:
        return content.decode("utf-8-sig").replace("\x00", "")
    except UnicodeDecodeError as error:
        raise _BadLine(_("the document is not UTF-8 (byte %d)") % error.start) from error


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines that are not empty; None for one that is longer than a megabyte."""
    number = 0
    while piece := file.readline(LONGEST_LINE + 1):
        number += 1
        is_too_long = len(piece) > LONGEST_LINE
        while not piece.endswith(b"\n") and len(piece) > LONGEST_LINE:
            piece = file.readline(LONGEST_LINE + 1)
        if is_too_long:
            yield number, None
        elif piece.strip(b"\xef\xbb\xbf \t\r\n"):
            yield number, piece


def _entry(folder: Path, manifest: str, number: int, line: bytes | None) -> Entry:
    if line is None:
        raise _BadLine(_("the line is longer than a megabyte"))
    record = _record(line)
    fields = {name: _text(record, name, most, is_required=True) for name, most in _REQUIRED.items()}
    fields |= {name: _text(record, name, most) for name, most in _OPTIONAL.items()}
    if fields["language"] not in dict(settings.LANGUAGES):
        raise _BadLine(_("the language “%s” is not one of the site's") % fields["language"])
    if fields["url"] and not fields["url"].startswith(("http://", "https://")):
        raise _BadLine(_("the url does not begin with http:// or https://"))
    kind = ""
    if manifest == TEXTS:
        kind = _text(record, "type", 20, is_required=True)
        if kind not in ItemType.values:
            raise _BadLine(_("the type “%s” is not known") % kind)
    _check_path(folder, fields["path"], is_text=manifest == TEXTS)
    return Entry(
        manifest=manifest,
        line=number,
        origin=_text(record, "origin", 200) or "original",
        kind=kind,
        themes=_themes(record),
        **fields,
    )


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _BadLine(_("the line is not UTF-8")) from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise _BadLine(_("the line is not JSON: %s") % error) from error
    if not isinstance(record, dict):
        raise _BadLine(_("the line is not a JSON object"))
    return record


def _text(record: dict[str, Any], name: str, most: int, *, is_required: bool = False) -> str:
    value = record.get(name)
    if value is None and not is_required:
        return ""
    if value is None:
        raise _BadLine(_("the field “%s” is missing") % name)
    if not isinstance(value, str) or "\x00" in value:
        raise _BadLine(_("the field “%s” is not text") % name)
    value = " ".join(value.split()) if name != "path" else value
    if is_required and not value:
        raise _BadLine(_("the field “%s” is empty") % name)
    if len(value) > most:
        raise _BadLine(
            _("the field “%(name)s” is longer than %(most)d signs") % {"name": name, "most": most}
        )
    return value


def _themes(record: dict[str, Any]) -> tuple[str, ...]:
    themes = record.get("themes") or []
    if not isinstance(themes, list) or not all(
        isinstance(theme, str) and 0 < len(theme.strip()) <= 80 for theme in themes
    ):
        raise _BadLine(_("the field “themes” is not a list of names"))
    return tuple(dict.fromkeys(" ".join(theme.split()) for theme in themes))


def _check_path(folder: Path, path: str, *, is_text: bool) -> None:
    """Only files inside the folder, links that lead out of it refused too."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path:
        raise _BadLine(_("the path leads out of the folder"))
    if is_text and pure.suffix.lower() not in TEXT_ENDINGS:
        raise _BadLine(_("the document is neither Markdown nor HTML"))
    whole = (folder / path).resolve()
    if not whole.is_relative_to(folder):
        raise _BadLine(_("the path leads out of the folder"))
    if not whole.is_file():
        raise _BadLine(_("there is no such file"))
