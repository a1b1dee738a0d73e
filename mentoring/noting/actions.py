"""Notes of a session: what both read, and what the author alone reads."""

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from mentoring.models import PrivateNote, Session, SharedNote
from mentoring.states import OPEN_PAIRS, SessionState
from pages.moving import NotAnyMore
from people.models import Person


def write_shared_note(*, by: Person, session: Session, text: str, key: uuid.UUID) -> SharedNote:
    """A note that both read. A form that comes again under its `key` writes one (C07).

    Raises NotAnyMore where the session was cancelled or the pair is closed (P09).
    """
    try:
        with transaction.atomic():
            _must_go_on(session)
            note, _is_new = SharedNote.objects.get_or_create(
                by=by, key=key, defaults={"session": session, "text": text}
            )
    except IntegrityError:
        note = SharedNote.objects.get(by=by, key=key)
    return note


@transaction.atomic
def change_shared_note(*, by: Person, note: SharedNote, text: str) -> None:
    """Write it anew, by its author; empty words take it away. Raises NotAnyMore as above."""
    _must_go_on(note.session)
    own = SharedNote.objects.filter(pk=note.pk, by=by)
    changed = own.update(text=text, changed_at=timezone.now()) if text else own.delete()[0]
    if not changed:
        raise NotAnyMore


@transaction.atomic
def keep_private_note(*, by: Person, session: Session, text: str) -> None:
    """What `by` alone reads, sealed; empty words erase it, at any time.

    Raises NotAnyMore for words about a session that was cancelled (P09).
    """
    if not text:
        PrivateNote.objects.filter(session=session, author=by).delete()
        return
    fresh = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if fresh.state == SessionState.CANCELLED:
        raise NotAnyMore
    found = PrivateNote.objects.filter(session=session, author=by).first()
    note = found or PrivateNote(session=session, author=by)
    note.text = text
    note.changed_at = timezone.now()
    note.save()


def _must_go_on(session: Session) -> None:
    rows = Session.objects.select_for_update(of=("self",)).filter(pk=session.pk)
    standing = rows.exclude(state=SessionState.CANCELLED)
    if not standing.filter(pair__state__in=OPEN_PAIRS).exists():
        raise NotAnyMore
