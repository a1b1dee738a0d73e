"""The glossary as files: one notion a line, the terms of a language separated by "|"."""

import csv
from collections.abc import Iterator
from pathlib import Path

from search.engine.glossary import Group, Relation
from search.engine.interface import LANGUAGES

GLOSSARY_FOLDER = Path(__file__).parent / "glossary"


def read_glossary(folder: Path = GLOSSARY_FOLDER) -> Iterator[Group]:
    """Read every group of the folder's CSV files. Raises ValueError with file and line."""
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for record in csv.DictReader(file):
                yield Group(
                    notion=record["notion"],
                    relation=_relation(record["relation"], path),
                    terms={
                        language: tuple(
                            term.strip() for term in record[language].split("|") if term.strip()
                        )
                        for language in LANGUAGES
                    },
                )


def _relation(value: str, path: Path) -> Relation:
    if value == "same":
        return "same"
    if value == "near":
        return "near"
    raise ValueError(f"{path.name}: the relation is same or near, not {value!r}")
