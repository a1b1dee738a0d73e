"""Which reports a signed paper makes owed, when, and by whom."""

import datetime
from collections.abc import Iterator
from itertools import count

from partnerships.contracting.rule import FINAL_WITHIN, reports_for
from partnerships.models import Contract, Partner, Report

# Who carries a partnership out reports; where nobody does, who answers for it.
OWING = (Partner.Role.IMPLEMENTING, Partner.Role.ACCOUNTABLE)


def days_of(contract: Contract) -> list[tuple[str, datetime.date]]:
    """Kind and day of each report that a paper makes owed, whatever day it is now."""
    which = reports_for(contract)
    if which == Contract.Reports.NONE:
        return []
    if which == Contract.Reports.INSTALMENTS:
        further = contract.instalments.order_by("due_on", "pk").values_list("due_on", flat=True)[1:]
        # Of two on one day one report is enough.
        found = [(Report.Kind.INSTALMENT.value, one) for one in dict.fromkeys(further)]
    else:
        found = [(Report.Kind.YEARLY.value, one) for one in _anniversaries(contract)]
    return [*found, (Report.Kind.FINAL.value, contract.ends_on + FINAL_WITHIN)]


def _anniversaries(contract: Contract) -> Iterator[datetime.date]:
    """Each year after the first day, while there is work left after it."""
    for years in count(1):
        on = _years_after(contract.starts_on, years)
        if on >= contract.ends_on:
            return
        yield on


def _years_after(first: datetime.date, years: int) -> datetime.date:
    try:
        return first.replace(year=first.year + years)
    except ValueError:  # the 29th of February
        return datetime.date(first.year + years, 3, 1)


def owing_sides(contract: Contract) -> list[int]:
    """Numbers of the organisations that owe the reports of a paper: of those that signed."""
    signed = set(contract.signatures.values_list("organisation_id", flat=True))
    roles: dict[str, set[int]] = {}
    for pk, role in contract.partnership.partners.values_list("organisation_id", "role"):
        roles.setdefault(role, set()).add(pk)
    for role in OWING:
        if owing := roles.get(role, set()) & signed:
            return sorted(owing)
    return sorted(signed)
