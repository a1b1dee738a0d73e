"""Private notes: the database holds what only the key outside it opens (P03, P04)."""

import pytest
from django.db import connection

from mentoring.models import PrivateNote
from pages.sealing import CannotBeOpened, opened, seal
from tests.factories import make_booked_session

WORDS = "The mayor is afraid of the audit."


@pytest.fixture
def session(db):
    return make_booked_session()


def note_of(session, author, words=WORDS):
    note = PrivateNote(session=session, author=author)
    note.text = words
    note.save()
    return PrivateNote.objects.get(pk=note.pk)


def test_p03_the_author_reads_what_was_written(session):
    assert note_of(session, session.pair.mentor).text == WORDS


def test_p04_the_table_does_not_hold_the_words(session):
    note_of(session, session.pair.mentor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM mentoring_privatenote")
        (row,) = cursor.fetchall()
    assert "mayor" not in str(
        [bytes(cell) if isinstance(cell, memoryview) else cell for cell in row]
    )


def test_p04_another_key_does_not_open_it(session, settings):
    note = note_of(session, session.pair.mentor)
    settings.NOTES_KEY = "another"
    with pytest.raises(CannotBeOpened):
        _ = note.text
    assert note.told_text == "This note cannot be opened any more."


def test_p04_a_note_that_is_copied_under_another_author_does_not_open(session):
    note = note_of(session, session.pair.mentor)
    PrivateNote.objects.filter(pk=note.pk).update(author=session.pair.mentee)
    with pytest.raises(CannotBeOpened):
        _ = PrivateNote.objects.get(pk=note.pk).text


def test_what_was_changed_does_not_open():
    sealed = seal(WORDS, place="here")
    assert opened(sealed, place="here") == WORDS
    with pytest.raises(CannotBeOpened):
        opened(sealed[:-2] + b"xx", place="here")
