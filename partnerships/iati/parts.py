"""What of an activity has a place in a partnership, as fields and rows."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from partnerships.iati.codes import DAC_SECTORS, GOALS, TARGETS, codes_of
from partnerships.iati.elements import (
    XML_LANG,
    amount_of,
    day_of,
    narratives,
    percentage_of,
    words_of,
)
from partnerships.iati.organisations import Register
from partnerships.iati.report import Report
from partnerships.iati.results_read import results_in
from partnerships.iati.themes import is_own_tag
from partnerships.models import (
    Budget,
    Document,
    Goal,
    Partner,
    PartnershipCountry,
    PartnershipWording,
    Sector,
    Transaction,
)
from partnerships.models.partnership import LONGEST_TITLE, LONGEST_WORDS

GENERAL = "1"
LONGEST_ADDRESS, LONGEST_FORMAT, LONGEST_PURPOSE = 1_000, 100, 1_000
# Elements of an activity that have a place, if not always whole.
KEPT = frozenset(
    {
        "iati-identifier",
        "reporting-org",
        "title",
        "description",
        "participating-org",
        "activity-status",
        "activity-date",
        "recipient-country",
        "sector",
        "tag",
        "budget",
        "transaction",
        "document-link",
        "result",
    }
)
Row = dict[str, Any]


@dataclass
class Parts:
    """Fields of Partnership, rows of what hangs on it, of its indicators and of its themes."""

    fields: Row
    rows: dict[Any, list[Row]]
    results: list[Row]
    themes: list[int]


class _Record:
    """One activity while it is read."""

    def __init__(self, element: Any, register: Register, report: Report) -> None:
        self.element = element
        self.register = register
        self.report = report
        self.language = (element.get(XML_LANG) or "en")[:5]
        self.currency = element.get("default-currency") or ""

    def each(self, tag: str) -> Iterator[Any]:
        yield from self.element.findall(tag)

    def leave(self, what: str) -> None:
        self.report.left_out[what] += 1


def parts_of(element: Any, register: Register, report: Report) -> Parts:
    """The parts of an activity; what has no place is counted in `report`."""
    record = _Record(element, register, report)
    titles = narratives(element.find("title"), record.language)
    summaries = _summaries(record)
    own, title = _own(record, titles)
    wordings = {
        language: {"title": _cut(record, titles.get(language, "")), "summary": words}
        for language, words in {**dict.fromkeys(titles, ""), **summaries}.items()
        if language != own
    }
    days = _days(record)
    fields = {
        "title": _cut(record, title),
        "summary": summaries.get(own, ""),
        "language": own,
        "reporting": register.find(element.find("reporting-org"), record.language),
        "status": _status(record),
        "currency": record.currency if record.currency in codes_of("Currency") else "",
        **days,
    }
    rows: dict[Any, list[Row]] = {
        PartnershipWording: [{"language": one, **words} for one, words in wordings.items()],
        **{model: _unique(read(record), by) for model, (read, by) in _ROWS.items()},
    }
    term = (days["begun_on"] or days["starts_on"], days["ended_on"] or days["ends_on"])
    results = results_in(element, record.language, term, report)
    return Parts(fields, rows, results, list(_themes(record)))


def _own(record: _Record, titles: dict[str, str]) -> tuple[str, str]:
    if record.language in titles or not titles:
        return record.language, titles.get(record.language, "")
    return next(iter(titles.items()))


def _cut(record: _Record, title: str) -> str:
    if len(title) > LONGEST_TITLE:
        record.leave("ends of titles that are too long")
        return title[: LONGEST_TITLE - 1] + "…"
    return title


def _summaries(record: _Record) -> dict[str, str]:
    """The general description, or the first where none is; by language."""
    elements = list(record.each("description"))
    general = [one for one in elements if one.get("type", GENERAL) == GENERAL]
    chosen = (general or elements)[:1]
    for _other in elements[1:]:
        record.leave("description of another kind")
    found = narratives(chosen[0], record.language) if chosen else {}
    return {language: words[:LONGEST_WORDS] for language, words in found.items()}


def _status(record: _Record) -> str:
    code = _code(record.element.find("activity-status"))
    return code if code in codes_of("ActivityStatus") else "1"


_DAYS = {"1": "starts_on", "2": "begun_on", "3": "ends_on", "4": "ended_on"}


def _days(record: _Record) -> dict[str, datetime.date | None]:
    found: dict[str, datetime.date | None] = dict.fromkeys(_DAYS.values())
    for one in record.each("activity-date"):
        name = _DAYS.get(one.get("type", ""))
        if name:
            found[name] = found[name] or day_of(one)
    return found


def _partners(record: _Record) -> Iterator[Row]:
    for one in record.each("participating-org"):
        organisation = record.register.find(one, record.language)
        role = one.get("role", "")
        if organisation is None or role not in codes_of("OrganisationRole"):
            record.leave("participating-org without a name or role")
            continue
        yield {"organisation": organisation, "role": role}


def _countries(record: _Record) -> Iterator[Row]:
    for one in record.each("recipient-country"):
        if one.get("code") in codes_of("Country"):
            yield {"country": one.get("code"), "percentage": percentage_of(one)}


def _sectors(record: _Record) -> Iterator[Row]:
    for one in record.each("sector"):
        if one.get("vocabulary", DAC_SECTORS) != DAC_SECTORS:
            record.leave("sector of another vocabulary")
        elif one.get("code") in codes_of("Sector"):
            yield {"code": one.get("code"), "percentage": percentage_of(one)}


def _goals(record: _Record) -> Iterator[Row]:
    lists = {GOALS: "UNSDG-Goals", TARGETS: "UNSDG-Targets"}
    for one in record.each("tag"):
        code_list = lists.get(one.get("vocabulary", ""))
        if is_own_tag(one):
            continue
        if code_list is None:
            record.leave("tag of another vocabulary")
        elif one.get("code") in codes_of(code_list):
            yield {"code": one.get("code")}


def _themes(record: _Record) -> Iterator[int]:
    """Numbers of themes of this site; those of others are nobody's here."""
    for one in record.each("tag"):
        if is_own_tag(one):
            theme = record.register.themes.get(one.get("code", ""))
            if theme is None:
                record.leave("theme that is not here")
            else:
                yield theme


