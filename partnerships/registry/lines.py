"""What a screen shows of partnerships."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pages.countries import country_name
from pages.templatetags.days import day
from partnerships.models import Partnership
from partnerships.querysets import partners_in_order


@dataclass(frozen=True)
class PartnershipLine:
    """One partnership in a list, its title in the reader's language where it has one."""

    partnership: Partnership
    title: str
    language: str
    url: str
    partners: list[str]
    countries: str
    period: str
    themes: list[str]
    is_unconfirmed: bool


def lines_of(rows: Iterable[Partnership], today: datetime.date) -> list[PartnershipLine]:
    """Lines of partnerships whose parts are at hand; no query of their own."""
    return [_line(one, today) for one in rows]


def _line(one: Partnership, today: datetime.date) -> PartnershipLine:
    title, _summary, language = words_in_reach(one)
    return PartnershipLine(
        partnership=one,
        title=title,
        language=language,
        url=reverse("partnership", args=[one.pk]),
        partners=list(dict.fromkeys(each.organisation.name for each in partners_in_order(one))),
        countries=countries_of(one),
        period=period_of(one),
        themes=[theme.name for theme in one.themes.all()],
        is_unconfirmed=one.is_unconfirmed(today),
    )


def words_in_reach(one: Partnership) -> tuple[str, str, str]:
    """Title, summary and their language: the screen's, else its own."""
    wanted = (get_language() or "en")[:2]
    if one.language[:2] != wanted:
        for wording in one.wordings.all():
            if wording.language[:2] == wanted and wording.title:
                return wording.title, wording.summary or one.summary, wording.language
    return one.title, one.summary, one.language


def countries_of(one: Partnership) -> str:
    """Names of its countries, e.g. `Kenya, Zambia`."""
    return ", ".join(sorted(country_name(str(place.country)) for place in one.countries.all()))


def period_of(one: Partnership) -> str:
    """E.g. `3 December 2026 – 20 December 2026`, or what of it is known."""
    first, last = one.first_day, one.last_day
    if first and last:
        return f"{day(first)} – {day(last)}"
    if first:
        return _("since %(day)s") % {"day": day(first)}
    return _("until %(day)s") % {"day": day(last)} if last else ""
