"""What a person reads in a file that was handed to them, whatever kind of file it is."""

import io
import re
import zipfile

from pypdf import PdfReader
from pypdf.errors import PdfReadError


def text_of(body: bytes, kind: str) -> str:
    """All words in it: of spreadsheets and other archives those of each file, of PDF its text."""
    if body.startswith(b"PK\x03\x04"):
        return _of_archive(body)
    if body.startswith(b"%PDF-") and "pdf" in kind:
        return body.decode("utf-8", "replace") + _of_pdf(body)
    text = body.decode("utf-8", "replace")
    # A calendar's lines are folded after 75 bytes, wherever that is in a word.
    return re.sub(r"\r?\n[ \t]", "", text) if "calendar" in kind else text


def _of_archive(body: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return "\n".join(
            f"{name}\n{text_of(archive.read(name), name)}" for name in archive.namelist()
        )


def _of_pdf(body: bytes) -> str:
    try:
        reader = PdfReader(io.BytesIO(body))
    except PdfReadError:
        # A file of the world that only begins like one: all of it has been read above.
        return ""
    pages = "\n".join(page.extract_text() for page in reader.pages)
    return f"\n{reader.metadata}\n{pages}"
