"""What of this part keeps a duty: a session that somebody held for colleagues."""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from training.duty.registries import Record, Taught
from training.models import ColleagueSession

PREFIX = "colleague-session"


def _record(session: ColleagueSession) -> Record:
    return Record(f"{PREFIX}:{session.pk}", session.by_id, session.held_on, session.what)


def _records(persons: Any, *, after: datetime.date) -> Iterable[Record]:
    held = ColleagueSession.objects.filter(by__in=persons, held_on__gt=after)
    return [_record(session) for session in held]


def _shown(key: str, reader: Any) -> Record | None:
    """Whoever is asked about the evidence may read what it was about: it was entered for that."""
    pk = uuid.UUID(key.partition(":")[2])
    session = ColleagueSession.objects.filter(pk=pk).first()
    return _record(session) if session else None


SESSIONS = Taught(PREFIX, _("A session for colleagues"), _records, _shown)
