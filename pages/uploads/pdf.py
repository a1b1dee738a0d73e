"""PDF files: read, not run. A start view or a form is welcome, a program is not."""

import zipfile
from collections.abc import Iterator
from typing import IO

import pypdf
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    StreamObject,
)

from .text import MARKUP

MOST_OBJECTS = 300_000
# A table of forms (XFA) is XML that may carry scripts of its own.
_SCRIPT = b"<script"


def check_pdf(file: IO[bytes]) -> None:
    """Raise ValidationError unless the file is a PDF and nothing but a document."""
    content = file.read()
    if not content.startswith(b"%PDF-"):
        raise ValidationError(
            _("The name says PDF, but the file is something else. Upload it as what it is."),
            code="content",
        )
    if zipfile.is_zipfile(file) or any(MARKUP.search(gap) for gap in _between_objects(content)):
        raise ValidationError(
            _("This PDF also holds something that is no PDF. Print it to a new PDF, upload that."),
            code="polyglot",
        )
    file.seek(0)
    found = _first_active_part(file)
    if found is not None:
        raise ValidationError(found, code="active")


def _between_objects(content: bytes) -> Iterator[bytes]:
    """What stands before, between and after the objects, where a PDF has nothing to say."""
    start = 0
    while True:
        opening = content.find(b" obj", start)
        yield content[start : opening if opening >= 0 else len(content)]
        closing = content.find(b"endobj", opening) if opening >= 0 else -1
        if closing < 0:
            return
        start = closing + len(b"endobj")


def _first_active_part(file: IO[bytes]) -> str | None:
    """A sentence on the first thing in the PDF that may do something, None where nothing may."""
    broken = _("This PDF is damaged. Open it, print it to a new PDF, and upload that.")
    try:
        reader = pypdf.PdfReader(file, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return _("This PDF is locked with a password. Upload one without.")
        if not len(reader.pages):
            return broken
        for count, part in enumerate(_all_objects(reader)):
            if count > MOST_OBJECTS:
                return _("This PDF has too many parts. Divide it, or print it to a new PDF.")
            refusal = _refusal_of(part)
            if refusal:
                return refusal
    except Exception:  # noqa: BLE001 - a hostile file may raise anything
        return broken
    return None


def _all_objects(reader: pypdf.PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary in the file, those inside object streams and other dictionaries too."""
    numbers = {number for table in reader.xref.values() for number in table}
    for number in sorted(numbers | set(reader.xref_objStm)):
        waiting: list[PdfObject | None] = [_object(reader, number)]
        while waiting:
            part = waiting.pop()
            if isinstance(part, DictionaryObject):
                yield part
                waiting += [value for value in part.values() if _holds_more(value)]
            elif isinstance(part, ArrayObject):
                waiting += [value for value in part if _holds_more(value)]
    yield reader.trailer


def _object(reader: pypdf.PdfReader, number: int) -> PdfObject | None:
    generation = next((gen for gen, table in reader.xref.items() if number in table), 0)
    return reader.get_object(IndirectObject(number, generation, reader))


def _holds_more(value: object) -> bool:
    # What is referred to is an object of its own and comes by itself.
    return isinstance(value, (DictionaryObject, ArrayObject)) and not isinstance(
        value, IndirectObject
    )


def _refusal_of(part: DictionaryObject) -> str | None:
    action = str(part.raw_get("/S")) if "/S" in part else ""
    kind = {str(part.raw_get(key)) for key in ("/Type", "/Subtype") if key in part}
    if action == "/JavaScript" or "/JS" in part or _holds_form_script(part):
        return _("This PDF carries a program. Print it to a new PDF, and upload that.")
    if action in {"/Launch", "/ImportData", "/GoToE"}:
        return _("This PDF starts another program. Print it to a new PDF, and upload that.")
    if "/EF" in part or kind & {"/EmbeddedFile", "/RichMedia", "/3D"}:
        return _("This PDF has other files inside it. Save it without them; upload them apart.")
    return None


def _holds_form_script(part: DictionaryObject) -> bool:
    form = part.get("/XFA") if "/XFA" in part else None
    if form is None:
        return False
    pieces = form if isinstance(form, ArrayObject) else [form]
    streams = [piece.get_object() for piece in pieces]
    return any(
        _SCRIPT in stream.get_data().lower()
        for stream in streams
        if isinstance(stream, StreamObject)
    )
