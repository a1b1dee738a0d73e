"""What of trainings opens a duty to pass it on, and what of them keeps one."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from training.duty.registries import Benefit, Record, Taught
from training.models import Participation, Role
from training.models.duty import BenefitKind
from training.querysets import TRAINERS
from training.states import EventState, ParticipationState

PREFIX = "training-given"
# Who watches learns as well; who teaches gives.
LEARNERS = (Role.PARTICIPANT, Role.OBSERVER)


def was_there() -> QuerySet[Participation]:
    """Rows of trainings that were held, of who was there."""
    rows = Participation.objects.filter(
        state=ParticipationState.ATTENDED, event__state=EventState.HELD
    )
    return rows.select_related("person", "organisation", "event")


def benefit_of(row: Participation) -> Benefit:
    return Benefit(
        key=row.benefit_key,
        kind=BenefitKind.TRAINING,
        person=row.person,
        on=row.event.ended_on,
        organisation=row.organisation,
        said=row.event.title,
    )


def attended() -> Iterable[Benefit]:
    """All who learnt in a training; one query."""
    return map(benefit_of, was_there().filter(role__in=LEARNERS).iterator())


def _given(row: Participation) -> Record:
    url = reverse("training", args=[row.event_id])
    return Record(f"{PREFIX}:{row.pk}", row.person_id, row.event.ended_on, row.event.title, url)


def _records(persons: Any, *, after: datetime.date) -> Iterable[Record]:
    taught = was_there().filter(role__in=TRAINERS, person__in=persons)
    records = map(_given, taught.filter(event__ends_at__date__gte=after))
    return (record for record in records if record.on > after)


def _shown(key: str, reader: Any) -> Record | None:
    """Who teaches where is known to all who are signed in."""
    pk = uuid.UUID(key.partition(":")[2])
    row = was_there().filter(pk=pk, role__in=TRAINERS).first()
    return _given(row) if row else None


TRAININGS = Taught(PREFIX, _("A training given"), _records, _shown)
