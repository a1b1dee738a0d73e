"""A reader asks whoever answers for a text, without seeing an address."""

import datetime
import smtplib
from email import message_from_bytes

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django_tasks_db.models import DBTaskResult

from pages.audiences import set_audience
from people.emails import QUESTIONS_A_DAY
from people.models import Appointment, Letter, Person
from tests.factories import (
    do_waiting_work,
    library_in,
    make_article,
    make_cast,
    make_officer,
    sign_in,
)

pytestmark = pytest.mark.django_db

POST = "Head of waste collection"
QUESTION = {"question": "How many carts did you need?"}


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def article(cast):
    return make_article(
        library_in("en", cast.lake),
        title="Heron Papers",
        contact_post=POST,
        contact_organisation=cast.ferry_landing,
        contact_person=cast.odette,
    )


def ask(person, page, question=QUESTION):
    answer = sign_in(person).post(reverse("contact", args=[page.pk]), question)
    do_waiting_work()
    return answer


def test_the_question_reaches_who_holds_the_post_and_the_answer_goes_to_who_asked(cast, article):
    answer = ask(cast.bruno, article)
    assert answer["Location"] == reverse("contact_sent", args=[article.pk])
    (letter,) = mail.outbox
    assert letter.to == [cast.odette.email]
    assert letter.reply_to == [f"Bruno Sel <{cast.bruno.email}>"]
    assert letter.subject == "A question about “Heron Papers”"
    assert "How many carts did you need?" in letter.body
    assert article.address in letter.body


def test_no_page_shows_the_address(cast, article):
    browser = sign_in(cast.bruno)
    for address in (
        article.address,
        reverse("contact", args=[article.pk]),
        reverse("contact_sent", args=[article.pk]),
    ):
        html = browser.get(address).content.decode()
        assert POST in html
        assert cast.odette.email not in html


def test_the_successor_is_asked_when_the_person_has_left(cast, article):
    Appointment.objects.filter(person=cast.odette).update(until_on=datetime.date(2024, 1, 1))
    successor = make_officer("Nell Rivers", cast.ferry_landing, POST)
    ask(cast.bruno, article)
    assert mail.outbox[0].to == [successor.email]


def test_the_person_is_asked_where_the_post_is_called_otherwise_now(cast, article):
    Appointment.objects.filter(person=cast.odette).update(post="Director of works")
    ask(cast.bruno, article)
    assert mail.outbox[0].to == [cast.odette.email]


def test_the_editors_are_asked_where_the_post_is_vacant(cast, article):
    Appointment.objects.filter(person=cast.odette).update(until_on=datetime.date(2024, 1, 1))
    ask(cast.bruno, article)
    assert [letter.to for letter in mail.outbox] == [[cast.lena.email]]


def test_the_programmes_editors_are_the_last_to_be_asked(cast, article):
    Person.objects.filter(pk__in=[cast.odette.pk, cast.lena.pk]).update(is_active=False)
    ask(cast.bruno, article)
    assert [letter.to for letter in mail.outbox] == [[cast.petra.email]]


def test_where_nobody_is_left_the_form_says_so_and_keeps_the_words(cast, article):
    Person.objects.exclude(pk=cast.bruno.pk).update(is_active=False)
    answer = ask(cast.bruno, article)
    html = answer.content.decode()
    assert "There is nobody here who could answer at present." in html
    assert QUESTION["question"] in html
    assert not mail.outbox
    assert not Letter.objects.exists()


def test_the_mail_is_in_the_language_of_who_gets_it(cast, article):
    Person.objects.filter(pk=cast.odette.pk).update(language="fr")
    sign_in(cast.bruno).post(f"/en/ask-about/{article.pk}/", QUESTION)
    assert translation.get_language() == "en"
    task = DBTaskResult.objects.get(task_path="people.tasks.deliver")
    with translation.override("fr"):
        assert task.args_kwargs["kwargs"]["subject"] == gettext("A question about “%(title)s”")


def test_u19_a_name_and_a_title_with_line_breaks_stay_one_header_and_one_recipient(cast, article):
    evil = "Evil, Name\r\nBcc: all@towns.example\n=?utf-8?q?=0ABcc?="
    Person.objects.filter(pk=cast.bruno.pk).update(name=evil)
    article.title = "Title\nBcc: all@towns.example %0aCc: x =?utf-8?q?=0ATo:x?= \u202egnp"
    article.save()
    ask(cast.bruno, article)
    (letter,) = mail.outbox
    parsed = message_from_bytes(letter.message().as_bytes())
    assert letter.recipients() == [cast.odette.email]
    assert parsed["Bcc"] is None
    assert parsed["Cc"] is None
    assert "\n" not in letter.subject
    assert "\u202e" not in letter.subject
    assert "=?utf-8?q?" not in letter.subject
    assert len(letter.reply_to) == 1
    assert letter.reply_to[0].endswith(f"<{cast.bruno.email}>")


