"""The shared corpus as documents of the engine, read straight from its Markdown (no database)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader

from search.engine.interface import Document, Part

_HEADING = re.compile(r"^(#{1,4})\s+(.*?)\s*#*$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"[*`_>|]+|<[^>]+>|^\s*[-+]\s", re.MULTILINE)


def read_corpus(folder: Path) -> Iterator[Document]:
    for line in (folder / "corpus.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        sections = list(_sections((folder / record["path"]).read_text(encoding="utf-8")))
        yield Document(
            key=record["path"],
            version=1,
            language=record["language"],
            type=record["type"],
            title=record["title"],
            external_id=record["path"],
            themes=record["themes"],
            group=record["group"] or "",
            parts=[
                Part(f"{record['path']}#{number}", "section", title, text, f"#{number}")
                for number, (title, text) in enumerate(sections)
            ],
        )
    for line in (folder / "files.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield Document(
            key=record["path"],
            version=1,
            language=record["language"],
            type="article",
            title=record["title"],
            external_id=record["path"],
            parts=list(_pages(folder / record["path"])),
        )


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
        for number, page in enumerate(PdfReader(path).pages, 1):
            text = " ".join(page.extract_text().replace("\0", " ").split())
            key = f"{path.name}#page={number}"
            yield Part(key, "file page", "", text, key)
