"""Whether a file is valid against the official schema of IATI 2.03, decided by it alone."""

from collections import deque
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from partnerships.iati.reading import ACTIVITIES, ORGANISATIONS, head_of, records_of, schema_for


@dataclass(frozen=True)
class Fault:
    """Why a file is refused, and in which line; 0 where it cannot be read at all."""

    line: int
    reason: str


def fault_in(path: Path) -> Fault | None:
    """The first fault of a file; None where it is valid. Memory does not grow with its length."""
    try:
        root = head_of(path).tag
        if root not in (ACTIVITIES, ORGANISATIONS):
            return Fault(1, f"The file begins with {root}, not {ACTIVITIES} or {ORGANISATIONS}.")
        # First for its form alone: read by a schema, what is no XML ends a stream without a word.
        _read_all(path, None)
    except etree.XMLSyntaxError as error:
        return Fault(error.lineno or 1, _in_a_line(error.msg))
    except OSError as error:
        return Fault(0, error.strerror or str(error))
    try:
        _read_all(path, schema_for(root))
    except etree.XMLSyntaxError as error:
        return _located(path, root) or Fault(error.lineno or 1, _in_a_line(error.msg))
    return None


def _read_all(path: Path, schema: etree.XMLSchema | None) -> None:
    deque(records_of(path, schema=schema), maxlen=0)


def _located(path: Path, root: str) -> Fault | None:
    """The line of the first fault: a stream tells that there is one, a tree tells where.

    A record is judged in a root of its own. None where the fault is of the root itself.
    """
    schema = schema_for(root)
    attributes = {"version": "2.03"}
    for record in records_of(path):
        line = record.sourceline or 1
        alone = etree.Element(root, attributes)
        alone.append(etree.fromstring(etree.tostring(record, with_tail=False)))
        if not schema.validate(alone):
            entry = schema.error_log[0]
            return Fault(line + max(entry.line, 1) - 1, _in_a_line(entry.message))
    return None


def _in_a_line(message: str | None) -> str:
    return " ".join((message or "It is no XML.").split())
