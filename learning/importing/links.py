"""Where a link in an imported text leads: another document of the folder, outside, or nowhere."""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import unquote, urljoin, urlsplit

_TEXT_ENDING = re.compile(
    r"(?:/index|/readme)?\.(?:md|markdown|html?)$|/index$|/readme$", re.IGNORECASE
)
_REPOSITORY = re.compile(r"^/([^/]+/[^/]+)/(?:blob|tree|raw|edit|blame)/[^/]+(/.*)?$")
_LANGUAGE = re.compile(r"^/[a-z]{2}(?:[-_][a-z]{2,4})?$")
_ADDRESS = re.compile(r"https?://[^\s<>{}|\\^\"`/]+\.[^\s<>{}|\\^\"`]+", re.IGNORECASE)
_BARE_HOST = re.compile(
    r"(?:www\.|[a-z0-9-]+\.(?:org|com|net|fr|gov|info|eu)(?:/|$))", re.IGNORECASE
)
_BARE_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


class Document(Protocol):
    """What the index must know of a document. `is_file` is true of a download."""

    @property
    def path(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def is_file(self) -> bool: ...


@dataclass(frozen=True)
class Found:
    """A document of the folder (its path, and a place in it), or an `address` outside.

    All empty: the link leads nowhere, and its words stay without it.
    """

    path: str = ""
    fragment: str = ""
    address: str = ""


@dataclass(frozen=True)
class Target:
    """Where a link leads on the site: a page by its id, a block of this page, or outside."""

    page_id: int | None = None
    anchor: str = ""
    address: str = ""


LinkOf = Callable[[str], Target | None]


class LinkIndex:
    """Finds documents by path and by address.

    Several documents may share an address: one in the language of the asking text comes first, a
    text before a download. A source's front page is the address of none.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._by_path: dict[str, Document] = {}
        self._by_address: dict[str, list[Document]] = {}
        self._by_stem: dict[tuple[str, str, str], list[Document]] = {}
        for document in documents:
            key = path_key(document.path)
            self._by_path.setdefault(key, document)
            stem = posixpath.basename(key)
            self._by_stem.setdefault((document.source, document.language, stem), []).append(
                document
            )
            if document.url and not is_front_page(document.url):
                self._by_address.setdefault(address_key(document.url), []).append(document)

    def find(self, href: str, document: Document) -> Found:
        """Follow `href` as it stands in `document`."""
        href = _completed(href.strip())
        if not _is_readable(href):
            return Found()
        before, _hash, fragment = href.partition("#")
        if not before:
            return Found(path=document.path, fragment=unquote(fragment))
        found = self._document_at(href, document)
        if found is not None:
            # The name at the end of an item's own address says which item, not where in it.
            is_name = address_key(found.url).endswith(f"#{fragment}") and "#" in found.url
            return Found(path=found.path, fragment="" if is_name else unquote(fragment))
        return Found(address=_outside(href, document))

    def _document_at(self, href: str, document: Document) -> Document | None:
        if urlsplit(href).scheme not in {"", "http", "https"}:
            return None
        is_whole = bool(urlsplit(href).netloc)
        for address in _addresses(href, document.url):
            # An item whose address has a name at its end is more than a place in another.
            found = self._at_address(address_key(address), document) if "#" in href else None
            if found is not None:
                return found
        if not is_whole:
            for path in _paths(href, document.path):
                if path in self._by_path:
                    return self._by_path[path]
        for address in _addresses(href, document.url):
            found = self._at_address(address_key(address.partition("#")[0]), document)
            if found is not None:
                return found
        return None if is_whole else self._named(href, document)

    def _at_address(self, key: str, document: Document) -> Document | None:
        candidates = self._by_address.get(key, [])
        return min(
            candidates,
            key=lambda one: (one.language != document.language, one.is_file),
            default=None,
        )

    def _named(self, href: str, document: Document) -> Document | None:
        """The one text of the same source and language that is called as the link's last word."""
        stem = posixpath.basename(path_key(urlsplit(href).path.rstrip("/")))
        candidates = self._by_stem.get((document.source, document.language, stem), [])
        return candidates[0] if len(candidates) == 1 else None


def path_key(path: str) -> str:
    """A path without the ending of a text, so that `a/b.md` and `a/b/` are one."""
    return _TEXT_ENDING.sub("", unquote(path).rstrip("/")).casefold()


def address_key(address: str) -> str:
    """An address without what does not tell two pages apart: scheme, ending, commit, query."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path
    if host == "raw.githubusercontent.com":
        host, path = "github.com", re.sub(r"^(/[^/]+/[^/]+)/", r"\1/raw/", path)
    if host == "github.com" and (inside := _REPOSITORY.match(path)):
        host, path = f"{host}/{inside[1]}", inside[2] or ""
    key = (host + _TEXT_ENDING.sub("", unquote(path).rstrip("/"))).casefold()
    return f"{key}#{parts.fragment}" if parts.fragment else key


def is_front_page(address: str) -> bool:
    """Whether an address is a whole site, its page in one language, or a whole repository."""
    parts = urlsplit(address)
    path = _TEXT_ENDING.sub("", parts.path.rstrip("/"))
    if (parts.hostname or "").removeprefix("www.") == "github.com":
        return path.count("/") <= 2
    return not path or _LANGUAGE.match(path) is not None


def _is_readable(href: str) -> bool:
    try:
        urlsplit(href)
    except ValueError:
        return False
    return True


def _completed(href: str) -> str:
    """Addresses and mail addresses that were written without their beginning get it."""
    if href.startswith("//"):
        return f"https:{href}"
    if _BARE_MAIL.fullmatch(href):
        return f"mailto:{href}"
    if _BARE_HOST.match(href):
        return f"https://{href}"
    return href


def _paths(href: str, path: str) -> Iterator[str]:
    """Paths in the folder that a relative link may mean: beside the text, or below its name."""
    target = unquote(urlsplit(href).path)
    if target.startswith("/"):
        yield path_key(target.lstrip("/"))
        return
    for base in (posixpath.dirname(path), path_key(path)):
        yield path_key(posixpath.normpath(posixpath.join(base, target)))


def _addresses(href: str, url: str) -> Iterator[str]:
    """Addresses that a link may mean; sites differ in whether a page is a file or a folder."""
    parts = urlsplit(href)
    if parts.netloc:
        yield href
        return
    if not url:
        return
    repository = re.match(r"https://github\.com/[^/]+/[^/]+/blob/[^/]+", url)
    if parts.path.startswith("/"):
        yield repository[0] + href if repository else urljoin(url, href)
        return
    without_fragment = url.partition("#")[0]
    for base in (without_fragment, without_fragment.rstrip("/"), f"{without_fragment}/"):
        yield urljoin(base, href)


def _outside(href: str, document: Document) -> str:
    """The link as an address of its own, empty where it makes none."""
    parts = urlsplit(href)
    if parts.scheme in {"mailto", "tel"}:
        return href
    if parts.scheme or parts.netloc:
        return href if _ADDRESS.fullmatch(href) else ""
    # In a repository only files have an address; "/about" belongs to a site we do not know.
    is_in_repository = "github.com" in urlsplit(document.url).netloc
    if is_in_repository and (parts.path.startswith("/") or not posixpath.splitext(parts.path)[1]):
        return ""
    whole = urljoin(document.url, href)
    return whole if _ADDRESS.fullmatch(whole) else ""
