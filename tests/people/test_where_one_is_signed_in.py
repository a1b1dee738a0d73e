"""S07, S08: a session has a new number after each step that matters, and the old one is dead."""

import datetime
import re

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.actions import make_association_editors
from people.models import SignIn
from people.sessions import end_other_sessions, forget_ended_sessions, renew_sessions
from tests.factories import PASSWORD, AssociationFactory, PersonFactory, do_waiting_work

pytestmark = pytest.mark.django_db

NEW = "seven quiet herons fly"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Mobile Safari/537.36"
)
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0"


@pytest.fixture
def odette():
    return PersonFactory(name="Odette Marsh", email="odette-marsh@towns.example")


def browser(person, agent=WINDOWS, place="192.0.2.1"):
    client = Client(REMOTE_ADDR=place, headers={"user-agent": agent})
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def is_in(client):
    return client.get(reverse("desk")).status_code == 200


def with_key(key):
    client = Client()
    client.cookies["sessionid"] = key
    return client


# -- A new number --------------------------------------------------------------------------------


def test_s07_signing_in_gives_another_number_and_the_one_before_is_dead(odette):
    client = Client()
    session = client.session
    session["kept"] = 1
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    client.post(reverse("account_login"), {"login": odette.email, "password": PASSWORD})
    assert client.cookies["sessionid"].value != before
    assert not Session.objects.filter(session_key=before).exists()
    assert is_in(client)
    assert not is_in(with_key(before))


def test_s07_changing_the_password_gives_another_number_and_the_one_before_is_dead(odette):
    client = browser(odette)
    before = client.cookies["sessionid"].value
    words = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post(reverse("account_change_password"), words).status_code == 302
    assert client.cookies["sessionid"].value != before
    assert is_in(client)
    assert not is_in(with_key(before))
    assert not Session.objects.filter(session_key=before).exists()
    assert SignIn.objects.get().session_key == client.cookies["sessionid"].value


def test_s07_a_raised_role_ends_the_sessions_from_before(odette):
    client = browser(odette)
    before = client.cookies["sessionid"].value
    odette.groups.add(make_association_editors(AssociationFactory()).group)
    renew_sessions(odette)
    assert not is_in(client)
    assert not is_in(with_key(before))
    assert client.cookies["sessionid"].value != browser(odette).cookies["sessionid"].value


def test_s07_whoever_takes_a_role_goes_on_under_another_number(odette):
    here, there = browser(odette), browser(odette, place="192.0.2.2")
    before = here.cookies["sessionid"].value
    request = RequestFactory().post("/")
    request.session, request.user = here.session, odette
    renew_sessions(odette, request)
    request.session.save()
    after = request.session.session_key
    assert after != before
    assert is_in(with_key(after))
    assert not is_in(with_key(before))
    assert not is_in(there)
    assert SignIn.objects.get().session_key == after


# -- The end of the others -----------------------------------------------------------------------


def test_s08_switching_an_account_off_ends_all_its_sessions(odette):
    clients = [browser(odette), browser(odette, place="192.0.2.2")]
    assert all(map(is_in, clients))
    odette.is_active = False
    odette.save()
    assert not any(map(is_in, clients))
    # They do not come back to life with the account.
    odette.is_active = True
    odette.save()
    assert not any(map(is_in, clients))


def test_s08_changing_the_password_ends_all_other_sessions(odette):
    here, there = browser(odette), browser(odette, place="192.0.2.2")
    words = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    here.post(reverse("account_change_password"), words)
    assert is_in(here)
    assert not is_in(there)


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_s08_choosing_a_new_password_by_the_link_ends_all_other_sessions(odette, is_signed_in):
    there = browser(odette)
    here = browser(odette, place="192.0.2.2") if is_signed_in else Client()
    Client().post(reverse("account_reset_password"), {"email": odette.email})
    do_waiting_work()
    link = re.search(r"https?://[^/\s]+(/\S+/key/\S+)", mail.outbox[-1].body)[1]
    form = here.get(link, follow=True).redirect_chain[-1][0]
    assert here.post(form, {"password1": NEW, "password2": NEW}).status_code == 302
    assert is_in(here)
    assert not is_in(there)


def test_s08_the_sessions_of_somebody_else_go_on(odette):
    bruno = browser(PersonFactory(name="Bruno Sel", email="bruno-sel@towns.example"))
    end_other_sessions(odette)
    assert is_in(bruno)


# -- The page ------------------------------------------------------------------------------------


def test_the_page_shows_own_sessions_and_nobody_elses(odette):
    odette.time_zone = "Africa/Lusaka"
    odette.save()
    browser(PersonFactory(email="bruno-sel@towns.example"), place="203.0.113.9")
    with time_machine.travel(datetime.datetime(2026, 11, 2, 22, 30, tzinfo=datetime.UTC)):
        here = browser(odette)
        browser(odette, ANDROID, place="198.51.100.4")
        html = here.get(reverse("my_sessions")).content.decode()
    assert "Firefox on Windows" in html
    assert "Chrome on Android" in html
    assert "198.51.100.4" in html
    assert "3 November 2026, 00:30 (Africa/Lusaka)" in html
    assert "203.0.113.9" not in html
    assert html.count(">here<") == 1


def test_one_ends_the_others_and_stays(odette):
    here, there = browser(odette), browser(odette, ANDROID, place="198.51.100.4")
    page = here.post(reverse("my_sessions"), follow=True).content.decode()
    assert "You are signed in here alone now." in page
    assert "Chrome on Android" not in page
    assert "End all the others" not in page
    assert is_in(here)
    assert not is_in(there)


def test_a_session_that_opens_nothing_is_not_shown(odette):
    browser(odette, ANDROID)
    odette.set_password(NEW)
    odette.save()
    client = Client(headers={"user-agent": WINDOWS})
    client.post(reverse("account_login"), {"login": odette.email, "password": NEW})
    assert "Chrome on Android" not in client.get(reverse("my_sessions")).content.decode()


def test_the_page_costs_the_same_for_one_session_and_twenty(odette):
    def cost(client):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("my_sessions"))
        return len(queries)

    here = browser(odette)
    one = cost(here)
    for _ in range(19):
        browser(odette)
    assert SignIn.objects.count() == 20
    assert cost(here) == one


def test_signing_out_forgets_where_it_was(odette):
    client = browser(odette)
    client.post(reverse("account_logout"))
    assert not SignIn.objects.exists()


def test_addresses_of_networks_are_forgotten_with_the_session(odette):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        browser(odette)
        clock.shift(datetime.timedelta(days=13))
        forget_ended_sessions()
        assert SignIn.objects.count() == 1
        clock.shift(datetime.timedelta(days=2))
        forget_ended_sessions()
        assert not SignIn.objects.exists()
        assert not Session.objects.exists()
