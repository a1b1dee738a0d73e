"""Reads numbers as people and spreadsheets write them."""

import re
from decimal import Decimal, InvalidOperation

_SPACES = re.compile(r"[\s\u00a0\u202f'%]")
# Nobody knows whether this is one and a bit or more than a thousand.
_UNCLEAR = re.compile(r"^\d{1,3}[.,]\d{3}$")
_PLAIN = re.compile(r"^-?\d{1,17}([.,]\d{1,12})?$")


class NotClear(ValueError):
    """It may be one number or another."""


def read_number(text: str) -> Decimal | None:
    """None for nothing; ValueError for no number, NotClear for `1,234`."""
    # Arabic has signs of its own for thousands and for the fraction.
    written = _SPACES.sub("", text).replace("\u066c", "").replace("\u066b", ".")
    if not written:
        return None
    if "," in written and _UNCLEAR.match(written):
        raise NotClear(text)
    if not _PLAIN.match(written):
        raise ValueError(text)
    try:
        return Decimal(written.replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(text) from error
