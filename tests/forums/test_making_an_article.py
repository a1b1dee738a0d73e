"""A question and its answer become the draft of an article, once their authors have said yes."""

import pytest
from django.urls import reverse
from django.utils import timezone

from forums.actions.answering import mark_answer
from forums.models import CreditRequest
from forums.roles import make_facilitator
from learning.models import ArticlePage
from people.models import Person
from tests.factories import answer, ask, make_board, make_cast, make_known, sign_in
from tests.standing import standing

pytestmark = pytest.mark.django_db


@standing
def cast():
    people = make_cast()
    make_known(people.odette, people.bruno)
    return people


@pytest.fixture
def answered(cast):
    board = make_board()
    make_facilitator(by=None, person=cast.lena, board=board)
    topic = ask(cast.odette, board, text="Two wards share one point.")
    mark_answer(by=cast.odette, post=answer(cast.bruno, topic, "We charge where the cart starts."))
    topic.refresh_from_db()
    return topic


def promote(person, topic, then):
    url = reverse("promote", args=[topic.pk])
    return sign_in(person, with_second_factor=True).post(url, {"then": then}, follow=True)


def say(person, topic, state):
    return sign_in(person).post(reverse("credit", args=[topic.pk]), {"state": state}, follow=True)


def test_the_authors_are_asked_credited_and_linked(cast, answered):
    promote(cast.lena, answered, "ask")
    notices = sign_in(cast.bruno).get(reverse("notices")).content.decode()
    assert reverse("credit", args=[answered.pk]) in notices
    say(cast.odette, answered, "named")
    say(cast.bruno, answered, "unnamed")
    page = promote(cast.lena, answered, "begin").content.decode()
    assert "We charge where the cart starts." in page
    article = ArticlePage.objects.get(title=answered.title)
    assert (article.live, article.owner, article.authors) == (False, cast.lena, "Odette Marsh")
    answered.refresh_from_db()
    assert answered.article_id == article.pk
    # A draft is not named to readers of the topic; the article is, and leads back.
    topic_url = reverse("topic", args=[answered.pk])
    assert "Became an article" not in sign_in(cast.bruno).get(topic_url).content.decode()
    article.first_published_at = timezone.now()
    article.save_revision().publish()
    article.refresh_from_db()
    assert "Became an article" in sign_in(cast.bruno).get(topic_url).content.decode()
    assert topic_url in sign_in(cast.bruno).get(article.address).content.decode()


def test_nothing_is_begun_before_all_have_said_yes(cast, answered):
    assert "cannot be done now" in promote(cast.lena, answered, "begin").content.decode()
    promote(cast.lena, answered, "ask")
    promote(cast.lena, answered, "ask")
    assert CreditRequest.objects.filter(topic=answered).count() == 2
    say(cast.odette, answered, "named")
    say(cast.bruno, answered, "refused")
    assert "cannot be done now" in promote(cast.lena, answered, "begin").content.decode()
    assert not ArticlePage.objects.filter(title=answered.title).exists()


def test_twice_begun_is_one_draft_and_then_no_author_changes_their_mind(cast, answered):
    promote(cast.lena, answered, "ask")
    say(cast.odette, answered, "named")
    say(cast.bruno, answered, "named")
    for _time in range(2):
        promote(cast.lena, answered, "begin")
    assert ArticlePage.objects.filter(title=answered.title).count() == 1
    assert "begun already" in say(cast.bruno, answered, "refused").content.decode()


def test_only_who_looks_after_the_board_makes_one_and_only_of_an_answer(cast, answered):
    assert sign_in(cast.odette).get(reverse("promote", args=[answered.pk])).status_code == 404
    other = ask(cast.odette, answered.board, "Without an answer?")
    browser = sign_in(cast.lena, with_second_factor=True)
    assert browser.get(reverse("promote", args=[other.pk])).status_code == 404


def test_who_refused_is_not_overruled_by_leaving(cast, answered):
    promote(cast.lena, answered, "ask")
    say(cast.odette, answered, "named")
    say(cast.bruno, answered, "refused")
    Person.objects.filter(pk=cast.bruno.pk).update(is_active=False)
    promote(cast.lena, answered, "begin")
    assert not ArticlePage.objects.exists()


def test_who_left_before_being_asked_cannot_say_yes(cast, answered):
    Person.objects.filter(pk=cast.bruno.pk).update(is_active=False)
    page = promote(cast.lena, answered, "ask").content.decode()
    assert "has left, and cannot be asked" in page
    say(cast.odette, answered, "named")
    promote(cast.lena, answered, "begin")
    assert not ArticlePage.objects.exists()


def test_another_answer_has_another_author_who_is_asked_and_credited(cast, answered):
    promote(cast.lena, answered, "ask")
    for person in (cast.odette, cast.bruno):
        say(person, answered, "named")
    make_known(cast.simon)
    mark_answer(by=cast.odette, post=answer(cast.simon, answered, "We ask both wards."))
    page = sign_in(cast.lena).get(reverse("promote", args=[answered.pk])).content.decode()
    assert "Ask the authors" in page
    promote(cast.lena, answered, "begin")
    assert not ArticlePage.objects.exists()
    promote(cast.lena, answered, "ask")
    say(cast.simon, answered, "named")
    promote(cast.lena, answered, "begin")
    (article,) = ArticlePage.objects.all()
    assert cast.simon.name in article.authors
    assert cast.bruno.name not in article.authors
