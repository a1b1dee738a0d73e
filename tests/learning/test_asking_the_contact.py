"""A reader asks whoever answers for a text; the question begins a conversation inside the site."""

import datetime
import smtplib
import uuid
from email import message_from_bytes

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from notices.models import Mail
from pages.audiences import set_audience
from people.limits import CONVERSATIONS_DAY, take_conversation
from people.models import Appointment, AttemptCount, Conversation, Message, Person
from tests.factories import (
    do_waiting_work,
    library_in,
    make_article,
    make_officer,
    sign_in,
)

pytestmark = pytest.mark.django_db

POST = "Head of waste collection"
QUESTION = "How many carts did you need?"


@pytest.fixture
def article(cast):
    return make_article(
        library_in("en", cast.lake),
        title="Heron Papers",
        contact_post=POST,
        contact_organisation=cast.ferry_landing,
        contact_person=cast.odette,
    )


def ask(person, page, question=QUESTION, key=None):
    form = {"question": question, "key": key or uuid.uuid4()}
    answer = sign_in(person).post(reverse("contact", args=[page.pk]), form)
    do_waiting_work()
    return answer


def told():
    return [letter.to for letter in mail.outbox]


def test_the_question_reaches_who_holds_the_post_and_the_answer_reaches_who_asked(cast, article):
    answer = ask(cast.bruno, article)
    begun = Conversation.objects.get()
    address = reverse("conversation", args=[begun.pk])
    assert answer["Location"] == address
    assert told() == [[cast.odette.email]]
    html = sign_in(cast.odette).get(address).content.decode()
    for words in (QUESTION, "Bruno Sel", "Heron Papers", article.address):
        assert words in html
    reply = {"text": "Three, one of them spare.", "key": uuid.uuid4()}
    assert sign_in(cast.odette).post(address, reply).status_code == 302
    do_waiting_work()
    assert told()[1:] == [[cast.bruno.email]]
    html = sign_in(cast.bruno).get(address).content.decode()
    assert "Three, one of them spare." in html
    assert "Odette Marsh" in html


def test_the_mail_says_only_that_something_waits_and_where(cast, article):
    ask(cast.bruno, article)
    (letter,) = mail.outbox
    assert letter.subject == "You have a new message"
    assert reverse("conversation", args=[Conversation.objects.get().pk]) in letter.body
    whole = letter.message().as_string()
    for words in ("Bruno", "Heron", "carts", POST, cast.bruno.email):
        assert words not in whole


def test_no_page_shows_an_address(cast, article):
    ask(cast.bruno, article)
    talk = reverse("conversation", args=[Conversation.objects.get().pk])
    form = reverse("contact", args=[article.pk])
    for reader in (cast.bruno, cast.odette):
        for address in (article.address, form, talk, reverse("inbox")):
            html = sign_in(reader).get(address).content.decode()
            assert POST in html
            assert "@towns.example" not in html


def test_the_name_of_who_holds_the_post_is_shown_when_they_answer(cast, article):
    ask(cast.bruno, article)
    address = reverse("conversation", args=[Conversation.objects.get().pk])
    assert "Odette" not in sign_in(cast.bruno).get(address).content.decode()
    sign_in(cast.odette).post(address, {"text": "Three.", "key": uuid.uuid4()})
    assert "Odette Marsh" in sign_in(cast.bruno).get(address).content.decode()


def test_the_successor_is_asked_when_the_person_has_left(cast, article):
    Appointment.objects.filter(person=cast.odette).update(until_on=datetime.date(2024, 1, 1))
    successor = make_officer("Nell Rivers", cast.ferry_landing, POST)
    ask(cast.bruno, article)
    assert told() == [[successor.email]]


def test_the_person_is_asked_where_the_post_is_called_otherwise_now(cast, article):
    Appointment.objects.filter(person=cast.odette).update(post="Director of works")
    ask(cast.bruno, article)
    assert told() == [[cast.odette.email]]


def test_who_has_no_account_is_not_asked_since_they_could_not_read_it(cast, article):
    cast.odette.set_unusable_password()
    cast.odette.save()
    ask(cast.bruno, article)
    assert told() == [[cast.lena.email]]


def test_the_editors_are_asked_where_the_post_is_vacant(cast, article):
    Appointment.objects.filter(person=cast.odette).update(until_on=datetime.date(2024, 1, 1))
    ask(cast.bruno, article)
    assert told() == [[cast.lena.email]]


def test_the_programmes_editors_are_the_last_to_be_asked(cast, article):
    Person.objects.filter(pk__in=[cast.odette.pk, cast.lena.pk]).update(is_active=False)
    ask(cast.bruno, article)
    assert told() == [[cast.petra.email]]


