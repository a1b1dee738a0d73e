"""Who reads reports that are owed, hands them in, decides on them (2B: "contacts, plan, reports"):
coordinators, the programme, and who speaks for a partner. Readings by others than the partners and
coordinators are noted, and of a file by others than who speaks for the side that owes it (R8).
"""

import uuid
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from pages.permissions import one_or_404
from partnerships.models import Partner, Partnership, Report
from partnerships.permissions import can_keep, can_look_inside, sides_of
from partnerships.roles import coordinated_by
from partnerships.states import Party
from people.granting.permissions import speaks_for
from people.models import Person
from people.permissions import is_programme_editor


def report_parties_of(report: Report, person: Person) -> set[str]:
    """What `person` is to a report, in words of `Party`."""
    parties: set[str] = {Party.KEEPER} if can_keep(person, report.partnership) else set()
    if is_of_owing_side(person, report):
        parties.add(Party.PARTNER)
    return parties


def is_of_owing_side(person: Person, report: Report) -> bool:
    return report.owed_by_id in speaks_for(person)


def is_own(person: Person, report: Report) -> bool:
    """Whether it is theirs: who coordinates the partnership, or speaks for a partner."""
    if report.partnership_id in coordinated_by(person) or is_of_owing_side(person, report):
        return True
    return bool(sides_of(person, report.partnership))


def reports_read_by(person: Any) -> QuerySet[Report]:
    """Reports of all partnerships that `person` reads; twin of `can_read_report`."""
    if not person.is_authenticated:
        return Report.objects.none()
    if is_programme_editor(person):
        return Report.objects.all()
    own = speaks_for(person)
    sides = Partner.objects.filter(organisation__in=own).values("partnership")
    return Report.objects.filter(
        Q(partnership__in=coordinated_by(person)) | Q(partnership__in=sides) | Q(owed_by__in=own)
    )


def can_read_report(person: Person, report: Report) -> bool:
    """Who looks inside the partnership, and who owes it, though they are no partner any more."""
    return can_look_inside(person, report.partnership) or is_of_owing_side(person, report)


def get_partnership_of_reports_for(person: Person, pk: uuid.UUID) -> Partnership:
    """The guarded door to the reports of a partnership; else Http404."""
    found = one_or_404(Partnership.objects.all(), pk)
    if not can_look_inside(person, found):
        raise Http404
    return found


def get_report_for(person: Person, pk: uuid.UUID) -> Report:
    """The guarded door to a report; else Http404."""
    people = ("partnership", "owed_by", "handed_in_by", "decided_by", "contract")
    found = one_or_404(Report.objects.select_related(*people), pk)
    if not can_read_report(person, found):
        raise Http404
    return found


def get_report_to_keep_for(person: Person, pk: uuid.UUID) -> Report:
    """The guarded door to asking for it otherwise; else Http404."""
    found = get_report_for(person, pk)
    if not can_keep(person, found.partnership) or found.kind != Report.Kind.BY_HAND:
        raise Http404
    return found
