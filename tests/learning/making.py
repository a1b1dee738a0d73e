"""Things of what was tried, and of wishes for translations."""

import datetime

from learning.models import TriedReport, WantedTranslation
from learning.trying.actions import Said, confirm, file_report, update_report
from people.models import AssociationMembership
from tests.factories import LONG_AGO, OrganisationFactory, make_officer


def said(outcome="adopted", change="The rounds are kept now.", **fields) -> Said:
    """What somebody says of a text that they tried in March 2026."""
    fields.setdefault("since", datetime.date(2026, 3, 1))
    return Said(outcome=outcome, change=change, **fields)


def make_report(by, item, organisation, *, confirmed_by=None, **words) -> TriedReport:
    """A report that waits, or one that an editor has confirmed."""
    report = file_report(by=by, item=item, organisation=organisation, said=said(**words))
    if confirmed_by is not None:
        confirm(by=confirmed_by, report=report, version=report.waiting.pk)
    return report


def make_update(by, report, *, confirmed_by=None, **words) -> TriedReport:
    """Another version of a report."""
    update_report(by=by, report=report, said=said(**words))
    if confirmed_by is not None:
        confirm(by=confirmed_by, report=report, version=report.waiting.pk)
    return report


def make_town(name, association, **fields):
    """A member town, and an officer of it."""
    town = OrganisationFactory(name=name, **fields)
    AssociationMembership.objects.create(association=association, member=town, from_on=LONG_AGO)
    return town, make_officer(f"Officer of {name}", town, "Town clerk")


def make_wish(person, item, language="ar") -> WantedTranslation:
    """A reader needs a text in a language."""
    return WantedTranslation.objects.create(
        person=person, translation_key=item.translation_key, language=language
    )
