"""A page as a PDF: tagged, in its language, with its headings as the outline."""

import ctypes.util
import functools
import importlib.util
import mimetypes
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from PIL import ImageFile

from pages.languages import direction_of
from pages.permissions import get_rendition_for

_PICTURE = re.compile(r"^/pictures/(\d+)/")
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
# Never asked for over a network: it only makes relative addresses whole.
_BASE = "https://peerhall.invalid"


@functools.cache
def can_make_pdf() -> bool:
    """Whether WeasyPrint is installed and finds Pango on this machine; asked once a process."""
    return (
        importlib.util.find_spec("weasyprint") is not None
        and ctypes.util.find_library("pango-1.0") is not None
    )


def make_pdf(html: str, *, person: Any, static_url: str) -> bytes:
    """Render `html` (a page to print) as PDF/UA. Pictures are those `person` may see.

    Nothing is fetched from anywhere: an address that is neither a picture of ours nor a static
    file of ours stays empty. Takes some seconds for a manual of 60 pages.
    """
    # An extra, and slow to import: only where a PDF is asked for.
    import weasyprint  # noqa: PLC0415
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    # Its import lets Pillow take half a picture for a whole one, in this whole process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False

    class OwnFiles(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            path = url.removeprefix(_BASE)
            picture = _PICTURE.match(path)
            if picture:
                rendition, _is_public = get_rendition_for(person, int(picture.group(1)))
                with rendition.file.open("rb") as opened:
                    return URLFetcherResponse(url, opened.read())
            if path.startswith(static_url):
                kind, _encoding = mimetypes.guess_type(path)
                return URLFetcherResponse(
                    url, _file_at(path, static_url).read_bytes(), {"Content-Type": kind or ""}
                )
            raise ValueError(f"{url} is not on this site")

    found = {address: _file_at(address, static_url) for address in _SHEET.findall(html)}
    sheets = [_sheet(address, path, path.stat().st_mtime_ns) for address, path in found.items()]
    document = weasyprint.HTML(
        string=_SHEET.sub("", html), base_url=f"{_BASE}/", url_fetcher=OwnFiles()
    )
    made = document.write_pdf(pdf_variant="pdf/ua-1", stylesheets=sheets)
    assert made is not None  # no target was given
    return bytes(made)


def _file_at(address: str, static_url: str) -> Path:
    """The static file of ours at an address."""
    return Path(str(finders.find(address.removeprefix(static_url).partition("?")[0])))


@functools.lru_cache(maxsize=4)
def _sheet(address: str, path: Path, _written_at: int) -> Any:
    """A style sheet of ours, read once for many documents: half of what a page costs goes there.

    It holds no font and no counter, which would belong to one document.
    """
    import weasyprint  # noqa: PLC0415 - see make_pdf

    return weasyprint.CSS(string=path.read_text("utf-8"), base_url=f"{_BASE}{address}")


def pdf_in_languages(
    languages: Iterable[str],
    *,
    template: str,
    shown: Callable[[], dict[str, Any]],
    title: str,
    person: Any,
) -> bytes:
    """A PDF with one part for each language; `template` makes a part of what `shown` gives then,
    and of its `code` and `dir`. Empty languages are left out.
    """
    parts = []
    for code in filter(None, languages):
        with translation.override(code):
            context = {**shown(), "code": code, "dir": direction_of(code)}
            # A template of ours, which has escaped what people wrote.
            parts.append(mark_safe(render_to_string(template, context)))
    html = render_to_string("pages/print_parts.html", {"parts": parts, "title": title})
    return make_pdf(html, person=person, static_url=settings.STATIC_URL)


def pdf_answer(made: bytes, name: str) -> HttpResponse:
    """A download that nobody keeps."""
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
