"""Replying: quoting, previews, drafts, closed topics; and reading a long topic page by page."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from forums.actions.moving import NotAnyMore
from forums.actions.writing import TopicWords, begin_topic
from forums.models import Board, Post, PostDraft, Sanction, Topic
from forums.permissions import can_reply
from forums.words import named_in, quoted
from pages.models import Audience
from tests.factories import answer, ask, make_board, sign_in

pytestmark = pytest.mark.django_db


def reply_url(topic):
    return reverse("reply", args=[topic.pk])


def queries_of(ask):
    with CaptureQueriesContext(connection) as queries:
        assert ask().status_code == 200
    return queries.captured_queries


def grow(topic, person, number):
    """So many posts behind those that are there, as cheaply as can be."""
    last = topic.last_number
    Post.objects.bulk_create(
        Post(topic=topic, number=n, author=person, text=f"Post {n}.", html=f"<p>Post {n}.</p>")
        for n in range(last + 1, last + number + 1)
    )
    Topic.objects.filter(pk=topic.pk).update(last_number=last + number, post_count=last + number)
    topic.refresh_from_db()


def test_a_reply_stands_below_and_counts(odette, bruno, board):
    topic = ask(odette, board)
    said = {"text": "We charge where the cart starts.", "key": str(uuid.uuid4()), "then": "post"}
    where = sign_in(bruno).post(reply_url(topic), said)
    post = Post.objects.get(topic=topic, number=2)
    assert where["Location"] == reverse("post", args=[post.pk])
    page = sign_in(odette).get(where["Location"], follow=True)
    assert page.redirect_chain[0][0].endswith(f"#post-{post.pk}")
    assert "Market master" in page.content.decode()
    topic.refresh_from_db()
    assert (topic.post_count, topic.last_number, topic.last_post_at) == (2, 2, post.posted_at)


def test_a_visitor_reads_an_open_board_without_names(odette, bruno):
    from tests.factories import make_board

    topic = ask(odette, make_board("Open", "public"))
    answer(bruno, topic)
    from django.test import Client

    page = Client().get(reverse("topic", args=[topic.pk])).content.decode()
    assert "Market master" in page
    assert "Bruno Sel" not in page
    assert "csrf" not in page


def test_quoting_puts_the_words_before_the_answer(odette, bruno, board):
    topic = ask(odette, board, text="Line one.\n\n> kelpie\n\nLine two.")
    post = topic.posts.get()
    page = sign_in(bruno).get(reply_url(topic), {"quote": post.pk}).content.decode()
    assert "&gt; **Head of waste:**" in page
    # Visitors may read what is quoted, and they are shown no names.
    assert "Odette" not in page.partition("<textarea")[2].partition("</textarea>")[0]
    assert "&gt; Line two." in page
    assert "kelpie" not in page


def test_a_quotation_is_cut_at_a_word():
    text = quoted("word " * 1000, "Odette")
    assert len(text) < 1_700
    assert text.rstrip().endswith("…")


def test_a_draft_of_a_reply_is_found_again_in_the_topic(odette, bruno, board):
    topic = ask(odette, board)
    browser = sign_in(bruno)
    browser.post(reply_url(topic), {"text": "Half a thought", "then": "draft"})
    assert "Half a thought" in browser.get(reverse("topic", args=[topic.pk])).content.decode()
    assert (
        "Half a thought"
        not in sign_in(odette).get(reverse("topic", args=[topic.pk])).content.decode()
    )


def test_nothing_and_too_much_is_said_at_the_field(odette, board):
    topic = ask(odette, board)
    browser = sign_in(odette)
    empty = browser.post(reply_url(topic), {"text": "  ", "key": str(uuid.uuid4())})
    assert "Nothing you wrote was lost" in empty.content.decode()
    many = " ".join("@everyone" for _ in range(10_000))[:19_000]
    crowd = browser.post(reply_url(topic), {"text": many, "key": str(uuid.uuid4()), "then": "post"})
    assert "Name ten people at most" in crowd.content.decode()
    assert topic.posts.count() == 1


def test_u13_no_beacon_no_tower_of_marks_no_line_of_a_megabyte(odette, board):
    topic = ask(odette, board, text="![x](https://spy.example/1.png) Z" + "\u0351" * 50 + " end")
    post = topic.posts.get()
    assert "<img" not in post.html
    assert post.text.count("\u0351") <= 4
    said = {"text": "a" * 1_000_000, "key": str(uuid.uuid4()), "then": "post"}
    assert sign_in(odette).post(reply_url(topic), said).status_code in (200, 400)
    assert topic.posts.count() == 1


def test_u12_what_is_shown_of_a_post_is_clean(odette, board):
    text = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)> **b**"
    html = ask(odette, board, text=text).posts.get().html
    # What was typed stands there as words, and no tag and no address of it.
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


def test_a_long_topic_is_read_page_by_page_and_opens_at_its_end(odette, board):
    topic = ask(odette, board)
    grow(topic, odette, 60)
    browser, address = sign_in(odette), reverse("topic", args=[topic.pk])
    first = browser.get(address).content.decode()
    assert "Post 20." in first
    assert "Post 21." not in first
    second = browser.get(f"{address}?after=20").content.decode()
    assert "Post 21." in second
    assert "Post 40." in second
    assert f"{address}?before=21" in second
    end = browser.get(f"{address}?at=end").content.decode()
    assert "Post 61." in end
    assert "Post 41." not in end
    assert "Newest" not in end
    assert browser.get(f"{address}?after=x").status_code == 400


def test_a_page_of_posts_costs_the_same_wherever_it_lies(odette, bruno, board):
    few, many = ask(odette, board), ask(odette, board, "Another one?")
    answer(bruno, few)
    grow(many, odette, 400)
    browser = sign_in(bruno)
    costs = {
        len(queries_of(lambda address=address: browser.get(address)))
        for address in (
            f"{reverse('topic', args=[few.pk])}?after=1",
            f"{reverse('topic', args=[many.pk])}?after=200",
            f"{reverse('topic', args=[many.pk])}?at=end",
        )
    }
    assert max(costs) - min(costs) <= 1, costs


def test_a_visitor_pays_twelve_queries_at_most(odette):
    from django.test import Client

    from tests.factories import make_board

    topic = ask(odette, make_board("Open", "public"))
    grow(topic, odette, 40)
    visitor = Client()
    for query in ("", "?after=20", "?at=end"):
        address = f"{reverse('topic', args=[topic.pk])}{query}"
        visitor.get(address)
        assert len(queries_of(lambda address=address: visitor.get(address))) <= 12


def test_a_member_pays_twelve_queries_at_most_for_a_list_and_for_a_topic(odette, bruno, board):
    topic = ask(odette, board)
    grow(topic, odette, 15)
    reader = sign_in(bruno)
    for address in (reverse("board", args=[board.pk]), reverse("topic", args=[topic.pk])):
        reader.get(address)
        assert len(queries_of(lambda address=address: reader.get(address))) <= 12


def test_a_visitor_sees_what_was_posted_changed_or_hidden_with_the_next_request(odette, bruno):
    """What visitors see is kept in memory; nothing of it may be older than the last post."""
    board = make_board("Open", "public")
    topic = ask(odette, board, "Who sweeps the lane?")
    lists, address = reverse("board", args=[board.pk]), reverse("topic", args=[topic.pk])

    def seen():
        return "".join(Client().get(one).content.decode() for one in (lists, address))

    assert "0 replies" in seen()
    answer(bruno, topic, "A kelpie does.")
    assert "A kelpie does." in seen()
    assert "1 reply" in seen()
    Board.objects.filter(pk=board.pk).update(
        audience=Audience.objects.get_or_create(key="signed-in")[0]
    )
    assert "kelpie" not in seen()


def test_a_reply_does_not_follow_a_topic_into_another_board(odette, bruno, board):
    topic = ask(odette, board)
    Topic.objects.filter(pk=topic.pk).update(board=make_board("Behind the door", "group:7"))
    with pytest.raises(NotAnyMore):
        answer(bruno, topic)
    assert topic.posts.count() == 1


def test_who_was_suspended_since_the_door_was_asked_writes_nothing(odette, bruno, board):
    topic = ask(odette, board)
    assert can_reply(bruno, topic)
    until = timezone.now() + datetime.timedelta(days=1)
    Sanction.objects.create(person=bruno, kind="suspension", reason="Spam", until_at=until)
    with pytest.raises(NotAnyMore):
        answer(bruno, topic)
    with pytest.raises(NotAnyMore):
        ask(bruno, board)


def test_the_key_of_somebody_elses_topic_is_no_obstacle(odette, bruno, board):
    theirs = ask(odette, board)
    said = TopicWords(kind="question", title="Mine?", language="en", text="How?")
    mine = begin_topic(by=bruno, board=board, key=theirs.key, said=said)
    assert (mine.author, mine.key == theirs.key) == (bruno, False)


def test_a_draft_may_hold_any_sign(odette, board):
    topic = ask(odette, board)
    sign_in(odette).post(reply_url(topic), {"text": "Half\0 a thought", "then": "draft"})
    assert PostDraft.objects.get().text == "Half a thought"


@pytest.mark.parametrize("text", ["x@Odette Marsh", "@@Odette Marsh", "@Odette Marshall"])
def test_nobody_is_named_by_less_or_more_than_their_name(text):
    assert named_in(text, {7: "Odette Marsh"}) == set()


def test_a_name_is_named_beside_signs_and_a_longer_one_wins():
    names = {7: "Ana", 8: "Ana Ruiz"}
    assert named_in("(@Ana Ruiz), see", names) == {8}
    assert named_in("@Ana: see @ana ruiz!", names) == {7, 8}
