"""The shared corpus as documents of the engine, read straight from its Markdown (no database)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader

import pages
from search.engine.interface import LANGUAGES, Document, Part

_HEADING = re.compile(r"^(#{1,4})\s+(.*?)\s*#*$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_THEMES = Path(pages.__file__).with_name("themes.json")
# Reading a page of a PDF takes a tenth of a second; so many tell what it is about.
PDF_PAGES = 10
_MARKUP = re.compile(r"[*`_>|]+|<[^>]+>|^\s*[-+]\s", re.MULTILINE)


def records(folder: Path) -> Iterator[dict]:
    """The lines of both manifests, documents first."""
    for name in ("corpus.jsonl", "files.jsonl"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def names_of_themes() -> dict[str, dict[str, str]]:
    """The names by language of each theme of ours, by what the corpus calls it."""
    branches = json.loads(_THEMES.read_text("utf-8"))["themes"]
    themes = [theme for branch in branches for theme in (branch, *branch["children"])]
    return {alias: theme["names"] for theme in themes for alias in theme.get("aliases", ())}


def read_corpus(folder: Path) -> Iterator[Document]:
    """All texts of the corpus, with the themes that the importer would give them."""
    names_of = names_of_themes()
    for record in records(folder):
        path = record["path"]
        is_file = path.startswith("_files/")
        themes = [names_of[one] for one in record.get("themes", ()) if one in names_of]
        parts = _pages(folder / path) if is_file else _section_parts(folder, path)
        yield Document(
            key=path,
            version=1,
            language=record["language"],
            type=record.get("type", "article"),
            title=record["title"],
            external_id=path,
            keywords=[names[record["language"]] for names in themes],
            theme_names={code: [names[code] for names in themes] for code in LANGUAGES},
            themes=record.get("themes", ()),
            group=record.get("group") or "",
            parts=list(parts),
        )


def _section_parts(folder: Path, path: str) -> Iterator[Part]:
    text = (folder / path).read_text(encoding="utf-8")
    for number, (title, words) in enumerate(_sections(text)):
        yield Part(f"{path}#{number}", "section", title, words, f"{path}#{number}")


def _sections(markdown: str) -> Iterator[tuple[str, str]]:
    title, lines = "", []
    is_first = True
    for line in markdown.splitlines():
        heading = _HEADING.match(line)
        if heading and is_first and heading[1] == "#":
            is_first = False
        elif heading:
            if lines:
                yield title, _plain(lines)
            title, lines = heading[2], []
        else:
            lines.append(line)
    if lines:
        yield title, _plain(lines)


def _plain(lines: list[str]) -> str:
    return " ".join(_MARKUP.sub(" ", _LINK.sub(r"\1", "\n".join(lines))).split())


def _pages(path: Path) -> Iterator[Part]:
    if path.suffix == ".pdf":
        for number, page in enumerate(PdfReader(path).pages[:PDF_PAGES], 1):
            text = " ".join(page.extract_text().replace("\0", " ").split())
            key = f"{path.name}#page={number}"
            yield Part(key, "file page", "", text, key)
