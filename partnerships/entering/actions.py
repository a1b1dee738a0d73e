"""Entering partnerships that are there already, from a list."""

from django.db import transaction

from pages.tables import Row
from partnerships.entering.judging import Entry, Judged, judge
from partnerships.models import Partner
from partnerships.registry.actions import add_partner, save_partnership
from people.models import Organisation, Person


class NotKept(Exception):
    """No row is good; `judged` shows why."""

    def __init__(self, judged: Judged) -> None:
        super().__init__()
        self.judged = judged


@transaction.atomic
def keep_list(*, by: Person, rows: list[Row]) -> int:
    """Keep the good rows; what is here already is not entered again. How many were entered.

    They are judged with their partners held, so that of two who send the same list at once the
    second finds all of it there. Raises NotKept and keeps nothing where no row is good.
    """
    named = {one.pk for entry in judge(rows).entries for one in entry.partners}
    held = Organisation.objects.select_for_update().filter(pk__in=named).order_by("pk")
    # Read, so that they are held.
    list(held.values_list("pk", flat=True))
    judged = judge(rows)
    if not (judged.entries or judged.known):
        raise NotKept(judged)
    for entry in judged.entries:
        _enter(by, entry)
    return len(judged.entries)


def _enter(by: Person, entry: Entry) -> None:
    at_home = sorted({str(one.country) for one in entry.partners if one.country})
    said = {
        "title": entry.title,
        "summary": "",
        "language": by.language,
        "plan": entry.plan,
        "themes": entry.themes,
        "countries": entry.countries or at_home,
        "status": entry.status,
        "starts_on": entry.first,
        "ends_on": entry.last,
        "currency": entry.currency,
        "is_published": False,
    }
    made = save_partnership(by=by, partnership=None, said=said)
    for one in entry.partners:
        add_partner(partnership=made, organisation=one, role=Partner.Role.IMPLEMENTING)
