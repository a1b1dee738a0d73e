"""A link in each mail stops mail of its kind: one button, no login, and nothing to read there."""

import re

import pytest
from django.core import mail
from django.test import Client

from notices.actions import choose_frequencies, tell
from notices.kinds import Frequency
from notices.models import Notice, Preference
from notices.querysets import unread_count
from notices.stopping import stop_token
from tests.factories import do_waiting_work
from tests.notices.kinds import CARTS, MEMBERS

pytestmark = pytest.mark.django_db

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def link(cast):
    """The address in the head of a mail to Odette."""
    tell(CARTS, [cast.odette], once="1", words={"town": "Ferry Landing"})
    do_waiting_work()
    (letter,) = mail.outbox
    header = letter.message()["List-Unsubscribe"]
    found = re.search(r"<https?://[^/]+(/\S+)>", str(header))[1]
    assert found in letter.body
    return found


def test_d10_a_mail_program_stops_it_with_one_post_and_no_cookie(cast, link):
    answer = Client(enforce_csrf_checks=True).post(link, ONE_CLICK)
    # RFC 8058: no redirect.
    assert answer.status_code == 200
    tell(CARTS, [cast.odette], once="2")
    do_waiting_work()
    assert len(mail.outbox) == 1
    assert unread_count(cast.odette) == 2


def test_p18_opening_the_link_changes_nothing_and_shows_one_button(cast, link):
    for method in ("get", "head"):
        answer = getattr(Client(), method)(link)
        assert answer.status_code == 200
    assert not Preference.objects.exists()
    html = Client().get(link).content.decode()
    main = html[html.index("<main") : html.index("</main")]
    assert main.count("<button") == 1
    answer = Client(enforce_csrf_checks=True).post(link)
    assert "No more of these mails" in answer.content.decode()
    assert Preference.objects.get().frequency == Frequency.NEVER


def test_d10_the_link_reads_nothing(cast, link):
    Notice.objects.update(words={"town": "Secret"})
    client = Client()
    pages = [client.get(link), client.post(link, ONE_CLICK)]
    for page in pages:
        html = page.content.decode()
        assert "Carts" in html
        for word in (cast.odette.name, cast.odette.email, "Secret", "Ferry Landing"):
            assert word not in html
    assert not client.cookies.get("sessionid")
    assert client.get("/en/notices/").status_code == 302


def test_d10_it_stops_its_own_kind_and_person_and_no_other(cast, link):
    Client().post(link, ONE_CLICK)
    tell(MEMBERS, [cast.odette], once="1")
    tell(CARTS, [cast.lena], once="1")
    do_waiting_work()
    assert len(mail.outbox) == 3


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "x", str.upper])
def test_a_token_that_the_site_did_not_sign_opens_nothing(cast, change):
    token = change(stop_token(cast.odette.pk, ["carts"]))
    for method in ("get", "post"):
        assert getattr(Client(), method)(f"/en/notices/stop/{token}/").status_code == 404
    assert not Preference.objects.exists()


def test_a_token_of_a_person_who_is_gone_answers_like_any_other(cast):
    answers = [
        Client().post(f"/en/notices/stop/{stop_token(pk, ['carts'])}/", ONE_CLICK)
        for pk in (cast.odette.pk, 10**9)
    ]
    texts = [re.sub(r"/stop/\S+?/", "", one.content.decode()) for one in answers]
    assert texts[0] == texts[1]


def test_what_is_required_cannot_be_stopped_even_with_a_signed_token(cast):
    token = stop_token(cast.odette.pk, ["password"])
    Client().post(f"/en/notices/stop/{token}/", ONE_CLICK)
    assert not Preference.objects.exists()


def test_it_can_be_had_again(cast, link):
    Client().post(link, ONE_CLICK)
    choose_frequencies(by=cast.odette, chosen={"carts": Frequency.AT_ONCE})
    tell(CARTS, [cast.odette], once="2")
    do_waiting_work()
    assert len(mail.outbox) == 2
