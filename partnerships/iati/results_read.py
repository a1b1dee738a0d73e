"""Results of IATI as indicators and approved figures; what has no place is counted."""

import datetime
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from partnerships.iati.elements import BIGGEST, CENT, day_of, words_of
from partnerships.iati.report import Report
from partnerships.iati.results import PER_CENT, PERCENTAGE, term_of
from partnerships.models.monitoring import LONGEST_COUNTED, LONGEST_UNIT, Indicator

Row = dict[str, Any]
# Who counts in "km" or "#" writes that where others write the indicator's name.
LONGEST_NAME_OF_A_UNIT = 12
NUMBER = "#"
_IN_WORDS = "5"
# What may hang on a result, an indicator or a value, and has no place in this register.
_NO_PLACE = ("reference", "document-link", "comment", "location", "dimension")


def results_in(
    element: Any,
    language: str,
    term: tuple[datetime.date | None, datetime.date | None],
    report: Report,
) -> list[Row]:
    """Fields of the Indicators of an activity, the rows of their Figures under `figures`."""
    found: dict[str, Row] = {}
    for result in element.findall("result"):
        for indicator in result.findall("indicator"):
            row = _Reading(result, indicator, language, report).row(term)
            if row is not None:
                row["title"] = _once(row["title"], found)
                found[row["title"]] = row
        _say_what_is_left(result, report)
    return list(found.values())


def _say_what_is_left(result: Any, report: Report) -> None:
    for tag in _NO_PLACE:
        number = sum(1 for _one in result.iter(tag))
        if number:
            report.left_out[f"{tag} of a result"] += number
    if result.find("description") is not None:
        report.left_out["description of a result"] += 1


def _once(title: str, known: dict[str, Row]) -> str:
    """The title, with a number where there is one of that name."""
    wanted, turn = title, 1
    while wanted in known:
        turn += 1
        mark = f" ({turn})"
        wanted = title[: LONGEST_COUNTED - len(mark)] + mark
    return wanted


class _Reading:
    """One indicator while it is read."""

    def __init__(self, result: Any, element: Any, language: str, report: Report) -> None:
        self.result, self.element = result, element
        self.language, self.report = language, report
        self.measure = element.get("measure", "")

    def leave(self, what: str) -> None:
        self.report.left_out[what] += 1

    def row(self, term: tuple[datetime.date | None, datetime.date | None]) -> Row | None:
        title, unit = self._names()
        if not title or self.measure == _IN_WORDS:
            self.leave("indicator in words" if title else "indicator without a title")
            return None
        values = {
            "title": title,
            "unit": unit,
            "kind": self._kind(),
            **self._baseline(term),
            **self._periods(),
        }
        if values["baseline"] is None and values["target"] is None and not values["figures"]:
            self.leave("indicator without a number")
            return None
        return values

    def _kind(self) -> str:
        kind = self.result.get("type", "")
        return kind if kind in Indicator.Kind.values else Indicator.Kind.OTHER

    def _names(self) -> tuple[str, str]:
        above = words_of(self.result.find("title"), self.language)
        title = words_of(self.element.find("title"), self.language)
        unit = words_of(self.element.find("description"), self.language)
        if len(unit) > LONGEST_UNIT:
            self.leave("description of an indicator")
            unit = ""
        if above and not unit and len(title) <= LONGEST_NAME_OF_A_UNIT and title != above:
            title, unit = above, title
        elif above and title and above != title:
            self.leave("title of a result above that of its indicator")
        if self.measure == PERCENTAGE and not unit.startswith(PER_CENT):
            unit = f"{PER_CENT} {unit}".strip()[:LONGEST_UNIT]
        title = title or above
        if len(title) > LONGEST_COUNTED:
            self.leave("ends of titles that are too long")
            title = title[: LONGEST_COUNTED - 1] + "…"
        return title, unit or NUMBER

    def _baseline(self, term: tuple[datetime.date | None, datetime.date | None]) -> Row:
        chosen = self._of_all(self.element, "baseline")
        value = self._number(chosen)
        on = None if value is None else day_of(chosen) or self._first_of(chosen.get("year"), term)
        return {"baseline": value, "baseline_on": on}

    def _first_of(
        self, year: str, term: tuple[datetime.date | None, datetime.date | None]
    ) -> datetime.date | None:
        """The first day of the year; None for the year in which the partnership begins."""
        if not (year.isdecimal() and len(year) <= 4 and int(year)):
            return None
        first = term_of(*term)[0] if any(term) else None
        return None if first and first.year == int(year) else datetime.date(int(year), 1, 1)

    def _periods(self) -> Row:
        targets: list[tuple[datetime.date, datetime.date, Decimal]] = []
        figures: dict[tuple[datetime.date, datetime.date], Row] = {}
        for starts_on, ends_on, period in self._sound_periods():
            target = self._number(self._of_all(period, "target"))
            actual = self._number(self._of_all(period, "actual"))
            if target is not None:
                targets.append((ends_on, starts_on, target))
            if actual is not None and (starts_on, ends_on) in figures:
                self.leave("actual of a period that was there")
            elif actual is not None:
                days = {"starts_on": starts_on, "ends_on": ends_on}
                figures[starts_on, ends_on] = {**days, "actual": actual}
        for _earlier in sorted(targets)[:-1]:
            self.leave("target of an earlier period")
        until, since, target = max(targets, default=(None, None, None))
        return {
            "target": target,
            "target_from": since,
            "target_until": until,
            "figures": list(figures.values()),
        }

    def _sound_periods(self) -> Iterator[tuple[datetime.date, datetime.date, Any]]:
        for period in self.element.findall("period"):
            first, last = day_of(period.find("period-start")), day_of(period.find("period-end"))
            if first is None or last is None or last < first:
                self.leave("period of an indicator that ends before it begins")
                continue
            yield first, last, period

    def _of_all(self, element: Any, tag: str) -> Any:
        """The value for all together, where some are of places or of groups."""
        some = element.findall(tag)
        whole = [one for one in some if not (one.findall("location") or one.findall("dimension"))]
        chosen = (some if len(some) == 1 else whole)[:1]
        for _other in some[len(chosen) :]:
            self.leave(f"{tag} of a part")
        return chosen[0] if chosen else None

    def _number(self, element: Any) -> Decimal | None:
        said = "" if element is None else element.get("value", "").strip()
        if not said:
            return None
        try:
            value = Decimal(said)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or abs(value) >= BIGGEST:
            self.leave("value that is no number")
            return None
        if value != value.quantize(CENT):
            self.leave("digits of values behind the second")
        return value.quantize(CENT)
