"""Writing to somebody through the site: conversations, what is unread, stopping, blocking."""

import datetime
import re
import uuid

import pytest
from django.core import mail
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from notices.querysets import unread_count
from people.actions import give_role
from people.conversations.actions import reply, write_to_person
from people.limits import CONVERSATIONS_DAY, MESSAGES_HOUR, take_conversation, take_message
from people.models import (
    Appointment,
    AttemptCount,
    Block,
    Conversation,
    Message,
    Organisation,
    Participant,
    Person,
    SeenBy,
)
from people.roles import ORGANISATION_CONTACT
from tests.factories import PersonFactory, do_waiting_work, make_cast, make_officer, sign_in
from tests.standing import standing

pytestmark = pytest.mark.django_db


@standing
def cast():
    cast = make_cast()
    everyone = Person.objects.filter(pk__in=[cast.odette.pk, cast.bruno.pk, cast.lena.pk])
    everyone.update(name_seen_by=SeenBy.SIGNED_IN)
    for person in (cast.odette, cast.bruno, cast.lena):
        person.refresh_from_db()
    return cast


def write(by, to, text="How many carts?", key=None):
    form = {"text": text, "key": key or uuid.uuid4()}
    return sign_in(by).post(reverse("person_write", args=[to.pk]), form)


def answer(by, talk, text="Three.", **more):
    form = {"text": text, "key": uuid.uuid4(), **more}
    return sign_in(by).post(reverse("conversation", args=[talk.pk]), form)


def page(reader, name, *args):
    return sign_in(reader).get(reverse(name, args=args)).content.decode()


def test_a_message_is_read_and_answered_and_both_find_it_under_their_messages(cast):
    sent = write(cast.bruno, cast.odette)
    talk = Conversation.objects.get()
    assert sent["Location"] == reverse("conversation", args=[talk.pk])
    assert "Bruno Sel" in page(cast.odette, "inbox")
    assert "How many carts?" in page(cast.odette, "conversation", talk.pk)
    assert answer(cast.odette, talk).status_code == 302
    html = page(cast.bruno, "conversation", talk.pk)
    assert html.index("How many carts?") < html.index("Three.")
    assert "Odette Marsh" in page(cast.bruno, "inbox")


def test_two_persons_have_one_conversation_whoever_began_it(cast):
    write(cast.bruno, cast.odette)
    talk = Conversation.objects.get()
    address = reverse("person_write", args=[cast.bruno.pk])
    assert sign_in(cast.odette).get(address)["Location"] == reverse("conversation", args=[talk.pk])
    write(cast.odette, cast.bruno)
    assert Conversation.objects.count() == 1
    with pytest.raises(IntegrityError):
        Conversation.objects.create(pair=talk.pair)


def test_a_notice_names_nobody_and_nothing_that_was_said(cast):
    write(cast.bruno, cast.odette, "Carts of Heron")
    do_waiting_work()
    (letter,) = mail.outbox
    assert letter.to == [cast.odette.email]
    assert letter.subject == "You have a new message"
    for words in ("Bruno", "Heron", cast.bruno.email):
        assert words not in letter.message().as_string()


def test_looking_marks_nothing_as_read_a_button_or_an_answer_does(cast):
    write(cast.bruno, cast.odette)
    talk = Conversation.objects.get()
    assert "1 conversation has something new" in page(cast.odette, "desk")
    html = page(cast.odette, "conversation", talk.pk)
    assert "1 conversation has something new" in page(cast.odette, "desk")
    seen = re.search(r'name="seen" value="(\d+)"', html)[1]
    sign_in(cast.odette).post(reverse("conversation_read", args=[talk.pk]), {"seen": seen})
    assert "something new" not in page(cast.odette, "desk")
    write(cast.bruno, cast.odette, "And how many horses?")
    assert "1 conversation has something new" in page(cast.odette, "desk")
    answer(cast.odette, talk, seen=Message.objects.latest("pk").pk)
    assert "something new" not in page(cast.odette, "desk")
    assert "something new" in page(cast.bruno, "desk")


