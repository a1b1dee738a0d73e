"""What a screen shows of risks. Lists tell no words: who opens one is noted (R8)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pages.countries import country_name
from pages.moving import Move
from pages.sealing import CannotBeOpened
from pages.templatetags.days import day
from partnerships.models import Risk
from partnerships.states import RISK_MOVES


@dataclass(frozen=True)
class RiskLine:
    """One risk in a list."""

    risk: Risk
    url: str
    is_due: bool


def lines_of(rows: Iterable[Risk], today: datetime.date) -> list[RiskLine]:
    return [RiskLine(one, reverse("risk", args=[one.pk]), one.is_due(today)) for one in rows]


def words_of(risk: Risk) -> dict[str, Any]:
    """What may happen and what is done about it, or that it cannot be opened any more."""
    try:
        words, measure = risk.told()
    except CannotBeOpened:
        return {"words": "", "measure": "", "is_lost": True}
    if risk.facts and not words:
        words = raised_words(risk)
    return {"words": words, "measure": measure, "is_lost": False}


def raised_words(risk: Risk) -> str:
    """What the site says of a risk that it raised; it names no persons."""
    facts, what = risk.facts, (risk.cause or "").partition(":")[0]
    if what == "election":
        return _("Election in %(country)s on %(day)s: %(what)s.") % {
            "country": country_name(facts["country"]),
            "day": day(datetime.date.fromisoformat(facts["on"])),
            "what": facts["what"],
        }
    if what == "leaver":
        return _("Somebody who worked for this partnership leaves %(organisation)s.") % facts
    if what == "silent":
        return _("%(organisation)s has not confirmed for over a year that it is alive.") % facts
    if what == "report":
        return _("A report of %(organisation)s was due on %(day)s, and has not come.") % {
            "organisation": facts["organisation"],
            "day": day(datetime.date.fromisoformat(facts["on"])),
        }
    return ""


@dataclass(frozen=True)
class MoveButton:
    """A move that is possible now; its name goes with the form."""

    name: str
    label: str


def buttons_of(risk: Risk) -> list[MoveButton]:
    labels = {
        "mitigate": _("It is mitigated"),
        "accept": _("We accept it"),
        "close": _("Close it"),
        "open again": _("Open it again"),
    }
    return [MoveButton(one.name, labels[one.name]) for one in RISK_MOVES if _fits(one, risk)]


def _fits(move: Move, risk: Risk) -> bool:
    return risk.state in move.since
