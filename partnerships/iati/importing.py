"""Brings in files of IATI 2.0x: activities become partnerships, organisation files budgets.

A file that is not valid is refused with its line; one that is comes in whole, in one transaction.
"""

import datetime
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.db import transaction

from pages.registries import announce_things
from partnerships.iati.checking import Fault, fault_in
from partnerships.iati.codes import codes_of, off_list
from partnerships.iati.elements import XML_LANG, amount_of, day_of, moment_of
from partnerships.iati.organisations import Register
from partnerships.iati.parts import KEPT, on_list, parts_of
from partnerships.iati.reading import ACTIVITIES, head_of, records_of
from partnerships.iati.report import Report
from partnerships.iati.taking import take_results
from partnerships.models import OrganisationBudget, Partnership
from people.models import Person

MOST_WARNINGS = 50
# Where neither a record nor its file says when it was changed, it is older than anything.
LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class NotValid(Exception):
    """The file is refused; `fault` says in which line and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"line {fault.line}: {fault.reason}")
        self.fault = fault


@transaction.atomic
def import_file(
    path: Path,
    *,
    by: Person | None = None,
    is_preview: bool = False,
    shown: Callable[[Iterable[Any]], Iterable[Any]] = iter,
) -> Report:
    """Bring in a file, or with `is_preview` only say what would come. Raises NotValid.

    What stands here and is as new as the file, or newer, stays as it is.
    """
    fault = fault_in(path)
    if fault is not None:
        raise NotValid(fault)
    report = Report()
    head = head_of(path)
    take = _take_activity if head.tag == ACTIVITIES else _take_organisation
    told_at = moment_of(head.generated_at) or LONG_AGO
    register = Register(report.made)
    for record in shown(records_of(path)):
        _warn(record, report)
        take(record, register, report, told_at, by)
    if is_preview:
        transaction.set_rollback(True)
    return report


def _warn(record: Any, report: Report) -> None:
    for off in off_list(record):
        report.left_out[f"codes off the list {off.code_list}"] += 1
        if len(report.warnings) < MOST_WARNINGS:
            report.warnings.append(
                f"line {off.line}: {off.code!r} of {off.element} is not on the list {off.code_list}"
            )


def _take_activity(
    record: Any,
    register: Register,
    report: Report,
    told_at: datetime.datetime,
    by: Person | None,
) -> None:
    identifier = (record.findtext("iati-identifier") or "").strip()
    changed_at = moment_of(record.get("last-updated-datetime")) or told_at
    known = Partnership.objects.filter(identifier=identifier).first() if identifier else None
    if known is not None and known.changed_at >= changed_at:
        report.made["partnerships as they were"] += 1
        return
    parts = parts_of(record, register, report)
    if not identifier or not parts.fields["title"]:
        report.left_out["activities without an identifier or a title"] += 1
        return
    report.made["partnerships written anew" if known else "partnerships"] += 1
    one = known or Partnership(identifier=identifier, made_by=by, is_published=True)
    for name, value in {**parts.fields, "changed_at": changed_at}.items():
        setattr(one, name, value)
    one.save()
    for model, rows in parts.rows.items():
        if known is not None:
            model.objects.filter(partnership=one).delete()
        model.objects.bulk_create(model(partnership=one, **row) for row in rows)
    take_results(one, parts.results, report, is_known=known is not None)
    if parts.themes:
        one.themes.set(parts.themes)
    announce_things("changed" if one.is_published else "removed", [one.scope])
    for child in record:
        if isinstance(child.tag, str) and child.tag not in KEPT:
            report.left_out[child.tag] += 1


def _take_organisation(
    record: Any,
    register: Register,
    report: Report,
    told_at: datetime.datetime,
    by: Person | None,
) -> None:
    language = record.get(XML_LANG) or "en"
    reference = (record.findtext("organisation-identifier") or "").strip()
    name = record.find("name")
    reporting = record.find("reporting-org")
    is_itself = reporting is not None and reporting.get("ref") == reference
    named = register.find_called(reference, name, reporting if is_itself else None, language)
    if named is None:
        report.left_out["organisations without a name"] += 1
        return
    currency = record.get("default-currency") or ""
    for child in record:
        if child.tag in ("total-budget", "recipient-country-budget"):
            _take_budget(child, named, currency, report)
        elif isinstance(child.tag, str) and child.tag not in _OF_ORGANISATIONS:
            report.left_out[child.tag] += 1


_OF_ORGANISATIONS = ("organisation-identifier", "name", "reporting-org")


def _take_budget(element: Any, organisation: Any, currency: str, report: Report) -> None:
    place = element.find("recipient-country")
    starts_on, ends_on = day_of(element.find("period-start")), day_of(element.find("period-end"))
    amount = amount_of(element.find("value"), currency)
    country = "" if place is None else place.get("code", "")
    is_somewhere = place is None or country in codes_of("Country")
    is_money = amount is not None and amount["currency"] in codes_of("Currency")
    if not (starts_on and ends_on and amount and is_money and is_somewhere):
        report.left_out[f"{element.tag} without a country, period or amount"] += 1
        return
    fields = {**amount, "valued_on": amount["valued_on"] or starts_on}
    period: dict[str, Any] = {"country": country, "starts_on": starts_on, "ends_on": ends_on}
    _row, is_new = OrganisationBudget.objects.update_or_create(
        organisation=organisation,
        **period,
        defaults={**fields, "status": on_list(element.get("status"), "BudgetStatus")},
    )
    report.made["budgets of organisations" if is_new else "budgets that were there"] += 1