def test_what_comes_while_one_answers_stays_unread(cast):
    write(cast.bruno, cast.odette)
    talk = Conversation.objects.get()
    seen = Message.objects.get().pk
    write(cast.bruno, cast.odette, "I forgot the horses.")
    answer(cast.odette, talk, seen=seen)
    assert "1 conversation has something new" in page(cast.odette, "desk")


def test_what_told_of_a_message_is_read_when_the_message_is(cast):
    write(cast.bruno, cast.odette)
    talk = Conversation.objects.get()
    seen = Message.objects.get().pk
    write(cast.bruno, cast.odette, "I forgot the horses.")
    write(cast.lena, cast.odette, "Of something else.")
    page(cast.odette, "conversation", talk.pk)
    assert unread_count(cast.odette) == 3
    sign_in(cast.odette).post(reverse("conversation_read", args=[talk.pk]), {"seen": seen})
    assert unread_count(cast.odette) == 2
    answer(cast.odette, talk, seen=Message.objects.filter(conversation=talk).latest("pk").pk)
    assert unread_count(cast.odette) == 1
    assert unread_count(cast.bruno) == 1


def test_r3_whom_one_may_not_know_of_one_cannot_write_to(cast):
    Person.objects.filter(pk=cast.odette.pk).update(name_seen_by=SeenBy.NOBODY)
    for pk in (cast.odette.pk, cast.bruno.pk, 10**6):
        for method in ("get", "post"):
            address = reverse("person_write", args=[pk])
            assert getattr(sign_in(cast.bruno), method)(address).status_code == 404
    assert not Conversation.objects.exists()


def test_nobody_else_opens_a_conversation_not_even_an_administrator(cast):
    write(cast.bruno, cast.odette)
    talk = Conversation.objects.get()
    for stranger in (cast.lena, cast.petra, cast.simon):
        browser = sign_in(stranger)
        assert browser.get(reverse("conversation", args=[talk.pk])).status_code == 404
        for name in ("conversation", "conversation_read", "conversation_stop"):
            form = {"text": "Me too", "key": uuid.uuid4(), "seen": 1}
            assert browser.post(reverse(name, args=[talk.pk]), form).status_code == 404
    assert Message.objects.count() == 1


def test_who_stopped_is_sent_nothing_until_they_write_again(cast):
    write(cast.bruno, cast.odette)
    talk = Conversation.objects.get()
    sign_in(cast.odette).post(reverse("conversation_stop", args=[talk.pk]))
    for sent in (answer(cast.bruno, talk, "Hello?"), write(cast.bruno, cast.odette, "Hello?")):
        assert sent.status_code == 200
        assert "Hello?" in sent.content.decode()
    assert Message.objects.count() == 1
    assert "something new" not in page(cast.odette, "desk")
    answer(cast.odette, talk, "I was away.")
    assert answer(cast.bruno, talk, "Welcome back.").status_code == 302


def test_who_is_blocked_reaches_nobody_and_is_not_told(cast):
    sign_in(cast.odette).post(reverse("person_block", args=[cast.bruno.pk]), {"then": "block"})
    html = write(cast.bruno, cast.odette).content.decode()
    assert "There is nobody here who could answer at present." in html
    assert "lock" not in re.search(r'role="alert".*?</div>', html, re.DOTALL)[0]
    assert not Conversation.objects.exists()
    counted = AttemptCount.objects.filter(key=CONVERSATIONS_DAY.key(str(cast.bruno.pk)))
    assert not counted.exists()
    sign_in(cast.odette).post(reverse("person_block", args=[cast.bruno.pk]), {"then": "unblock"})
    assert write(cast.bruno, cast.odette).status_code == 302


