"""What a screen shows of calls and applications."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from pages.templatetags.days import day
from partnerships.models import Application, Call, Review
from partnerships.models.call import REVIEWS
from partnerships.states import CallParty
from people.models import Person


@dataclass(frozen=True)
class CallLine:
    """One call in a list."""

    call: Call
    url: str
    until: str
    money: str


def lines_of_calls(calls: Iterable[Call]) -> list[CallLine]:
    """Lines of calls whose plans are at hand; no query of their own."""
    return [
        CallLine(call, reverse("call", args=[call.pk]), until_of(call), most_of(call))
        for call in calls
    ]


def until_of(call: Call) -> str:
    """By the clock of the call and its name (I19): `30 November 2026, 23:59 (Africa/Lusaka)`."""
    there: datetime.datetime = call.closes_at.astimezone(call.in_zone)
    return _("%(day)s, %(hour)s (%(zone)s)") % {
        "day": day(there.date()),
        "hour": date_format(there, "H:i"),
        "zone": call.zone.replace("_", " "),
    }


def most_of(call: Call) -> str:
    """E.g. `EUR 50,000`; nothing where no limit is named."""
    return amount_of(call.most_money, call.currency)


def amount_of(value: Decimal | None, currency: str) -> str:
    if value is None:
        return ""
    written = number_format(value, decimal_pos=2, force_grouping=True)
    whole = number_format(0, decimal_pos=2)[1:]
    return f"{currency} {written.removesuffix(whole)}"


def period_of(application: Application) -> str:
    first, last = application.starts_on, application.ends_on
    return " – ".join(day(one) for one in (first, last) if one)


def reviews_for(person: Person, parties: set[str], application: Application) -> list[Review]:
    """Reviews that were given, as far as the reader may know of them: an assessor their own, and
    the other once both are in; the programme all.
    """
    if not parties & {CallParty.PROGRAMME, CallParty.ASSESSOR}:
        return []
    given = [one for one in application.reviews.all() if one.given_at]
    if CallParty.PROGRAMME in parties and not _is_asked(person, application):
        return given
    if len(given) == REVIEWS:
        return given
    return [one for one in given if one.assessor_id == person.pk]


def _is_asked(person: Person, application: Application) -> bool:
    return any(one.assessor_id == person.pk for one in application.reviews.all())


def crumbs_of(call: Call, application: Application | None = None) -> list[dict[str, str]]:
    crumbs = [
        {"label": _("Calls"), "url": reverse("calls")},
        {"label": call.title, "url": reverse("call", args=[call.pk])},
    ]
    if application is not None:
        url = reverse("call_application", args=[application.pk])
        crumbs.append({"label": application.title or _("An application"), "url": url})
    return crumbs


def shown_application(found: Application) -> dict[str, Any]:
    """What an application says, for each page that shows it."""
    return {
        "application": found,
        "call": found.call,
        "others": list(found.co_applicants.order_by("name")),
        "money": amount_of(found.money, found.call.currency),
        "period": period_of(found),
    }
