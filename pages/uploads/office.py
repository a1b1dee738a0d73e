"""Word, spreadsheet, presentation and OpenDocument files: zip archives, judged before unpacking."""

import io
import re
import stat
import struct
import zipfile
from collections.abc import Iterable
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .virus import refuse_test_virus

MOST_ENTRIES = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
# A long table of equal rows shrinks to a fiftieth; a bomb to a thousandth.
MOST_RATIO = 200
SMALL = 1024 * 1024
LARGEST_NESTED = 10 * 1024 * 1024
# The folder of entries costs 46 bytes for each, their names apart.
LARGEST_FOLDER = 2 * 1024 * 1024

_MAIN_PARTS = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
}
_ODT = b"application/vnd.oasis.opendocument.text"
_PROGRAMS = re.compile(
    r"(vbaproject|vbadata|/activex/|/oleobject|^basic/|^scripts/|\.(exe|dll|js|vbs|bat|cmd|ps1|jar)$)",
    re.IGNORECASE,
)
# The numbers behind a chart are a small spreadsheet inside the document.
_CHART_TABLE = re.compile(r"/embeddings/[^/]+\.xlsx$", re.IGNORECASE)
_REMOTE_TEMPLATE = re.compile(
    rb"attachedTemplate[^>]*TargetMode=.External|TargetMode=.External[^>]*attachedTemplate"
)
_END = b"PK\x05\x06"
_ZIP = b"PK\x03\x04"


def check_office(file: IO[bytes], kind: str) -> None:
    """Raise ValidationError unless the file is a document of `kind` without programs or traps."""
    _check_archive(file, kind, is_nested=False)


def _check_archive(file: IO[bytes], kind: str, *, is_nested: bool) -> None:
    if file.read(4) != _ZIP or not _has_small_folder(file):
        raise _not_of_this_kind()
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_entries(entries, packed=file.seek(0, 2))
            if not _is_of_kind(archive, kind):
                raise _not_of_this_kind()
            _check_contents(archive, entries, is_nested=is_nested)
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError) as error:
        raise ValidationError(
            _("This file is damaged or locked. Open it, save it anew, and upload that."),
            code="damaged",
        ) from error


def _not_of_this_kind() -> ValidationError:
    return ValidationError(
        _("The file is not what its name says. Open it, save it anew, and upload that."),
        code="content",
    )


def _has_small_folder(file: IO[bytes]) -> bool:
    """Whether the archive's end says it has few entries; read before Python lists them all."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    file.seek(0)
    place = tail.rfind(_END)
    if place < 0 or len(tail) < place + 22:
        return False
    count, folder_size, _offset, note = struct.unpack("<HIIH", tail[place + 10 : place + 22])
    # Nothing may follow the end, and 65,535 entries means "more, see elsewhere".
    has_nothing_behind = len(tail) == place + 22 + note and note == 0
    return has_nothing_behind and count <= MOST_ENTRIES and folder_size <= LARGEST_FOLDER


def _check_entries(entries: list[zipfile.ZipInfo], *, packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > MOST_RATIO * packed):
        raise ValidationError(
            _("This file unpacks to far more than it is. Save it anew with smaller pictures."),
            code="bomb",
        )
    names = [entry.filename for entry in entries]
    if len(names) != len(set(names)) or any(_leads_out(entry) for entry in entries):
        raise ValidationError(
            _("This file points outside itself. Open it, save it anew, and upload that."),
            code="path",
        )
    if any(_PROGRAMS.search(name) for name in names):
        raise _holds_programs()


def _holds_programs() -> ValidationError:
    return ValidationError(
        _("This file carries programs (macros) or objects. Save it without them, upload that."),
        code="active",
    )


def _leads_out(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename.replace("\\", "/")
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    return is_link or name.startswith("/") or ":" in name or ".." in name.split("/")


def _is_of_kind(archive: zipfile.ZipFile, kind: str) -> bool:
    names = set(archive.namelist())
    if kind == "odt":
        return "mimetype" in names and _start(archive, "mimetype", 100).strip() == _ODT
    return "[Content_Types].xml" in names and _MAIN_PARTS[kind] in _start(
        archive, "[Content_Types].xml", 1 << 20
    )


def _start(archive: zipfile.ZipFile, name: str, size: int) -> bytes:
    with archive.open(name) as entry:
        return entry.read(size)


def _check_contents(
    archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo], *, is_nested: bool
) -> None:
    """Read every entry once, piece by piece: sizes may lie, and archives may hide in archives."""
    for entry in entries:
        with archive.open(entry) as content:
            head = content.read(1 << 16)
        if head.startswith((_ZIP, b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
            _check_nested(archive, entry, is_nested=is_nested)
        if head.startswith((b"MZ", b"\x7fELF")) or (
            entry.filename.endswith(".rels") and _REMOTE_TEMPLATE.search(head)
        ):
            raise _holds_programs()
        with archive.open(entry) as content:
            refuse_test_virus(content)


def _check_nested(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, is_nested: bool) -> None:
    if is_nested or not _CHART_TABLE.search(entry.filename) or entry.file_size > LARGEST_NESTED:
        raise ValidationError(
            _("This file has other archives inside it. Take them out and upload them apart."),
            code="nested",
        )
    _check_archive(io.BytesIO(archive.read(entry)), "xlsx", is_nested=True)
