"""Mail leaves once, in each person's order, however the mail server behaves (a real one here)."""

import re
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from notices import outbox
from notices.actions import post, tell
from notices.models import Mail
from notices.tasks import look_at_outbox, send_due_mail
from tests.factories import PersonFactory, do_waiting_work, sign_in
from tests.notices.kinds import CARTS
from tests.ports import free_ports

pytestmark = pytest.mark.django_db

PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]


def write(person, subject="Carts"):
    return post(person=person, subject=subject, text="How many carts did you need?")


def work_at(moment):
    with time_machine.travel(moment, tick=False):
        do_waiting_work()


def subjects(letters):
    return [message_from_bytes(letter)["Subject"] for letter in letters]


def state_of(row):
    row.refresh_from_db()
    return row.state


@pytest.fixture
def no_server(settings):
    """The address of a mail server that is down: connections to it are refused."""
    (port,) = free_ports(1)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port


def test_a_letter_leaves_with_all_a_mail_needs(cast, mail_server):
    tell(CARTS, [cast.odette], once="1", words={"town": "Ferry Landing"})
    do_waiting_work()
    (sent,) = mail_server.letters
    letter = message_from_bytes(sent, policy=policy.default)
    row = Mail.objects.get()
    assert letter["Message-ID"] == row.message_id
    assert letter["To"] == cast.odette.email
    assert letter["Subject"] == "Carts for Ferry Landing"
    assert letter["Date"]
    assert letter.get_content_type() == "text/plain"
    assert re.fullmatch(r"<http\S+/en/notices/stop/\S+>", letter["List-Unsubscribe"].strip())
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Reply-To"] is None
    assert (row.state, row.subject) == (Mail.State.SENT, "Carts for Ferry Landing")


def test_the_message_id_tells_nothing_and_names_one_mail(cast):
    ids = {write(cast.odette).message_id for _ in range(50)}
    assert len(ids) == 50
    assert all(re.fullmatch(r"<[a-z0-9]{26}@[\w.-]+>", one) for one in ids)


def test_where_replies_are_taken_a_notice_tells_which_mail_is_answered(cast, mail_server, settings):
    settings.REPLY_DOMAIN = "replies.towns.example"
    tell(CARTS, [cast.odette], once="1")
    do_waiting_work()
    letter = message_from_bytes(mail_server.letters[0])
    token = Mail.objects.get().message_id.partition("@")[0].strip("<")
    assert letter["Reply-To"] == f"reply+{token}@replies.towns.example"


def test_a_letter_goes_to_an_address_that_belongs_to_no_person(mail_server):
    post(to="new@towns.example", subject="An invitation", text="100 % of %(them)s")
    do_waiting_work()
    assert "100 % of %(them)s" in mail_server.letters[0].decode()


def test_q06_a_server_that_is_down_for_two_hours_gets_all_in_order_when_it_is_up(
    cast, settings, mail_server
):
    up = settings.EMAIL_PORT
    (settings.EMAIL_PORT,) = free_ports(1)
    began = timezone.now()
    for number in range(3):
        for person in (cast.odette, cast.bruno):
            write(person, f"{person.name} {number}")
    for minutes in range(0, 120, 4):
        work_at(began + timedelta(minutes=minutes))
    assert Mail.objects.filter(state=Mail.State.QUEUED).count() == 6
    assert sign_in(cast.odette).get("/en/desk/").status_code == 200
    settings.EMAIL_PORT = up
    for minutes in range(120, 400, 4):
        work_at(began + timedelta(minutes=minutes))
    arrived = subjects(mail_server.letters)
    for person in (cast.odette, cast.bruno):
        own = [subject for subject in arrived if person.name in subject]
        assert own == [f"{person.name} {number}" for number in range(3)]


def test_q06_it_is_asked_again_after_growing_pauses_and_given_up_after_five(cast, no_server):
    row = write(cast.odette)
    moment = timezone.now()
    work_at(moment)
    for number, pause in enumerate(PAUSES, 1):
        row.refresh_from_db()
        assert (row.state, row.attempts) == (Mail.State.QUEUED, number)
        assert "refused" in row.reason.lower()
        assert row.due_at == moment + pause
        work_at(moment + pause - timedelta(seconds=1))
        row.refresh_from_db()
        assert row.attempts == number
        moment += pause
        work_at(moment)
    row.refresh_from_db()
    assert row.state == Mail.State.PARKED
    assert "refused" in row.reason.lower()
    work_at(moment + timedelta(days=30))
    assert state_of(row) == Mail.State.PARKED


def test_q06_a_refusal_for_good_is_parked_at_once_with_its_reason_and_stops_no_other(
    cast, mail_server, caplog
):
    mail_server.refusals[cast.odette.email] = "550 no such person"
    refused, next_one, other = write(cast.odette), write(cast.odette), write(cast.bruno)
    do_waiting_work()
    refused.refresh_from_db()
    assert (refused.state, refused.attempts) == (Mail.State.PARKED, 1)
    assert "no such person" in refused.reason
    assert f"mail {refused.pk} is parked" in caplog.text
    assert cast.odette.email not in caplog.text
    assert state_of(other) == Mail.State.SENT
    assert state_of(next_one) == Mail.State.PARKED


