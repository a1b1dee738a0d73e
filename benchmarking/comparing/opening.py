"""When medians are opened outside the group: by the group's rule, and not shortly before an
election in a country whose figures are in them.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from benchmarking.models import Round
from benchmarking.registries import ElectionDay, elections_between
from benchmarking.states import COUNTED
from people.models import Organisation

# So many days before an election nothing is opened that was not open before.
BEFORE_ELECTIONS = datetime.timedelta(days=60)
# No rule is longer than a year; elections after that do not matter for the day it names.
_LATEST = datetime.timedelta(days=3 * 366)


@dataclass(frozen=True)
class Opening:
    """`on` is the day from which all may read them, None for never; `after` the election for which
    they wait longer than the rule says.
    """

    on: datetime.date | None
    after: ElectionDay | None = None

    @property
    def is_open(self) -> bool:
        return self.on is not None and self.on <= timezone.localdate()


def opening_of(found: Round) -> Opening:
    """What was open before an election came near stays open; one query of elections. Figures of
    who has left stay in the medians, and so do the elections of their country.
    """
    day = found.public_from
    if day is None:
        return Opening(None)
    counted = found.values.filter(state__in=COUNTED).values("organisation")
    towns = Organisation.objects.filter(pk__in=counted).exclude(country="")
    countries = {str(code) for code in towns.values_list("country", flat=True)}
    asked = {"countries": countries, "since": day, "until": day + _LATEST}
    days = [one for source in elections_between for one in source(**asked)]
    after = None
    for election in sorted(days, key=lambda one: one.on):
        if election.on - BEFORE_ELECTIONS <= day <= election.on:
            day, after = election.on + datetime.timedelta(days=1), election
    return Opening(day, after)
