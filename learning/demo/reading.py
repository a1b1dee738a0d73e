"""The texts of the demo, as they lie in `items/<language>/<name>.md`.

Each begins with a line `---json`, a JSON object and a line `---`; the rest is Markdown with a few
signs of its own, which learning/demo/dialect.py explains.
"""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ITEMS = Path(__file__).with_name("items")
PICTURES = Path(__file__).with_name("pictures")
FILES = Path(__file__).with_name("files")
_BEGINNING, _END = "---json\n", "\n---\n"


@dataclass
class DemoItem:
    """One text in one language. `path` is what links between texts name, `facts` its JSON."""

    path: str
    language: str
    facts: dict[str, Any]
    markdown: str

    # The importer's index of links asks for these by name.
    source: str = ""
    url: str = ""
    is_file: bool = False

    @property
    def group(self) -> str:
        """What joins the language versions of one text."""
        return str(self.facts["group"])

    @property
    def is_original(self) -> bool:
        return bool(self.facts["original"])

    @property
    def slug(self) -> str:
        return Path(self.path).stem

    def day(self, name: str) -> datetime.date | None:
        """The date under `name`; None where there is none."""
        return datetime.date.fromisoformat(self.facts[name]) if self.facts.get(name) else None


def read_items() -> list[DemoItem]:
    """All texts: those of one group stand together, its original first."""
    items = [_read(file) for file in ITEMS.glob("*/*.md")]
    return sorted(items, key=lambda item: (item.group, not item.is_original, item.path))


def _read(file: Path) -> DemoItem:
    text = file.read_text("utf-8")
    head, end, markdown = text.removeprefix(_BEGINNING).partition(_END)
    if not text.startswith(_BEGINNING) or not end:
        raise ValueError(f"{file.name} does not begin with {_BEGINNING.strip()} … ---")
    facts = json.loads(head)
    path = file.relative_to(ITEMS).as_posix()
    return DemoItem(path=path, language=facts["language"], facts=facts, markdown=markdown)
