"""Notes of a session: for both, and for the author alone, in whose stead nobody reads."""

import io
import json
import logging
import uuid

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from mentoring.agreeing.actions import end_pair
from mentoring.meeting.actions import cancel
from mentoring.models import PrivateNote, Session, SharedNote
from pages.sealing import CannotBeOpened
from tests.factories import make_booked_session, make_cast, make_pair, sign_in
from tests.standing import standing

pytestmark = pytest.mark.django_db

SECRET = "zqthemayorisafraidzq"


cast = standing(make_cast)


@pytest.fixture
def session(cast):
    return make_booked_session(make_pair(cast.odette, cast.bruno))


def write(person, session, text="We looked at the books.", key=None):
    address = reverse("write_note", args=[session.pk])
    return sign_in(person).post(address, {"text": text, "key": str(key or uuid.uuid4())})


def keep(person, session, text=SECRET):
    return sign_in(person).post(reverse("private_note", args=[session.pk]), {"text": text})


def page_of(person, session):
    return sign_in(person).get(reverse("session", args=[session.pk])).content.decode()


# -- For both --------------------------------------------------------------------------------------


def test_both_read_what_one_wrote_and_its_author_changes_it(cast, session):
    assert write(cast.odette, session).status_code == 302
    note = SharedNote.objects.get()
    change = reverse("change_note", args=[note.pk])
    assert change in page_of(cast.odette, session)
    read = page_of(cast.bruno, session)
    assert "We looked at the books." in read
    assert change not in read
    assert sign_in(cast.bruno).get(change).status_code == 404
    assert sign_in(cast.bruno).post(change, {"text": "No."}).status_code == 404
    sign_in(cast.odette).post(change, {"text": "We looked at two books."})
    assert "two books" in page_of(cast.bruno, session)
    sign_in(cast.odette).post(change, {"text": ""})
    assert not SharedNote.objects.exists()


def test_c07_one_form_sent_twice_writes_one_note(cast, session):
    key = uuid.uuid4()
    write(cast.odette, session, key=key)
    write(cast.odette, session, key=key)
    assert SharedNote.objects.count() == 1


def test_a_note_without_words_is_asked_for_and_keeps_the_form(cast, session):
    answer = write(cast.odette, session, text=" ")
    assert answer.status_code == 200
    assert 'href="#id_text"' in answer.content.decode()


def test_p09_nothing_is_noted_of_a_session_that_was_cancelled(cast, session):
    cancel(by=cast.odette, session=session)
    assert write(cast.odette, session).status_code == 409
    assert keep(cast.odette, session).status_code == 409
    assert not SharedNote.objects.exists()
    assert not PrivateNote.objects.exists()


def test_p09_once_it_is_closed_notes_are_read_and_stay_as_they_are(cast, session):
    write(cast.odette, session)
    end_pair(by=cast.bruno, pair=session.pair)
    Session.objects.update(state="held", cancelled_at=None)
    assert write(cast.odette, session).status_code == 409
    change = reverse("change_note", args=[SharedNote.objects.get().pk])
    assert sign_in(cast.odette).post(change, {"text": "No."}).status_code == 409
    assert "We looked at the books." in page_of(cast.bruno, session)


# -- For the author alone --------------------------------------------------------------------------


def test_a_private_note_is_kept_changed_and_erased(cast, session):
    address = reverse("private_note", args=[session.pk])
    assert keep(cast.odette, session).status_code == 302
    assert SECRET in sign_in(cast.odette).get(address).content.decode()
    keep(cast.odette, session, "Shorter.")
    assert PrivateNote.objects.get().text == "Shorter."
    end_pair(by=cast.bruno, pair=session.pair)
    keep(cast.odette, session, "")
    assert not PrivateNote.objects.exists()


def test_p03_the_other_of_the_pair_gets_their_own_page_and_none_of_the_words(cast, session):
    keep(cast.odette, session)
    note = PrivateNote.objects.get()
    client = sign_in(cast.bruno)
    page = client.get(reverse("private_note", args=[session.pk])).content.decode()
    assert SECRET not in page
    assert SECRET not in page_of(cast.bruno, session)
    for address in (
        reverse("private_note", args=[note.pk]),
        reverse("change_note", args=[note.pk]),
        reverse("session", args=[note.pk]),
    ):
        assert client.get(address).status_code == 404
    keep(cast.bruno, session, "Mine.")
    assert PrivateNote.objects.get(author=cast.odette).text == SECRET


def test_p04_no_role_opens_the_page_of_a_private_note(cast, session):
    keep(cast.odette, session)
    address = reverse("private_note", args=[session.pk])
    cast.yara.is_superuser = True
    cast.yara.save()
    for person in (cast.yara, cast.simon, cast.petra):
        assert sign_in(person).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_p04_no_model_of_this_room_stands_in_an_admin():
    models = set(apps.get_app_config("mentoring").get_models())
    assert PrivateNote in models
    assert not apps.is_installed("django.contrib.admin")
    assert not models & set(get_snippet_models())


def test_p04_no_command_prints_the_words(cast, session):
    keep(cast.odette, session)
    out = io.StringIO()
    call_command("dumpdata", "mentoring", stdout=out)
    call_command("reseal_notes", stdout=out)
    assert "mentoring.privatenote" in out.getvalue()
    assert SECRET not in out.getvalue()
    assert json.dumps(SECRET)[1:-1] not in out.getvalue()


def test_no_line_of_the_log_holds_the_words_even_when_it_fails(cast, session, monkeypatch, caplog):
    def fail(**_fields):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("mentoring.noting.actions.keep_private_note", fail)
    client = sign_in(cast.odette)
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        answer = client.post(reverse("private_note", args=[session.pk]), {"text": SECRET})
    assert answer.status_code == 500
    assert SECRET not in answer.content.decode()
    assert "the disk is full" in caplog.text
    assert SECRET not in caplog.text


# -- The key ---------------------------------------------------------------------------------------


def test_after_a_new_key_old_notes_open_and_are_sealed_anew_unread(cast, session, settings):
    settings.NOTES_KEY = "old"
    keep(cast.odette, session)
    settings.NOTES_KEY = "new\nold"
    assert PrivateNote.objects.get().text == SECRET
    out = io.StringIO()
    call_command("reseal_notes", stdout=out)
    assert out.getvalue() == "1 sealed anew, 0 that no key opens\n"
    settings.NOTES_KEY = "new"
    assert PrivateNote.objects.get().text == SECRET
    settings.NOTES_KEY = "another"
    with pytest.raises(CannotBeOpened):
        _ = PrivateNote.objects.get().text
    page = sign_in(cast.odette).get(reverse("private_note", args=[session.pk]))
    assert "cannot be opened any more" in page.content.decode()


def test_a_session_with_twenty_notes_costs_as_many_queries_as_with_one(cast, session):
    def cost():
        client = sign_in(cast.odette)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("session", args=[session.pk]))
        return len(queries)

    write(cast.odette, session)
    before = cost()
    for number in range(19):
        write(cast.bruno, session, text=f"Note {number}")
    assert cost() == before
