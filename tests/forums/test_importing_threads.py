"""Threads of another forum are brought into a board; again changes nothing."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from forums.importing.markdown import markdown_of
from forums.models import Board, Post, Topic
from forums.words import shown
from people.models import Person
from tests.factories import make_board, sign_in

pytestmark = pytest.mark.django_db


def thread(number=1, **more):
    return {
        "thread_id": number,
        "title": f"Thread {number}",
        "tags": ["storage"],
        "created": "2015-01-27T20:09:32.720",
        "accepted_answer_id": 12,
        "closed": None,
        "url": f"https://forum.example/{number}",
        "posts": [
            {
                "id": 11,
                "author": "user4",
                "created": "2015-01-27T20:09:32.720",
                "edited": None,
                "body_html": "<p>How is it <strong>stored</strong>?</p>",
            },
            {
                "id": 12,
                "author": "user5",
                "created": "2015-01-28T20:09:32.720",
                "edited": "2015-02-01T10:00:00",
                "body_html": "<ul><li>dark</li><li>dry</li></ul>",
                "accepted": True,
            },
        ],
        **more,
    }


def bring(tmp_path, board, *lines):
    path = tmp_path / "threads.jsonl"
    text = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines)
    path.write_text(text, "utf-8")
    said = io.StringIO()
    call_command("import_threads", path, board=board.pk, stdout=said, verbosity=0)
    return said.getvalue()


def test_a_thread_becomes_a_topic_with_its_answer(tmp_path, odette, board):
    said = bring(tmp_path, board, thread())
    assert "Topics: 1 new, 0 unchanged. Posts: 2 new." in said
    topic = Topic.objects.get(board=board)
    question, reply = topic.posts.order_by("number")
    assert topic.answer == reply
    assert question.text == "How is it **stored**?"
    assert (topic.post_count, topic.last_post_at) == (2, reply.posted_at)
    assert reply.posted_at.year == 2015
    assert question.author.email is None
    board.refresh_from_db()
    assert board.topic_count == 1
    page = sign_in(odette).get(reverse("topic", args=[topic.pk])).content.decode()
    assert "<li>dark</li>" in page


def test_again_changes_nothing_and_a_new_post_comes_behind(tmp_path, board):
    bring(tmp_path, board, thread())
    assert "0 new, 1 unchanged" in bring(tmp_path, board, thread())
    grown = thread()
    grown["posts"].append(
        {"id": 13, "author": "user4", "created": "2015-03-01T00:00:00", "body_html": "<p>Dry.</p>"}
    )
    assert "Topics: 0 new, 0 unchanged. Posts: 1 new." in bring(tmp_path, board, grown)
    assert Topic.objects.get(board=board).post_count == 3
    assert Person.objects.filter(name="user4").count() == 1


def test_a_bad_line_is_named_and_the_rest_goes_on(tmp_path, board):
    silent = thread(3)
    silent["posts"][1]["body_html"] = "<p></p>"
    undated = thread(4)
    undated["posts"][0]["created"] = "yesterday"
    double = thread(7)
    double["posts"][1]["id"] = 11
    lines = ["{", thread(2), silent, undated, "[]", thread(5, title=" "), double]
    said = bring(tmp_path, board, *lines)
    assert "Line 1 was left out: it is no JSON" in said
    assert "Line 3 was left out: post 12 says nothing" in said
    assert "Line 4 was left out: post 11 has no moment" in said
    assert "Line 5 was left out" in said
    assert "Line 6 was left out: it has no title" in said
    assert "Line 7 was left out: two of its posts have the same id" in said
    assert [topic.title for topic in Topic.objects.filter(board=board)] == ["Thread 2"]


def test_there_must_be_a_file_and_a_board(tmp_path, board):
    with pytest.raises(CommandError, match="is no file"):
        call_command("import_threads", tmp_path / "none.jsonl", board=board.pk)
    (tmp_path / "some.jsonl").write_text("")
    with pytest.raises(CommandError, match="There is no board"):
        call_command("import_threads", tmp_path / "some.jsonl", board=99999)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One<br>two</p>", "One\ntwo"),
        ("<p>a <em> b </em>c</p>", "a  *b* c"),
        ("<ol><li>x</li><li><p>y</p><p>z</p></li></ol>", "1. x\n2. y\n   \n   z"),
        ("<blockquote><p>said</p><p>more</p></blockquote>", "> said\n>\n> more"),
        ("<h1>Big</h1>text", "## Big\n\ntext"),
        ('<a href="https://a.example/x_(y)">l</a>', "[l](https://a.example/x_(y%29)"),
        ("<p>2 * 3 * 4 and [x]</p>", r"2 \* 3 \* 4 and \[x\]"),
        ("<script>x</script><p>y</p>", "y"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
    ],
)
def test_html_becomes_markdown_that_says_the_same(html, text):
    assert markdown_of(html) == text


def test_markdown_is_read_back_as_the_same_html():
    html = "<p>One <b>two</b> <i>three</i></p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
    assert shown(markdown_of(html)) == html


def test_the_225_real_threads_come_in_and_are_shown(samples, odette):
    board = make_board("Coffee", "public")
    path = samples / "data" / "forum" / "threads.jsonl"
    said = io.StringIO()
    call_command("import_threads", path, board=board.pk, stdout=said, verbosity=0)
    assert "Topics: 225 new" in said.getvalue(), said.getvalue()
    assert Post.objects.filter(topic__board=board).count() == 552
    assert Board.objects.get(pk=board.pk).topic_count == 225
    longest = Topic.objects.filter(board=board).order_by("-post_count").first()
    assert sign_in(odette).get(reverse("topic", args=[longest.pk])).status_code == 200
