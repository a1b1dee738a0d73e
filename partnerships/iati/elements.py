"""Reads elements of IATI 2.0x: words by language, days, moments, amounts."""

import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CENT = Decimal("0.01")
BIGGEST = Decimal(10) ** 15


def narratives(element: Any, language: str) -> dict[str, str]:
    """Words by language, the first of each; `language` is that of the record."""
    found: dict[str, str] = {}
    for one in element.findall("narrative"):
        words = " ".join((one.text or "").split())
        if words:
            found.setdefault((one.get(XML_LANG) or language)[:5], words)
    return found


def words_of(element: Any, language: str) -> str:
    """Words in the record's language, or in the first there is; empty where there are none."""
    found = {} if element is None else narratives(element, language)
    return found.get(language) or next(iter(found.values()), "")


def day_of(element: Any) -> datetime.date | None:
    """The day of an `iso-date`; None where there is none or it is no day."""
    text = "" if element is None else element.get("iso-date", "")
    try:
        return parse_date(text[:10])
    except ValueError:
        return None


def moment_of(text: str | None) -> datetime.datetime | None:
    """A moment with its zone, UTC where none is named."""
    try:
        found = parse_datetime(text or "")
    except ValueError:
        return None
    if found is None:
        return None
    return found.replace(tzinfo=datetime.UTC) if found.tzinfo is None else found


def amount_of(element: Any, currency: str) -> dict[str, Any] | None:
    """Fields of `Amount` by a `value`; None where it says no amount or no currency."""
    if element is None:
        return None
    try:
        value = Decimal((element.text or "").strip())
    except InvalidOperation:
        return None
    code = element.get("currency") or currency
    try:
        valued_on = parse_date(element.get("value-date", "")[:10])
    except ValueError:
        valued_on = None
    if not value.is_finite() or abs(value) >= BIGGEST or not code:
        return None
    return {"value": value.quantize(CENT), "currency": code, "valued_on": valued_on}


def percentage_of(element: Any) -> Decimal | None:
    """The part in per cent, where it is one."""
    try:
        found = Decimal(element.get("percentage", "").strip())
    except InvalidOperation:
        return None
    return found.quantize(Decimal("0.001")) if 0 <= found <= 100 else None