def test_q06_a_refusal_for_now_holds_back_that_person_alone_and_keeps_their_order(
    cast, mail_server
):
    mail_server.refusals[cast.odette.email] = "450 try again later"
    for number in range(2):
        write(cast.odette, f"Odette {number}")
    write(cast.bruno, "Bruno")
    do_waiting_work()
    assert subjects(mail_server.letters) == ["Bruno"]
    del mail_server.refusals[cast.odette.email]
    do_waiting_work()
    assert subjects(mail_server.letters) == ["Bruno"]
    work_at(timezone.now() + timedelta(minutes=1, seconds=5))
    assert subjects(mail_server.letters) == ["Bruno", "Odette 0", "Odette 1"]


@pytest.mark.parametrize("greeting", ["421 too busy", "554 not today"])
def test_q06_a_server_that_takes_nobody_is_away_whatever_it_says(cast, mail_server, greeting):
    mail_server.refuses_all = greeting
    rows = [write(cast.odette), write(cast.bruno)]
    do_waiting_work()
    assert [state_of(row) for row in rows] == [Mail.State.QUEUED] * 2


def test_q06_a_hanging_server_keeps_a_worker_for_one_mail_and_not_for_each(
    cast, mail_server, settings
):
    settings.EMAIL_TIMEOUT = 0.3
    mail_server.holds_at = "greeting"
    rows = [write(PersonFactory()) for _ in range(20)]
    do_waiting_work()
    attempts = sum(Mail.objects.values_list("attempts", flat=True))
    assert 0 < attempts < 3
    mail_server.release()
    work_at(timezone.now() + timedelta(minutes=2))
    assert len(mail_server.letters) == len(rows)


def test_q03_a_mail_whose_worker_was_killed_is_due_again_after_the_lease(cast, mail_server):
    row = write(cast.odette)
    assert outbox._take(row)
    do_waiting_work()
    assert mail_server.letters == []
    work_at(timezone.now() + outbox.LEASE + timedelta(seconds=1))
    assert len(mail_server.letters) == 1


def test_q03_a_mail_at_which_each_worker_ends_is_parked(cast, mail_server):
    row = write(cast.odette)
    moment = timezone.now()
    for _ in range(6):
        with time_machine.travel(moment, tick=False):
            row.refresh_from_db()
            assert outbox._take(row)
        moment += outbox.LEASE + timedelta(seconds=1)
    work_at(moment)
    row.refresh_from_db()
    assert (row.state, row.reason) == (Mail.State.PARKED, "each worker that sent it ended at it")
    assert mail_server.letters == []


def test_of_two_workers_that_see_the_same_mail_one_takes_it(cast):
    row = write(cast.odette)
    same = Mail.objects.get(pk=row.pk)
    assert outbox._take(row)
    assert not outbox._take(same)


def test_a_mail_that_cannot_be_written_stops_no_other(cast, mail_server):
    broken = post(person=cast.odette, subject="X", text="%(nothing)s", words={})
    fine = write(cast.bruno)
    do_waiting_work()
    assert state_of(fine) == Mail.State.SENT
    broken.refresh_from_db()
    assert broken.state == Mail.State.QUEUED
    assert "KeyError" in broken.reason


@pytest.mark.parametrize("to", ["a@b.example\nBcc: all@towns.example", "no address", "a@b@c", "@"])
def test_u19_an_address_that_is_none_is_parked_and_stops_no_other(cast, mail_server, to):
    bad, fine = post(to=to, subject="X", text="x"), write(cast.bruno)
    do_waiting_work()
    assert state_of(fine) == Mail.State.SENT
    assert state_of(bad) in (Mail.State.PARKED, Mail.State.SENT)
    assert all(b"\nBcc" not in letter for letter in mail_server.letters)


def test_a_task_ends_after_a_while_and_leaves_the_rest_to_the_next(cast, monkeypatch):
    monkeypatch.setattr(outbox, "MOST_MAILS", 3)
    for number in range(7):
        write(cast.odette, str(number))
    DBTaskResult.objects.all().delete()
    send_due_mail.call()
    assert len(mail.outbox) == 3
    do_waiting_work()
    assert [letter.subject for letter in mail.outbox] == [str(number) for number in range(7)]


def test_q01_a_worker_looks_for_mail_whose_task_was_lost(cast):
    write(cast.odette)
    DBTaskResult.objects.all().delete()
    look_at_outbox()
    do_waiting_work()
    assert len(mail.outbox) == 1
    look_at_outbox()
    assert not DBTaskResult.objects.filter(status="READY").exists()


def test_u19_names_and_addresses_for_replies_stay_one_header(cast, mail_server):
    evil = "Evil, Name\r\nBcc: all@towns.example\r\n\r\nX"
    cast.bruno.name = evil
    cast.bruno.save()
    post(person=cast.odette, subject=evil, text="x", reply_to=cast.bruno)
    post(person=cast.odette, subject="=?utf-8?q?=0ABcc?=", text="x", reply_to="a@b.example\nBcc: c")
    do_waiting_work()
    assert len(mail_server.letters) == 2
    for sent in mail_server.letters:
        letter = message_from_bytes(sent)
        assert letter["Bcc"] is None
        assert len(letter.get_all("Reply-To")) == 1
        assert letter.get_payload().strip() == "x"