def _budgets(record: _Record) -> Iterator[Row]:
    for one in record.each("budget"):
        first, last = day_of(one.find("period-start")), day_of(one.find("period-end"))
        amount = _amount(record, one.find("value"), first)
        if not (first and last and amount) or last < first:
            record.leave("budget without a period or an amount")
            continue
        yield {
            "kind": on_list(one.get("type"), "BudgetType"),
            "status": on_list(one.get("status"), "BudgetStatus"),
            "starts_on": first,
            "ends_on": last,
            **amount,
        }


def _transactions(record: _Record) -> Iterator[Row]:
    for one in record.each("transaction"):
        on = day_of(one.find("transaction-date"))
        amount = _amount(record, one.find("value"), on)
        code = _code(one.find("transaction-type"))
        if not (on and amount) or code not in codes_of("TransactionType"):
            record.leave("transaction without a kind, day or amount")
            continue
        words = words_of(one.find("description"), record.language)[:LONGEST_PURPOSE]
        yield {"kind": code, "on": on, "words": words, **amount}


def _documents(record: _Record) -> Iterator[Row]:
    for one in record.each("document-link"):
        url, title = one.get("url", "").strip(), one.find("title")
        category, language = one.find("category"), one.find("language")
        code, form = _code(category), one.get("format", "")
        is_linked = url.startswith(("http://", "https://")) and len(url) <= LONGEST_ADDRESS
        is_on_lists = code in codes_of("DocumentCategory") and form in codes_of("FileFormat")
        said = words_of(title, record.language)
        if not (is_linked and is_on_lists and said):
            record.leave("document-link without an address, title or code")
            continue
        yield {
            "url": url,
            "format": form[:LONGEST_FORMAT],
            "title": said[:LONGEST_TITLE],
            "category": code,
            "language": (_code(language) or record.language)[:5],
        }


def _amount(record: _Record, element: Any, day: datetime.date | None) -> Row | None:
    amount = amount_of(element, record.currency)
    if amount is None or amount["currency"] not in codes_of("Currency"):
        return None
    return {**amount, "valued_on": amount["valued_on"] or day}


def _code(element: Any) -> str:
    return "" if element is None else str(element.get("code", ""))


def on_list(code: str | None, code_list: str) -> str:
    """The code, or the first of its list, which is also what the standard takes for none."""
    return code if code in codes_of(code_list) else "1"


def _unique(rows: Iterator[Row], by: tuple[str, ...]) -> list[Row]:
    """Without those that are there already by these fields; all of them where there are none."""
    if not by:
        return list(rows)
    found: dict[Any, Row] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in by), row)
    return list(found.values())


_ROWS: dict[Any, tuple[Callable[[_Record], Iterator[Row]], tuple[str, ...]]] = {
    Partner: (_partners, ("organisation", "role")),
    PartnershipCountry: (_countries, ("country",)),
    Sector: (_sectors, ("code",)),
    Goal: (_goals, ("code",)),
    Budget: (_budgets, ()),
    Transaction: (_transactions, ()),
    Document: (_documents, ()),
}
