"""Codes on their lists: one look at a record, for what is checked, brought in and given out.

codes.json holds the code lists of IATI 2.03, each as its codes in one string.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LISTS = Path(__file__).with_name("codes.json")
DAC_SECTORS, GOALS, TARGETS = "1", "2", "3"
# Element and attribute, and the list the code is on.
_ON_LISTS = {
    ("activity-date", "type"): "ActivityDateType",
    ("activity-status", "code"): "ActivityStatus",
    ("budget", "status"): "BudgetStatus",
    ("budget", "type"): "BudgetType",
    ("category", "code"): "DocumentCategory",
    ("document-link", "format"): "FileFormat",
    ("indicator", "measure"): "IndicatorMeasure",
    ("participating-org", "role"): "OrganisationRole",
    ("participating-org", "type"): "OrganisationType",
    ("recipient-country", "code"): "Country",
    ("recipient-country-budget", "status"): "BudgetStatus",
    ("reporting-org", "type"): "OrganisationType",
    ("result", "type"): "ResultType",
    ("total-budget", "status"): "BudgetStatus",
    ("transaction-type", "code"): "TransactionType",
    ("value", "currency"): "Currency",
}
# Where the list hangs on the attribute `vocabulary`; any other vocabulary is nobody's to check.
_BY_VOCABULARY = {
    ("sector", DAC_SECTORS): "Sector",
    ("tag", GOALS): "UNSDG-Goals",
    ("tag", TARGETS): "UNSDG-Targets",
}


@dataclass(frozen=True)
class OffList:
    """A code that is not on its list."""

    line: int
    element: str
    code_list: str
    code: str


@cache
def codes_of(code_list: str) -> frozenset[str]:
    """The codes of a list; KeyError for one that is not kept here."""
    return frozenset(json.loads(LISTS.read_text("utf-8"))[code_list].split(" "))


def off_list(record: Any) -> Iterator[OffList]:
    """Codes of a record (an element of lxml) and of what is in it that are off their lists."""
    for element in record.iter("*"):
        for attribute, code in element.attrib.items():
            code_list = _list_for(element, str(attribute))
            if code_list and code not in codes_of(code_list):
                yield OffList(element.sourceline or 0, str(element.tag), code_list, str(code))


def _list_for(element: Any, attribute: str) -> str | None:
    tag = str(element.tag)
    if attribute == "code" and tag in ("sector", "tag"):
        default = DAC_SECTORS if tag == "sector" else ""
        return _BY_VOCABULARY.get((tag, element.get("vocabulary", default)))
    return _ON_LISTS.get((tag, attribute))
