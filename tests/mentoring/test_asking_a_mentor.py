"""Asking, answering, withdrawing, running out: each state, who may make each move, who is told."""

import datetime
import uuid

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentoring.asking import actions
from mentoring.asking.actions import look_after_requests
from mentoring.looking.wish import Wish
from mentoring.models import Offer, Pair, Request
from mentoring.permissions import can_see_request
from people.models import AuditEntry, Block, Conversation, Message
from tests.factories import (
    AppointmentFactory,
    PersonFactory,
    do_waiting_work,
    make_cast,
    make_offer,
    make_pair,
    make_request,
    sign_in,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db

WORDS = "We lose half of the fees. How do you collect them?"


cast = standing(make_cast)


@pytest.fixture
def offer(cast):
    return make_offer(cast.odette, places=1)


def ask(offer, by, key=None, words=WORDS):
    sent = {"words": words, "key": str(key or uuid.uuid4())}
    return sign_in(by).post(reverse("ask_mentor", args=[offer.pk]), sent)


def decide(request, by, then, **more):
    return sign_in(by).post(reverse("mentoring_request", args=[request.pk]), {"then": then, **more})


def mails():
    do_waiting_work()
    sent = [(one.to[0].partition("@")[0], one.subject) for one in mail.outbox]
    mail.outbox.clear()
    return sent


# -- Asking ----------------------------------------------------------------------------------------


def test_one_asks_and_both_share_a_conversation_from_then_on(cast, offer):
    assert ask(offer, cast.bruno).status_code == 302
    request = Request.objects.get()
    talk = Conversation.objects.get()
    assert request.conversation == talk
    assert Message.objects.get().text == WORDS
    for person in (cast.bruno, cast.odette):
        assert sign_in(person).get(reverse("conversation", args=[talk.pk])).status_code == 200
    # One mail and no second one about the message.
    assert mails() == [("odette-marsh", "You have a new request")]


def test_c07_one_form_sent_twice_asks_once(cast, offer):
    key = uuid.uuid4()
    assert [ask(offer, cast.bruno, key).status_code for _time in (1, 2)] == [302, 302]
    assert Request.objects.count() == Message.objects.count() == 1
    assert len(mails()) == 1


def test_one_asks_the_same_mentor_once_at_a_time(cast, offer):
    ask(offer, cast.bruno)
    answer = ask(offer, cast.bruno)
    assert answer.status_code == 200
    assert "You have asked them already" in answer.content.decode()
    assert WORDS in answer.content.decode()
    assert Request.objects.count() == 1


def test_p05_what_the_form_does_not_ask_for_is_ignored(cast, offer):
    sent = {"words": WORDS, "key": str(uuid.uuid4()), "state": "accepted", "asker": cast.yara.pk}
    sign_in(cast.bruno).post(reverse("ask_mentor", args=[offer.pk]), sent)
    request = Request.objects.get()
    assert (request.state, request.asker) == ("waiting", cast.bruno)


def test_an_empty_form_says_what_to_write_and_asks_nobody(cast, offer):
    answer = ask(offer, cast.bruno, words=" ")
    assert 'href="#id_words"' in answer.content.decode()
    assert not Request.objects.exists()


def test_where_no_place_is_left_the_page_says_so(cast, offer):
    make_pair(cast.odette, cast.yara)
    answer = ask(offer, cast.bruno)
    assert answer.status_code == 409
    assert "No place is free" in answer.content.decode()
    assert not Conversation.objects.exists()


def test_whom_a_mentor_blocks_learns_no_more_than_that_nobody_answers(cast, offer):
    Block.objects.create(by=cast.odette, person=cast.bruno)
    answer = ask(offer, cast.bruno)
    assert "nobody here who could answer" in answer.content.decode()
    assert not Request.objects.exists()


def test_ten_requests_a_day_are_enough(cast):
    answers = [ask(make_offer(PersonFactory()), cast.bruno) for _number in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [200]
    assert Request.objects.count() == 10


# -- Deciding --------------------------------------------------------------------------------------


def test_the_mentor_accepts_and_a_pair_begins(cast, offer):
    request = make_request(cast.bruno, offer)
    answer = decide(request, cast.odette, "accept")
    pair = Pair.objects.get()
    assert answer["Location"] == reverse("pair", args=[pair.pk])
    assert (pair.mentor, pair.mentee, pair.state) == (cast.odette, cast.bruno, "agreeing")
    assert mails() == [("bruno-sel", "There is a decision about your request")]
    page = sign_in(cast.bruno).get(reverse("mentoring_request", args=[request.pk]))
    assert "Odette Marsh" in page.content.decode()


def test_before_that_the_asker_sees_the_mentors_post_alone(cast, offer):
    request = make_request(cast.bruno, offer)
    page = sign_in(cast.bruno).get(reverse("mentoring_request", args=[request.pk]))
    assert "Head of waste collection" in page.content.decode()
    assert "Odette Marsh" not in page.content.decode()


def test_the_last_place_closes_the_other_requests(cast, offer):
    others = [make_request(person, offer) for person in (cast.yara, cast.petra)]
    taken = make_request(cast.bruno, offer)
    decide(taken, cast.odette, "accept")
    states = dict(Request.objects.values_list("asker__name", "state"))
    assert states == {"Bruno Sel": "accepted", "Yara Stone": "filled", "Petra Vance": "filled"}
    assert Offer.objects.get(pk=offer.pk).free_places == 0
    subject = "There is a decision about your request"
    told = ["bruno-sel", "petra-vance", "yara-stone"]
    assert sorted(mails()) == [(one, subject) for one in told]
    answer = decide(others[0], cast.odette, "accept")
    assert answer.status_code == 409
    assert Pair.objects.count() == 1


def test_a_place_that_is_left_closes_nothing(cast):
    offer = make_offer(cast.odette, places=2)
    other = make_request(cast.yara, offer)
    decide(make_request(cast.bruno, offer), cast.odette, "accept")
    other.refresh_from_db()
    assert other.state == "waiting"


def test_a_no_says_why_and_three_others_are_suggested(cast, offer):
    for _number in range(4):
        make_offer(PersonFactory())
    make_offer(PersonFactory(), places=1, taken=1)
    wanted = Wish(themes=("waste",), languages=("en",)).as_data()
    request = make_request(cast.bruno, offer, wanted=wanted)
    empty = decide(request, cast.odette, "decline", reason="")
    assert 'href="#id_reason"' in empty.content.decode()
    assert decide(request, cast.odette, "decline", reason="I am away.").status_code == 302
    page = sign_in(cast.bruno).get(reverse("mentoring_request", args=[request.pk]))
    assert "I am away." in page.content.decode()
    assert len(page.context["others"]) == 3
    assert all(line.offer.can_be_asked for line in page.context["others"])
    assert request.offer not in [line.offer for line in page.context["others"]]


@pytest.mark.parametrize("then", ["accept", "decline", "withdraw"])
def test_p09_what_was_withdrawn_is_decided_no_more(cast, offer, then):
    request = make_request(cast.bruno, offer)
    assert decide(request, cast.bruno, "withdraw").status_code == 302
    by = cast.bruno if then == "withdraw" else cast.odette
    answer = decide(request, by, then, reason="No.")
    assert answer.status_code == 409
    request.refresh_from_db()
    assert (request.state, request.reason) == ("withdrawn", "")
    assert not Pair.objects.exists()
    assert Offer.objects.get(pk=offer.pk).taken == 0


@pytest.mark.parametrize(
    ("who", "then"), [("bruno", "accept"), ("bruno", "decline"), ("odette", "withdraw")]
)
def test_nobody_makes_the_move_of_the_other(cast, offer, who, then):
    request = make_request(cast.bruno, offer)
    assert decide(request, getattr(cast, who), then, reason="No.").status_code == 404
    request.refresh_from_db()
    assert request.state == "waiting"


def test_p02_the_question_about_one_request_and_about_many_agree(cast, offer):
    make_request(cast.bruno, offer)
    make_request(cast.yara, offer, state="proposed", reached_mentor=False)
    left = {"state": "withdrawn", "reached_mentor": False, "settled_at": timezone.now()}
    make_request(cast.petra, offer, **left)
    people = (cast.odette, cast.bruno, cast.yara, cast.petra, cast.simon, cast.lena)
    for person in people:
        seen = set(Request.objects.visible_to(person).values_list("pk", flat=True))
        assert seen == {one.pk for one in Request.objects.all() if can_see_request(person, one)}
    assert Request.objects.visible_to(cast.odette).count() == 1


# -- Time goes by ----------------------------------------------------------------------------------


def test_after_four_days_the_mentor_is_reminded_once_and_after_ten_it_runs_out(cast, offer):
    begun = timezone.now()
    request = make_request(cast.bruno, offer)
    for days, sent in (
        (3, []),
        (4, [("odette-marsh", "A request still waits for your answer")]),
        (5, []),
        (9, []),
        (10, [("bruno-sel", "There is a decision about your request")]),
        (11, []),
    ):
        with time_machine.travel(begun + datetime.timedelta(days=days, minutes=1), tick=False):
            look_after_requests()
            assert mails() == sent, days
    request.refresh_from_db()
    assert request.state == "expired"


def test_a_request_to_a_closed_account_runs_out_at_once(cast, offer):
    request = make_request(cast.bruno, offer)
    cast.odette.is_active = False
    cast.odette.save()
    look_after_requests()
    request.refresh_from_db()
    assert request.state == "expired"


# -- The programme ---------------------------------------------------------------------------------


def suggest(cast, offer, asker):
    browser = sign_in(cast.petra, with_second_factor=True)
    address = f"{reverse('suggest_mentor', args=[offer.pk])}?q={asker.name.split()[0]}"
    form = browser.get(address).context["form"]
    sent = {"asker": asker.pk, "words": "Same river.", "key": form["key"].value()}
    return browser.post(address, sent)


def test_the_programme_suggests_a_pair_and_the_mentor_learns_of_it_later(cast, offer):
    assert suggest(cast, offer, cast.bruno).status_code == 302
    request = Request.objects.get()
    assert (request.state, request.proposed_by) == ("proposed", cast.petra)
    assert mails() == [("bruno-sel", "The programme has a suggestion for you")]
    address = reverse("mentoring_request", args=[request.pk])
    assert sign_in(cast.odette).get(address).status_code == 404
    assert decide(request, cast.bruno, "take-up", words=WORDS, key=uuid.uuid4()).status_code == 302
    assert mails() == [("odette-marsh", "You have a new request")]
    assert sign_in(cast.odette).get(address).status_code == 200
    assert AuditEntry.objects.filter(act="mentoring.pair-proposed", by=cast.petra).count() == 1


def test_what_the_asker_leaves_alone_never_reaches_the_mentor(cast, offer):
    suggest(cast, offer, cast.bruno)
    request = Request.objects.get()
    decide(request, cast.bruno, "withdraw")
    address = reverse("mentoring_request", args=[request.pk])
    assert sign_in(cast.odette).get(address).status_code == 404


def test_a_mentor_is_not_suggested_to_a_colleague(cast, offer):
    colleague = PersonFactory(name="Odo Marsh")
    AppointmentFactory(person=colleague, organisation=cast.ferry_landing)
    browser = sign_in(cast.petra, with_second_factor=True)
    page = browser.get(reverse("suggest_mentor", args=[offer.pk]), {"q": "Odo"})
    assert "Nobody of this name" in page.content.decode()


def test_r8_each_look_at_what_was_suggested_is_noted(cast, offer):
    suggest(cast, offer, cast.bruno)
    make_pair(cast.yara, cast.lena)
    page = sign_in(cast.petra, with_second_factor=True).get(reverse("matches"))
    assert "Bruno Sel" in page.content.decode()
    assert "Lena Brook" not in page.content.decode()
    assert "Same river" not in page.content.decode()
    assert AuditEntry.objects.filter(act="mentoring.matches-read", by=cast.petra).count() == 1


# -- The own list ----------------------------------------------------------------------------------


def test_the_own_list_asks_as_much_of_the_database_for_one_as_for_twenty(cast):
    browser, counted = sign_in(cast.odette), []
    make_offer(cast.odette, places=20)
    for number in (1, 19):
        for _one in range(number):
            asker = PersonFactory()
            AppointmentFactory(person=asker)
            make_request(asker, cast.odette.mentoring_offer)
            make_pair(PersonFactory(), cast.odette)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(reverse("mentoring")).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_the_desk_says_what_waits_and_until_when(cast, offer):
    make_request(cast.bruno, offer)
    page = sign_in(cast.odette).get(reverse("desk")).content.decode()
    assert "Somebody asks you to coach them" in page
    assert "Somebody asks you" not in sign_in(cast.bruno).get(reverse("desk")).content.decode()


def test_asking_in_an_action_takes_no_request_of_the_web(cast, offer):
    question = actions.Question(words=WORDS, wish=Wish())
    request = actions.ask(by=cast.bruno, offer=offer, question=question, key=uuid.uuid4())
    assert request.state == "waiting"
