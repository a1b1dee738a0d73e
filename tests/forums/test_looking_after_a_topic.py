"""Pinning, closing and moving a topic; where it moves to decides who reads it, at once."""

import pytest
from django.test import Client
from django.urls import reverse

from forums.actions import looking_after
from forums.models import Board, Topic
from forums.roles import make_facilitator
from notices.models import Notice
from pages.registries import settle
from people.models import AuditEntry, ClosedGroup
from tests.factories import answer, ask, do_waiting_work, make_article, make_board, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(mira):
    """A board of a circle in which Mira is, and which she looks after."""
    group = ClosedGroup.objects.create(name="Circle of Mira")
    group.members.add(mira)
    board = make_board("Behind the door", f"group:{group.pk}")
    make_facilitator(by=None, person=mira, board=board)
    return board


def decide(person, topic, board, **more):
    """Save the form, as it is shown now or was `shown` before."""
    browser, url = sign_in(person), reverse("look_after", args=[topic.pk])
    said = {"board": board.pk, "shown": shown_to(browser, url), **more}
    return browser.post(url, said)


def shown_to(browser, url):
    page = browser.get(url)
    return page.context["form"]["shown"].value() if page.status_code == 200 else ""


def test_a_pinned_topic_stands_above_newer_ones(odette, mira, board):
    old, new = ask(odette, board, "The old one?"), ask(odette, board, "The new one?")
    decide(mira, old, board, is_pinned="on")
    page = sign_in(odette).get(reverse("board", args=[board.pk])).content.decode()
    assert "Kept at the top" in page
    assert page.index("The old one?") < page.index("The new one?")
    assert page.count("The old one?") == 1
    assert new.title in page


def test_a_closed_topic_takes_replies_of_who_looks_after_it_alone(odette, bruno, mira, board):
    topic = ask(odette, board)
    decide(mira, topic, board, is_locked="on")
    assert sign_in(bruno).get(reverse("reply", args=[topic.pk])).status_code == 404
    assert (
        "closed to replies"
        in sign_in(bruno).get(reverse("topic", args=[topic.pk])).content.decode()
    )
    topic.refresh_from_db()
    answer(mira, topic, "A last word.")
    decide(mira, topic, board)
    topic.refresh_from_db()
    assert topic.is_open


def test_nobody_else_looks_after_it(odette, bruno, board):
    topic = ask(odette, board)
    for person in (odette, bruno):
        assert decide(person, topic, board, is_locked="on").status_code == 404


def test_nobody_moves_a_topic_into_a_board_they_do_not_look_after(odette, mira, board):
    topic, other = ask(odette, board), make_board("Another")
    answer_ = decide(mira, topic, other)
    assert answer_.status_code == 200
    topic.refresh_from_db()
    assert topic.board == board


def test_a_form_of_before_undoes_nothing_that_another_has_done(odette, mira, board, closed):
    topic = ask(odette, board)
    before = shown_to(sign_in(mira), reverse("look_after", args=[topic.pk]))
    decide(mira, topic, closed)
    page = decide(mira, topic, board, is_pinned="on", shown=before)
    assert "Somebody else has just changed this topic" in page.content.decode()
    topic.refresh_from_db()
    assert (topic.board, topic.is_pinned) == (closed, False)


def test_a_visitor_sees_what_is_kept_at_the_top_with_the_next_request(odette, mira):
    board = make_board("Open", "public")
    make_facilitator(by=None, person=mira, board=board)
    old, _new = ask(odette, board, "The old one?"), ask(odette, board, "The new one?")
    url = reverse("board", args=[board.pk])
    assert "Kept at the top" not in Client().get(url).content.decode()
    decide(mira, old, board, is_pinned="on")
    assert "Kept at the top" in Client().get(url).content.decode()


def test_a_topic_that_moves_takes_its_count_along_and_is_noted(odette, mira, board, closed):
    topic = ask(odette, board)
    decide(mira, topic, closed)
    topic.refresh_from_db()
    assert (topic.board, topic.moved_at is None) == (closed, False)
    counts = dict(Board.objects.values_list("name", "topic_count"))
    assert (counts[board.name], counts[closed.name]) == (0, 1)
    assert AuditEntry.objects.filter(act="forums.topic-moved", by=mira).exists()


def test_l25_what_moves_behind_a_door_is_gone_everywhere_with_the_next_request(
    odette, bruno, mira, board, closed, mailoutbox
):
    public = make_board("In the open", "public")
    make_facilitator(by=None, person=mira, board=public)
    item = make_article(title="About carts")
    topic = ask(odette, public, "Kelpie in the canal?", about=item)
    answer(bruno, topic, "A kelpie, no doubt.")
    settle()
    do_waiting_work()
    mailoutbox.clear()
    reader, feed = sign_in(bruno), reverse("board_feed", args=[public.pk])
    assert "Kelpie" in reader.get(reverse("search"), {"q": "kelpie"}).content.decode()
    assert "Kelpie" in reader.get(feed).content.decode()
    # Told of, and not mailed yet: it leaves when the worker comes round.
    answer(odette, topic, "It was a kelpie.")
    assert Notice.objects.filter(person=bruno, kind="forums.reply").exists()
    looking_after.move(by=mira, topic=topic, board=closed)
    for address in (
        reverse("topic", args=[topic.pk]),
        reverse("post", args=[topic.posts.first().pk]),
        reverse("boards"),
        reverse("board", args=[public.pk]),
        reverse("board", args=[closed.pk]),
        f"{reverse('search')}?q=kelpie",
        f"{reverse('suggest')}?q=kel",
        feed,
        item.address,
        reverse("notices"),
        reverse("my_topics"),
        reverse("desk"),
    ):
        page = reader.get(address).content.decode()
        assert "Kelpie" not in page, address
        assert "Behind the door" not in page, address
    settle()
    do_waiting_work()
    assert [mail for mail in mailoutbox if "elpie" in mail.subject + mail.body] == []
    assert "Kelpie" not in reader.get(f"{reverse('search')}?q=kelpie").content.decode()
    # Who is in the circle finds it there.
    assert "Kelpie" in sign_in(mira).get(f"{reverse('search')}?q=kelpie").content.decode()


def test_a_post_that_is_hidden_tells_its_author_why_and_nobody_else(odette, bruno, mira, board):
    topic = ask(odette, board)
    post = answer(bruno, topic, "Buy my carts.")
    looking_after.hide_post(by=mira, post=post, note="No advertising here.")
    address = reverse("topic", args=[topic.pk])
    assert "Buy my carts." not in sign_in(odette).get(address).content.decode()
    own = sign_in(bruno).get(address).content.decode()
    assert "No advertising here." in own
    assert Topic.objects.get(pk=topic.pk).post_count == 1
    assert "was hidden" in sign_in(bruno).get(reverse("notices")).content.decode()
    looking_after.show_post(by=mira, post=post)
    assert "Buy my carts." in sign_in(odette).get(address).content.decode()


def test_a_hidden_topic_is_gone_from_the_search_at_once(odette, bruno, mira, board):
    topic = ask(odette, board, "A kelpie?")
    settle()
    reader, address = sign_in(bruno), f"{reverse('search')}?q=kelpie"
    assert "A kelpie?" in reader.get(address).content.decode()
    looking_after.hide_topic(by=mira, topic=topic, note="Off the point.")
    assert "A kelpie?" not in reader.get(address).content.decode()
    settle()
    looking_after.show_topic(by=mira, topic=topic)
    settle()
    assert "A kelpie?" in reader.get(address).content.decode()
