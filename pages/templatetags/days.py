"""Days in words. A list shows the same few days again and again, so each is written once."""

import datetime
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def day(value: datetime.date | None) -> str:
    """E.g. `5 October 2026`, as the language of the screen writes it; empty for no day."""
    return _written(_day_of(value), "DATE_FORMAT", get_language()) if value else ""


@register.filter
def month(value: datetime.date | None) -> str:
    """E.g. `October 2026`; empty for no day."""
    return _written(_day_of(value), "YEAR_MONTH_FORMAT", get_language()) if value else ""


@register.filter
def confirmed_in(value: datetime.date) -> str:
    """E.g. `confirmed October 2026`, for the many by-lines of a list."""
    return _confirmed_in(_day_of(value), get_language())


@register.filter
def iso_day(value: datetime.date | None) -> str:
    """E.g. `2026-10-05`, for machines; empty for no day."""
    return _day_of(value).isoformat() if value else ""


def _day_of(value: datetime.date) -> datetime.date:
    return timezone.localtime(value).date() if isinstance(value, datetime.datetime) else value


@lru_cache(maxsize=4096)
def _written(value: datetime.date, form: str, language: str | None) -> SafeString:
    return conditional_escape(_as_spelt(date_format(value, form), language))


def _as_spelt(words: str, language: str | None) -> str:
    """A day as `language` spells it, where Django's own forms do not."""
    if language == "pt":
        # No capital since the spelling reform of 1990; Django's names of months still have one.
        return words.lower()
    if language == "fr" and words.startswith("1 "):
        return f"1er {words[2:]}"
    return words


@lru_cache(maxsize=4096)
def _confirmed_in(value: datetime.date, language: str | None) -> SafeString:
    written = _written(value, "YEAR_MONTH_FORMAT", language)
    return conditional_escape(_("confirmed %(month)s") % {"month": written})
