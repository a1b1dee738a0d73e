"""What is asked for in the last days of collecting."""

import datetime

from django.utils import timezone

from benchmarking.collecting.actions import sent_by
from benchmarking.collecting.sending import ask_for_a_second_look, unconfirmed_in
from benchmarking.models import Round
from benchmarking.permissions import participants_of
from benchmarking.states import RoundState
from benchmarking.telling import tell_round

REMINDED_BEFORE = datetime.timedelta(days=7)


def remind_of_missing_values() -> None:
    """A chore: a week before the last day, once; and of values that wait for a second look."""
    last = timezone.localdate() + REMINDED_BEFORE
    soon = Round.objects.filter(state=RoundState.COLLECT, collect_until__lte=last)
    for found in soon.select_related("benchmark")[:50]:
        wanted, sent = found.versions.count(), sent_by(found)
        late = [one.pk for one in participants_of(found.benchmark) if sent.get(one.pk, 0) < wanted]
        if late:
            tell_round(found, "missing", by=None, organisation_ids=late)
        for organisation in unconfirmed_in(found):
            ask_for_a_second_look(by=None, found=found, organisation=organisation, once="last days")