def test_whoever_wrote_can_be_blocked_although_they_hide_their_name(cast):
    write(cast.bruno, cast.odette)
    Person.objects.filter(pk=cast.bruno.pk).update(name_seen_by=SeenBy.NOBODY)
    address = reverse("person_block", args=[cast.bruno.pk])
    assert sign_in(cast.lena).post(address, {"then": "block"}).status_code == 404
    assert sign_in(cast.odette).post(address, {"then": "block"}).status_code == 302
    assert Block.objects.get().by == cast.odette
    assert "Bruno Sel" in page(cast.odette, "inbox")


def test_twenty_new_conversations_a_day_and_answers_without_end(cast):
    write(cast.bruno, cast.odette)
    for _ in range(CONVERSATIONS_DAY.amount - 1):
        take_conversation(cast.bruno)
    html = write(cast.bruno, cast.lena, "And you?").content.decode()
    assert "as many conversations as a day allows" in html
    assert "And you?" in html
    assert write(cast.bruno, cast.odette).status_code == 302


def test_c07_one_form_sent_twice_is_one_message(cast):
    key = uuid.uuid4()
    for _ in range(2):
        assert write(cast.bruno, cast.odette, key=key).status_code == 302
    assert Message.objects.count() == 1


def test_an_empty_or_too_long_message_is_refused_with_its_words(cast):
    for text in ("", "   ", "x" * 5001):
        sent = write(cast.bruno, cast.odette, text)
        assert sent.status_code == 200
        assert 'href="#id_text"' in sent.content.decode()
    assert "x" * 5001 in sent.content.decode()
    assert not Conversation.objects.exists()


def test_writing_to_an_organisation_reaches_its_contact_else_its_associations_editors(cast):
    address = reverse("organisation_write", args=[cast.ferry_landing.pk])
    form = {"text": "Who keeps the carts?", "key": uuid.uuid4()}
    assert sign_in(cast.bruno).post(address, form).status_code == 302
    give_role(
        by=None,
        person=cast.odette,
        role=ORGANISATION_CONTACT,
        organisation=cast.ferry_landing,
    )
    assert sign_in(cast.bruno).post(address, {**form, "key": uuid.uuid4()}).status_code == 302
    do_waiting_work()
    assert [letter.to for letter in mail.outbox] == [[cast.lena.email], [cast.odette.email]]
    assert "Ferry Landing" in page(cast.bruno, "inbox")


def test_a_question_to_several_is_in_the_inbox_of_each_and_one_who_stops_is_left_out(cast):
    second = make_officer("Nell Rivers", cast.ferry_landing, "Clerk")
    for person in (cast.odette, second):
        give_role(
            by=None, person=person, role=ORGANISATION_CONTACT, organisation=cast.ferry_landing
        )
    address = reverse("organisation_write", args=[cast.ferry_landing.pk])
    sign_in(cast.bruno).post(address, {"text": "Who keeps them?", "key": uuid.uuid4()})
    talk = Conversation.objects.get()
    sign_in(second).post(reverse("conversation_stop", args=[talk.pk]))
    do_waiting_work()
    mail.outbox.clear()
    answer(cast.bruno, talk, "Anybody?")
    do_waiting_work()
    assert [letter.to for letter in mail.outbox] == [[cast.odette.email]]


def test_what_somebody_wrote_stays_when_their_record_goes(cast):
    guest = PersonFactory(name="Gone Guest", name_seen_by=SeenBy.SIGNED_IN)
    write(guest, cast.odette, "I was here.")
    talk = Conversation.objects.get()
    guest.delete()
    html = page(cast.odette, "conversation", talk.pk)
    assert "I was here." in html
    assert "Former member" in html
    assert "Gone Guest" not in html
    assert "Somebody who is not listed any more" in page(cast.odette, "inbox")


def test_x08_signs_that_turn_text_round_are_taken_out_and_lines_stay(cast):
    write(cast.bruno, cast.odette, "one\r\ntwo\u202ethree\x07\u2066 أهلاً")
    assert Message.objects.get().text == "one\ntwothree أهلاً"


