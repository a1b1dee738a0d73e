"""S09: whoever may enter the CMS signs in again after 3 h idle or 12 h; readers after 14 days."""

import datetime
import re

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.actions import bring_groups_in_line
from people.models import RoleGrant
from people.roles import ASSOCIATION_EDITOR
from tests.factories import PASSWORD, library_in, make_draft, sign_in
from tests.house.test_reading_writes_nothing import written_by

pytestmark = pytest.mark.django_db

MINUTE, HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)
SEEN = settings.SEEN_COOKIE_NAME


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as moved:
        yield moved


@pytest.fixture
def editor(cast, clock):
    return browser(cast.lena)


@pytest.fixture
def reader(cast, clock):
    return browser(cast.odette)


def browser(person):
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def is_in(client):
    return client.get(reverse("desk")).status_code == 200


def test_s09_staff_are_out_after_three_hours_without_a_page(editor, clock):
    clock.shift(3 * HOUR - MINUTE)
    assert is_in(editor)
    clock.shift(3 * HOUR + MINUTE)
    answer = editor.get(reverse("desk"))
    assert answer["Location"] == f"{reverse('account_login')}?next={reverse('desk')}"
    page = editor.get(answer["Location"]).content.decode()
    assert "For safety you were signed out after a long time." in page


def test_s09_staff_are_out_after_twelve_hours_however_busy(editor, clock):
    for _ in range(11):
        clock.shift(HOUR)
        assert is_in(editor)
    clock.shift(59 * MINUTE)
    assert is_in(editor)
    clock.shift(2 * MINUTE)
    assert not is_in(editor)


def test_s09_the_cms_is_shut_then_too(editor, clock):
    clock.shift(3 * HOUR + MINUTE)
    answer = editor.get(reverse("wagtailadmin_home"))
    assert answer["Location"].startswith(reverse("account_login"))


def test_s09_readers_stay_for_fourteen_days(reader, clock):
    clock.shift(13 * 24 * HOUR)
    assert is_in(reader)
    clock.shift(24 * HOUR + MINUTE)
    assert not is_in(reader)


def test_s09_a_reader_who_becomes_an_editor_has_an_editors_hours(cast, reader, clock):
    clock.shift(5 * HOUR)
    assert is_in(reader)
    # As when a post that brings a role begins: nobody is there to renew her sessions.
    RoleGrant.objects.create(
        person=cast.odette,
        role=ASSOCIATION_EDITOR.key,
        organisation=cast.lake,
        confirmed_at=timezone.now(),
    )
    bring_groups_in_line()
    clock.shift(10 * MINUTE)
    assert is_in(reader)
    clock.shift(3 * HOUR + MINUTE)
    assert not is_in(reader)


@pytest.mark.parametrize("what", ["without the cookie", "with another's", "with an invented one"])
def test_s09_the_cookie_cannot_be_made_younger(cast, editor, clock, what):
    clock.shift(3 * HOUR + MINUTE)
    fresh = browser(cast.lena).cookies[SEEN].value
    if what == "without the cookie":
        del editor.cookies[SEEN]
    else:
        editor.cookies[SEEN] = fresh if what == "with another's" else f"a:{fresh.split(':')[1]}:x"
    assert not is_in(editor)


def test_s09_what_the_editor_asks_by_itself_keeps_nobody_in(cast, clock):
    editor = sign_in(cast.lena, with_second_factor=True)
    page = make_draft(library_in(association=cast.lake), cast.lena)
    html = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    ping = re.search(r"/cms/editing-sessions/ping/[\w/]+", html)[0]
    for _ in range(4):
        clock.shift(40 * MINUTE)
        assert editor.post(ping).status_code == 200
    clock.shift(21 * MINUTE)
    assert not is_in(editor)


def test_s09_reading_writes_no_session_and_one_cookie_in_five_minutes(editor, clock):
    before = Session.objects.get().session_data
    clock.shift(6 * MINUTE)
    answer, written = written_by(lambda: editor.get(reverse("desk")))
    assert SEEN in answer.cookies
    clock.shift(4 * MINUTE)
    assert SEEN not in editor.get(reverse("desk")).cookies
    clock.shift(2 * MINUTE)
    assert SEEN in editor.get(reverse("desk")).cookies
    assert written == set()
    assert Session.objects.get().session_data == before


def test_s09_the_cookie_is_closed_to_scripts_and_other_sites(editor):
    cookie = editor.cookies[SEEN]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


def test_a_visitor_gets_no_cookie(clock):
    assert SEEN not in Client().get("/en/").cookies


def test_a_readers_page_costs_no_more_after_a_day(reader, clock):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert is_in(reader)
        return len(queries)

    young = cost()
    clock.shift(24 * HOUR)
    assert is_in(reader)
    assert cost() == young