def test_where_nobody_is_left_the_form_says_so_and_keeps_the_words(cast, article):
    Person.objects.exclude(pk=cast.bruno.pk).update(is_active=False)
    html = ask(cast.bruno, article).content.decode()
    assert "There is nobody here who could answer at present." in html
    assert QUESTION in html
    assert not mail.outbox
    assert not AttemptCount.objects.exists()
    assert not Conversation.objects.exists()


def test_the_mail_is_in_the_language_of_who_gets_it(cast, article):
    Person.objects.filter(pk=cast.odette.pk).update(language="fr")
    ask(cast.bruno, article)
    with translation.override("fr"):
        assert mail.outbox[0].subject == gettext("You have a new message")


def test_u19_a_name_and_a_title_with_line_breaks_reach_no_header(cast, article):
    evil = "Evil, Name\r\nBcc: all@towns.example\n=?utf-8?q?=0ABcc?="
    Person.objects.filter(pk=cast.bruno.pk).update(name=evil)
    article.title = "Title\nBcc: all@towns.example %0aCc: x =?utf-8?q?=0ATo:x?= \u202egnp"
    article.save()
    ask(cast.bruno, article, "100 %s %(name)s %\r\nBcc: all@towns.example")
    (letter,) = mail.outbox
    parsed = message_from_bytes(letter.message().as_bytes())
    assert letter.recipients() == [cast.odette.email]
    assert (parsed["Bcc"], parsed["Cc"], parsed["Reply-To"]) == (None, None, None)
    assert Message.objects.get().text == "100 %s %(name)s %\nBcc: all@towns.example"


def test_x13_the_longest_question_is_a_plain_mail_of_less_than_thirty_kilobytes(cast, article):
    ask(cast.bruno, article, "水" * 5000)
    (letter,) = mail.outbox
    assert letter.content_subtype == "plain"
    assert len(letter.message().as_bytes()) < 30_000


def test_too_long_a_question_is_refused_and_kept(cast, article):
    answer = ask(cast.bruno, article, "x" * 5001)
    assert answer.status_code == 200
    assert "x" * 5001 in answer.content.decode()
    assert not mail.outbox
    assert not Conversation.objects.exists()


def test_twenty_questions_a_day_and_no_more(cast, article):
    for _ in range(CONVERSATIONS_DAY.amount - 1):
        take_conversation(cast.bruno)
    assert ask(cast.bruno, article).status_code == 302
    answer = ask(cast.bruno, article)
    assert "as many conversations as a day allows" in answer.content.decode()
    assert len(mail.outbox) == 1
    assert ask(cast.yara, article).status_code == 302
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1, minutes=1)):
        assert ask(cast.bruno, article).status_code == 302


def test_c07_a_form_sent_twice_asks_once(cast, article):
    key = uuid.uuid4()
    first, second = (ask(cast.bruno, article, key=key) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Message.objects.count() == 1
    assert len(mail.outbox) == 1


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


def test_l25_the_title_is_named_only_to_who_may_read_it_now(cast, article):
    ask(cast.bruno, article)
    address = reverse("conversation", args=[Conversation.objects.get().pk])
    assert "Heron" in sign_in(cast.bruno).get(address).content.decode()
    set_audience(article.translation_key, f"association:{cast.lake.pk}")
    for page in (address, reverse("inbox")):
        html = sign_in(cast.bruno).get(page).content.decode()
        assert "Heron" not in html
        assert article.address not in html
        assert "Heron" in sign_in(cast.odette).get(page).content.decode()


def test_q01_the_mail_waits_in_the_same_transaction(cast, article):
    form = {"question": QUESTION, "key": uuid.uuid4()}
    sign_in(cast.bruno).post(reverse("contact", args=[article.pk]), form)
    assert not mail.outbox
    assert Mail.objects.get().state == Mail.State.QUEUED


def test_q06_a_refusal_for_good_leaves_the_conversation_as_it_is(cast, article, monkeypatch):
    class SaysNo:
        open = close = lambda self: None

        def send_messages(self, messages):
            refused = {cast.odette.email: (550, b"no such person")}
            raise smtplib.SMTPRecipientsRefused(refused)

    monkeypatch.setattr("notices.outbox.get_connection", SaysNo)
    ask(cast.bruno, article)
    assert Mail.objects.get().state == Mail.State.PARKED
    assert (
        QUESTION
        in sign_in(cast.odette)
        .get(reverse("conversation", args=[Conversation.objects.get().pk]))
        .content.decode()
    )