def test_the_inbox_is_read_on_from_the_last_conversation_shown(cast):
    began = timezone.now()
    for number in range(25):
        other = PersonFactory(name=f"Reader {number:02}", name_seen_by=SeenBy.SIGNED_IN)
        talk = write_to_person(by=other, person=cast.odette, text="Hello", key=uuid.uuid4())
        moment = began - datetime.timedelta(minutes=number)
        Conversation.objects.filter(pk=talk.pk).update(last_message_at=moment)
    browser = sign_in(cast.odette)
    first = browser.get(reverse("inbox")).content.decode()
    following = re.search(r'href="([^"]+)" rel="next"', first)[1]
    second = browser.get(reverse("inbox") + following.partition("/messages/")[2]).content.decode()
    shown = [re.findall(r"Reader \d\d", html) for html in (first, second)]
    assert len(set(shown[0])) == 20
    assert set(shown[0]) | set(shown[1]) == {f"Reader {number:02}" for number in range(25)}
    assert not set(shown[0]) & set(shown[1])
    number = uuid.uuid4()
    wrong = ("x", "2026-01-01T00:00:00Z_7", f"2026-01-01T00:00:00_{number}")
    for place in (*wrong, f"0001-01-01T00:00:00+14:00_{number}"):
        assert browser.get(reverse("inbox"), {"after": place}).status_code == 400


def test_the_inbox_costs_the_same_for_one_conversation_and_for_twenty(cast):
    counts = []
    for number in (1, 19):
        for _ in range(number):
            other = PersonFactory(name_seen_by=SeenBy.SIGNED_IN)
            write_to_person(by=other, person=cast.odette, text="Hello", key=uuid.uuid4())
        browser = sign_in(cast.odette)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            browser.get(reverse("inbox"))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 13


def test_a_long_conversation_shows_its_end_and_the_way_to_its_beginning(cast):
    talk = write_to_person(by=cast.bruno, person=cast.odette, text="Number 00", key=uuid.uuid4())
    own = Participant.objects.select_related("conversation").get(person=cast.bruno)
    for number in range(1, 60):
        text = f"Number {number:02}"
        reply(by=cast.bruno, participation=own, text=text, key=uuid.uuid4(), seen=None)
    browser = sign_in(cast.odette)
    address = reverse("conversation", args=[talk.pk])
    html = browser.get(address).content.decode()
    assert "Number 59" in html
    assert "Number 09" not in html
    earlier = re.search(rf'href="{address}(\?before=\d+)"', html)[1]
    html = browser.get(address + earlier).content.decode()
    assert "Number 00" in html
    assert "Number 09" in html
    assert "Number 10" not in html


def test_visitors_sign_in_first(client, cast):
    for name, args in (("inbox", ()), ("person_write", (cast.odette.pk,))):
        assert "/account/login/" in client.get(reverse(name, args=args))["Location"]


def test_a_former_colleague_of_the_contact_is_not_asked(cast):
    town = Organisation.objects.get(pk=cast.ferry_landing.pk)
    held = Appointment.objects.get(person=cast.odette)
    give_role(
        by=None,
        person=cast.odette,
        role=ORGANISATION_CONTACT,
        organisation=town,
        appointment=held,
    )
    Appointment.objects.filter(pk=held.pk).update(until_on=datetime.date(2024, 1, 1))
    form = {"text": "Who keeps them?", "key": uuid.uuid4()}
    sign_in(cast.bruno).post(reverse("organisation_write", args=[town.pk]), form)
    assert not Participant.objects.filter(person=cast.odette).exists()


def test_no_mailbox_is_filled_by_messages_without_end(cast):
    begun = write(cast.bruno, cast.odette, "How many carts?")
    assert begun.status_code == 302
    talk, browser = Conversation.objects.get(), sign_in(cast.bruno)
    address = reverse("conversation", args=[talk.pk])
    for _ in range(MESSAGES_HOUR.amount - 1):
        take_message(cast.bruno)
    sent = browser.post(address, {"text": "And how many more?", "key": uuid.uuid4()})
    assert sent.status_code == 200
    assert "as many messages as an hour allows" in sent.content.decode()
    assert "And how many more?" in sent.content.decode()
    assert talk.messages.count() == 1
