"""Organisations and what they have for a year, as a file of IATI 2.03."""

from collections.abc import Iterator
from typing import IO, Any

from django.db.models import Prefetch
from lxml import etree
from lxml.builder import E

from partnerships.iati.codes import off_list
from partnerships.iati.exporting import CannotBeGiven
from partnerships.iati.reading import ORGANISATIONS
from partnerships.iati.writing import money, narrative, organisation_element
from partnerships.models import OrganisationBudget
from people.models import Organisation


def write_organisations(file: IO[bytes]) -> int:
    """Writes every organisation whose budgets are known, by its reference; gives their number.

    Raises CannotBeGiven, and what is in `file` then is to be thrown away.
    """
    number = 0
    with etree.xmlfile(file, encoding="UTF-8") as xml:
        xml.write_declaration()
        with xml.element(ORGANISATIONS, {"version": "2.03"}):
            for record in _records():
                number += 1
                xml.write("\n")
                xml.write(record, pretty_print=True)
    file.write(b"\n")
    return number


def _records() -> Iterator[Any]:
    in_order = OrganisationBudget.objects.order_by("country", "starts_on", "ends_on")
    known = OrganisationBudget.objects.values("organisation")
    rows = Organisation.objects.filter(pk__in=known).select_related("iati_code")
    rows = rows.order_by("iati_code__reference", "pk")
    for one in rows.prefetch_related(Prefetch("iati_budgets", in_order)):
        record = _record(one)
        for off in off_list(record):
            raise CannotBeGiven(
                f"{one}: {off.code!r} of {off.element} is not on the list {off.code_list}. "
                "Choose a code of the list."
            )
        yield record


def _record(one: Organisation) -> Any:
    code = getattr(one, "iati_code", None)
    if code is None or not code.reference:
        raise CannotBeGiven(
            f"{one} has no IATI reference. Give the organisation its reference "
            "(org-id.guide lists them)."
        )
    budgets = one.iati_budgets.all()
    return E(
        "iati-organisation",
        E("organisation-identifier", code.reference),
        E("name", narrative(one.name)),
        # It answers for its own budgets.
        organisation_element("reporting-org", one),
        *(_budget("total-budget", each) for each in budgets if not each.country),
        *(_budget("recipient-country-budget", each) for each in budgets if each.country),
    )


def _budget(tag: str, budget: Any) -> Any:
    place = [E("recipient-country", code=str(budget.country))] if budget.country else []
    return E(
        tag,
        {"status": budget.status},
        *place,
        E("period-start", {"iso-date": budget.starts_on.isoformat()}),
        E("period-end", {"iso-date": budget.ends_on.isoformat()}),
        money(budget),
    )
