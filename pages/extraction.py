"""The text inside PDF and Word files, page by page, for search and for readers of screens."""

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from typing import IO

import pypdf
from django.db import transaction
from lxml import etree

from pages.models import File, FilePage

LONGEST_PAGE = 100_000
# A scan may carry a page number or a stamp; fewer letters a page than this are no text layer.
FEWEST_LETTERS = 10

# Latin ligatures and the shapes of Arabic letters that old PDFs store instead of the letters.
_SHAPES = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\ud800-\udfff\ufeff]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {f"{_WORD}p": "\n", f"{_WORD}br": "\n", f"{_WORD}tab": " "}


@dataclass(frozen=True)
class FileText:
    """`pages` holds one text for each page; `page_count` is None where the kind knows no pages.

    `has_text_layer` is false for a scan: its pages are there, and empty.
    """

    pages: list[str]
    page_count: int | None
    has_text_layer: bool


def read_text(file: IO[bytes], kind: str) -> FileText:
    """The text of a checked file; no pages for kinds other than `pdf` and `docx`.

    A page that cannot be read is empty; the others are kept.
    """
    file.seek(0)
    if kind == "pdf":
        return _text_of_pdf(file)
    if kind == "docx":
        return _text_of_docx(file)
    return FileText(pages=[], page_count=None, has_text_layer=True)


@transaction.atomic
def keep_text(stored: File) -> None:
    """Read the text of a stored file and write it with its rows of pages, replacing older ones."""
    kind = stored.kind or stored.file_extension.lower()
    with stored.file.open("rb") as content:
        found = read_text(content, kind)
    stored.kind = kind
    stored.pages = found.page_count
    stored.has_text_layer = found.has_text_layer
    stored.save(update_fields=["kind", "pages", "has_text_layer"])
    stored.text_pages.all().delete()
    FilePage.objects.bulk_create(
        FilePage(file=stored, number=number, text=text)
        for number, text in enumerate(found.pages, start=1)
    )


def _text_of_pdf(file: IO[bytes]) -> FileText:
    reader = pypdf.PdfReader(file, strict=False)
    if reader.is_encrypted:
        reader.decrypt("")
    pages = [_text_of_page(page) for page in reader.pages]
    letters = sum(len(_LETTER.findall(page)) for page in pages)
    return FileText(
        pages=pages,
        page_count=len(pages),
        has_text_layer=letters >= FEWEST_LETTERS * len(pages),
    )


def _text_of_page(page: pypdf.PageObject) -> str:
    try:
        return readable(page.extract_text())
    except Exception:  # noqa: BLE001 - one odd page must not cost the text of the others
        return ""


def _text_of_docx(file: IO[bytes]) -> FileText:
    """Word knows no pages of its own: they are where it last broke them, or all is one page."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        body = etree.fromstring(archive.read("word/document.xml"), parser)
        notes = (
            etree.fromstring(archive.read("word/footnotes.xml"), parser)
            if "word/footnotes.xml" in names
            else None
        )
    pages = [""]
    for part in (body, notes):
        for element in part.iter() if part is not None else ():
            _add_to(pages, element)
    texts = [readable(page) for page in pages]
    return FileText(
        pages=texts, page_count=len(texts) if len(texts) > 1 else None, has_text_layer=True
    )


def _add_to(pages: list[str], element: etree._Element) -> None:
    if element.tag == f"{_WORD}lastRenderedPageBreak":
        pages.append("")
    elif element.tag == f"{_WORD}t":
        pages[-1] += element.text or ""
    else:
        pages[-1] += _SIGNS.get(element.tag, "")


def readable(text: str) -> str:
    """`text` without signs that no database and no reader can use, letters in their usual form."""
    text = _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    lines = (" ".join(line.split()) for line in _UNREADABLE.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)[:LONGEST_PAGE]