def test_u19_the_longest_name_and_percent_signs_do_no_harm(cast, article):
    Person.objects.filter(pk=cast.bruno.pk).update(name="%(question)s" + "x" * 138)
    ask(cast.bruno, article, {"question": "100 %s %(name)s %"})
    (letter,) = mail.outbox
    assert "100 %s %(name)s %" in letter.body
    assert len(letter.message()["Reply-To"]) < 400


def test_x13_the_longest_question_is_a_plain_mail_of_less_than_thirty_kilobytes(cast, article):
    ask(cast.bruno, article, {"question": "水" * 4000})
    (letter,) = mail.outbox
    assert letter.content_subtype == "plain"
    assert len(letter.message().as_bytes()) < 30_000


def test_too_long_a_question_is_refused_and_kept(cast, article):
    answer = ask(cast.bruno, article, {"question": "x" * 4001})
    assert answer.status_code == 200
    assert not mail.outbox


def test_twenty_questions_a_day_and_no_more(cast, article):
    Letter.objects.bulk_create(
        Letter(by=cast.bruno, form="question") for _ in range(QUESTIONS_A_DAY - 1)
    )
    assert ask(cast.bruno, article).status_code == 302
    answer = ask(cast.bruno, article)
    assert "as many questions as a day allows" in answer.content.decode()
    assert len(mail.outbox) == 1
    assert ask(cast.yara, article).status_code == 302
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1, minutes=1)):
        assert ask(cast.bruno, article).status_code == 302


def test_visitors_sign_in_first(client, article):
    answer = client.get(reverse("contact", args=[article.pk]))
    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]


def test_what_one_may_not_read_one_cannot_ask_about(cast, article):
    set_audience(article.translation_key, f"association:{cast.lake.pk}")
    for pk in (article.pk, make_article().pk, 10**6):
        for method in ("get", "post"):
            answer = getattr(sign_in(cast.bruno), method)(reverse("contact", args=[pk]))
            assert answer.status_code == 404
            assert "Heron" not in answer.content.decode()


def test_the_title_is_named_only_to_who_may_read_it_when_the_mail_leaves(cast, article):
    sign_in(cast.bruno).post(reverse("contact", args=[article.pk]), QUESTION)
    set_audience(article.translation_key, f"association:{cast.hill.pk}")
    do_waiting_work()
    (letter,) = mail.outbox
    assert letter.subject == "A question about “a text you answer for”"
    assert "Heron" not in letter.body
    assert article.address not in letter.body


def test_q01_the_mail_waits_in_the_same_transaction(cast, article):
    sign_in(cast.bruno).post(reverse("contact", args=[article.pk]), QUESTION)
    assert not mail.outbox
    assert DBTaskResult.objects.filter(task_path="people.tasks.deliver").count() == 1


class Away:
    """A mail server that is not there, or says no."""

    def __init__(self, error):
        self.error = error

    def send_messages(self, messages):
        raise self.error


def test_q06_a_server_that_is_away_is_asked_again_later(cast, article, monkeypatch):
    sign_in(cast.bruno).post(reverse("contact", args=[article.pk]), QUESTION)
    away = Away(ConnectionRefusedError("away"))
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.message.EmailMessage.get_connection", lambda *_: away)
        do_waiting_work()
    waiting = DBTaskResult.objects.get(status="READY")
    assert waiting.run_after > timezone.now()
    assert waiting.args_kwargs["kwargs"]["attempt"] == 1
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=2)):
        do_waiting_work()
    (letter,) = mail.outbox
    first = DBTaskResult.objects.filter(task_path="people.tasks.deliver").earliest("enqueued_at")
    assert letter.message()["Message-ID"] == first.args_kwargs["kwargs"]["message_id"]


def test_q06_a_refusal_for_good_is_kept_with_its_reason(cast, article, monkeypatch):
    sign_in(cast.bruno).post(reverse("contact", args=[article.pk]), QUESTION)
    refusal = smtplib.SMTPRecipientsRefused({cast.odette.email: (550, b"no such person")})
    monkeypatch.setattr(
        "django.core.mail.message.EmailMessage.get_connection", lambda *_: Away(refusal)
    )
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        do_waiting_work()
    assert not DBTaskResult.objects.filter(status="READY").exists()
