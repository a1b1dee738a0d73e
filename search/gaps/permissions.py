"""Who sees what readers look for: editors of an association and of the programme.

Words are typed by anybody. Those that were sought a few times may be one person's own (a name, a
number; a reload counts again) and are shown to the programme alone.
"""

from typing import Any

from django.db.models import F, QuerySet
from django.http import Http404

from people.permissions import editor_roles_of, may_choose_persons
from people.readings import FEWEST_SHOWN
from search.models import VainQuery

FEWEST_TIMES = FEWEST_SHOWN


def can_see_gaps(person: Any) -> bool:
    """Whether `person` edits for anybody."""
    return bool(person.is_active and may_choose_persons(person))


def gaps_for(person: Any) -> QuerySet[VainQuery]:
    """Words sought in vain and not settled since; the guarded door to them (404 for others)."""
    if not can_see_gaps(person):
        raise Http404
    found = VainQuery.objects.exclude(settled__times__gte=F("times"))
    if person.is_superuser or editor_roles_of(person).is_for_programme:
        return found
    return found.filter(times__gte=FEWEST_TIMES)


def get_gap_for(person: Any, pk: int) -> VainQuery:
    """One of them; else Http404."""
    gap = gaps_for(person).filter(pk=pk).first()
    if gap is None:
        raise Http404
    return gap
