"""Partnerships as a file of IATI 2.03, valid and with its codes on their lists, or not at all."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.db.models import Max, QuerySet
from lxml import etree

from partnerships.iati.checking import fault_in
from partnerships.iati.codes import off_list
from partnerships.iati.reading import ACTIVITIES
from partnerships.iati.writing import activity_of, moment
from partnerships.models import Document, Partnership
from partnerships.monitoring.public import with_open_indicators
from partnerships.querysets import with_partners
from partnerships.registries import Learnt, known_to
from people.models import Organisation

BATCH = 200
# Code list DocumentCategory: results, outcomes and outputs.
RESULTS = "A08"
_HANGS_ON_IT = (
    with_partners("organisation__iati_code"),
    "wordings",
    "countries",
    "sectors",
    "goals",
    "budgets",
    "transactions",
    "documents",
    "outputs",
    "themes",
    with_open_indicators(),
)


class CannotBeGiven(Exception):
    """Something is missing that the standard asks for; the words say what to do."""


def write_file(
    partnerships: QuerySet[Partnership],
    file: IO[bytes],
    *,
    shown: Callable[[Iterable[Any]], Iterable[Any]] = iter,
) -> None:
    """Writes the partnerships, in the order of their identifiers, one at a time.

    The file says when the newest of them changed, not when it was made: the same partnerships give
    the same bytes. Raises CannotBeGiven, and what is in `file` then is to be thrown away.
    """
    newest = partnerships.aggregate(Max("changed_at"))["changed_at__max"]
    dated = {"generated-datetime": moment(newest)} if newest else {}
    with etree.xmlfile(file, encoding="UTF-8") as xml:
        xml.write_declaration()
        with xml.element(ACTIVITIES, {"version": "2.03", **dated}):
            for one, learnt in shown(_at_hand(partnerships)):
                xml.write("\n")
                xml.write(_record(one, learnt), pretty_print=True)
    file.write(b"\n")


def checked(path: Path) -> None:
    """Raises CannotBeGiven where the file that was written is not valid."""
    fault = fault_in(path)
    if fault is not None:
        raise CannotBeGiven(f"line {fault.line}: {fault.reason}")


def identifier_of(one: Partnership, reporting: Organisation) -> str:
    """Its own identifier, or one below the reference of who reports. Raises CannotBeGiven."""
    if one.identifier:
        return one.identifier
    code = getattr(reporting, "iati_code", None)
    if code is None or not code.reference:
        raise CannotBeGiven(
            f"{reporting} has no IATI reference, so {one.pk} has no identifier. "
            "Give the organisation its reference (org-id.guide lists them)."
        )
    return f"{code.reference}-{one.pk.hex[:12]}"


def _at_hand(partnerships: QuerySet[Partnership]) -> Iterator[tuple[Partnership, list[Learnt]]]:
    """Each with what was learnt in it, as far as everyone may read it and it has an address."""
    rows = partnerships.select_related("reporting__iati_code").order_by("identifier", "pk")
    found = rows.prefetch_related(*_HANGS_ON_IT).iterator(chunk_size=BATCH)
    while some := list(islice(found, BATCH)):
        keys = [output.thing for one in some for output in one.outputs.all()]
        known = known_to(keys, None)
        for one in some:
            learnt = (known.get(output.thing) for output in one.outputs.all())
            yield one, [each for each in learnt if each and each.url and each.title]


def _record(one: Partnership, learnt: list[Learnt]) -> Any:
    reporting = one.reporting or _programme()
    one.identifier = identifier_of(one, reporting)
    if not (one.first_day or one.last_day):
        raise CannotBeGiven(f"{one.identifier} has no day. Write when it begins.")
    if not one.partners.all():
        raise CannotBeGiven(f"{one.identifier} has no partner. Name who takes part.")
    record = activity_of(one, reporting, _documents(one, learnt))
    for off in off_list(record):
        raise CannotBeGiven(
            f"{one.identifier}: {off.code!r} of {off.element} is not on the list {off.code_list}. "
            "Choose a code of the list."
        )
    return record


def _programme() -> Organisation:
    """Who reports what nobody else does."""
    found = (
        Organisation.objects.filter(kind=Organisation.Kind.PROGRAMME)
        .select_related("iati_code")
        .order_by("pk")
        .first()
    )
    if found is None:
        raise CannotBeGiven("Nobody reports: name who does, or make the programme's organisation.")
    return found


def _documents(one: Partnership, learnt: list[Learnt]) -> list[Document]:
    """Those that were linked, and pages of what was learnt."""
    pages = [
        Document(
            url=each.url,
            format="text/html",
            title=each.title,
            language=each.language,
            category=RESULTS,
        )
        for each in learnt
    ]
    return sorted([*one.documents.all(), *pages], key=lambda each: (each.url, each.title))


def partnership_rows(*, partnership: uuid.UUID | None, plan: uuid.UUID | None) -> QuerySet[Any]:
    """One, those of a plan, or all, as far as their summary is public."""
    rows = Partnership.objects.filter(is_published=True)
    if partnership is not None:
        return rows.filter(pk=partnership)
    return rows if plan is None else rows.filter(plan=plan)
