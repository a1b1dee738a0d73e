"""Elements of IATI 2.03, in the order of its schema."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from lxml.builder import E

from partnerships.iati.codes import DAC_SECTORS, GOALS, TARGETS
from partnerships.iati.elements import XML_LANG
from partnerships.iati.results import results_of
from partnerships.iati.themes import sectors_meant, tags_of, targets_meant
from partnerships.models import Partner, Partnership
from partnerships.models.money import Amount
from partnerships.querysets import partners_in_order
from people.models import Organisation

GENERAL = "1"
_KINDS = {
    Organisation.Kind.LOCAL_GOVERNMENT: "11",
    Organisation.Kind.ASSOCIATION: "15",
    Organisation.Kind.NATIONAL_BODY: "10",
    Organisation.Kind.TRAINING_INSTITUTE: "80",
    Organisation.Kind.PROGRAMME: "15",
    Organisation.Kind.CIVIL_SOCIETY: "22",
    Organisation.Kind.OTHER: "90",
}


def activity_of(one: Partnership, reporting: Organisation, documents: Iterable[Any]) -> Any:
    """A partnership as an iati-activity; what hangs on it is at hand (exporting.py)."""
    currency = {"default-currency": one.currency} if one.currency else {}
    return E(
        "iati-activity",
        {XML_LANG: one.language, "last-updated-datetime": moment(one.changed_at), **currency},
        E("iati-identifier", one.identifier),
        organisation_element("reporting-org", reporting),
        *_words(one),
        *(_partner(partner) for partner in partners_in_order(one)),
        E("activity-status", code=one.status),
        *_dates(one),
        *(
            E("recipient-country", {"code": str(place.country), **_part(place.percentage)})
            for place in one.countries.all()
        ),
        *_subjects(one),
        *(_budget(budget) for budget in one.budgets.all()),
        *(_transaction(transaction) for transaction in one.transactions.all()),
        *(_document(document) for document in documents),
        *results_of(one),
    )


def moment(at: datetime.datetime) -> str:
    """E.g. `2026-11-27T09:00:00+00:00`."""
    return at.astimezone(datetime.UTC).replace(microsecond=0).isoformat()


def narrative(text: str, language: str = "") -> Any:
    """Words; in the language of the record where none is given."""
    return E("narrative", text, **({XML_LANG: language} if language else {}))


def _words(one: Partnership) -> Iterable[Any]:
    yield E("title", narrative(one.title), *_others(one, "title"))
    summaries = [*([narrative(one.summary)] if one.summary else []), *_others(one, "summary")]
    # The standard asks for a description; where there is none the title says what it is about.
    yield E("description", {"type": GENERAL}, *(summaries or [narrative(one.title)]))


def _others(one: Partnership, field: str) -> Iterable[Any]:
    for wording in one.wordings.all():
        if words := getattr(wording, field):
            yield narrative(words, wording.language)


def organisation_element(tag: str, organisation: Organisation, **more: str) -> Any:
    code = getattr(organisation, "iati_code", None)
    kind = (code.kind if code else "") or _KINDS[Organisation.Kind(organisation.kind)]
    reference = {"ref": code.reference} if code and code.reference else {}
    return E(tag, {**more, "type": kind, **reference}, narrative(organisation.name))


def _partner(partner: Partner) -> Any:
    return organisation_element("participating-org", partner.organisation, role=partner.role)


def _dates(one: Partnership) -> Iterable[Any]:
    days = (("1", one.starts_on), ("2", one.begun_on), ("3", one.ends_on), ("4", one.ended_on))
    for kind, day in days:
        if day:
            yield E("activity-date", {"type": kind, "iso-date": day.isoformat()})


def _subjects(one: Partnership) -> Iterable[Any]:
    """Sectors, then goals and themes; what is not said of a partnership its themes say."""
    themes = one.themes.all()
    said = [(sector.code, sector.percentage) for sector in one.sectors.all()]
    for code, percentage in said or sectors_meant(themes):
        yield E("sector", {"vocabulary": DAC_SECTORS, "code": code, **_part(percentage)})
    for code in [goal.code for goal in one.goals.all()] or targets_meant(themes):
        yield E("tag", vocabulary=TARGETS if "." in code else GOALS, code=code)
    yield from tags_of(themes)


def _part(percentage: Decimal | None) -> dict[str, str]:
    return {} if percentage is None else {"percentage": f"{percentage.normalize():f}"}


def money(amount: Amount) -> Any:
    attributes = {"currency": amount.currency, "value-date": amount.valued_on.isoformat()}
    return E("value", f"{amount.value:f}", attributes)


def _budget(budget: Any) -> Any:
    return E(
        "budget",
        {"type": budget.kind, "status": budget.status},
        E("period-start", {"iso-date": budget.starts_on.isoformat()}),
        E("period-end", {"iso-date": budget.ends_on.isoformat()}),
        money(budget),
    )


def _transaction(one: Any) -> Any:
    parts = [
        E("transaction-type", code=one.kind),
        E("transaction-date", {"iso-date": one.on.isoformat()}),
        money(one),
    ]
    if one.words:
        parts.append(E("description", narrative(one.words)))
    return E("transaction", *parts)


def _document(document: Any) -> Any:
    return E(
        "document-link",
        {"url": document.url, "format": document.format},
        E("title", narrative(document.title, document.language)),
        E("category", code=document.category),
        E("language", code=document.language),
    )
