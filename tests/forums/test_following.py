"""Following boards, topics and people: who is told of what, once, and only while they may read."""

import pytest
from django.urls import reverse

from forums.actions.following import follow_board, follow_person
from forums.actions.looking_after import approve
from forums.models import Follow, Post
from notices.models import Notice
from pages.registries import settle
from people.conversations.actions import block
from people.models import ClosedGroup
from tests.factories import PersonFactory, answer, ask, do_waiting_work, make_board, sign_in

pytestmark = pytest.mark.django_db


def told(person):
    return sorted(Notice.objects.filter(person=person).values_list("kind", flat=True))


def test_the_asker_is_told_of_a_reply_by_mail(odette, bruno, board, mailoutbox):
    topic = ask(odette, board)
    post = answer(bruno, topic)
    do_waiting_work()
    (mail,) = mailoutbox
    assert mail.to == [odette.email]
    assert mail.subject == "Bruno Sel replied: Who collects the fee?"
    assert reverse("post", args=[post.pk]) in mail.body
    # What is said in a board that not everybody reads stays behind the login.
    assert "We charge where" not in mail.body


def test_what_everybody_reads_is_in_the_mail(odette, bruno, mailoutbox):
    answer(bruno, ask(odette, make_board("Open", "public")))
    do_waiting_work()
    assert "We charge where the cart starts." in mailoutbox[0].body


def test_nobody_is_told_twice_of_one_post_nor_of_their_own(odette, bruno, mira, board):
    follow_board(by=bruno, board=board)
    follow_person(by=bruno, person=odette)
    topic = ask(odette, board)
    assert told(bruno) == ["forums.new-topic"]
    answer(mira, topic, "I pass this on to @Odette Marsh.")
    assert told(odette) == ["forums.mention"]


def test_whoever_follows_a_person_is_told_where_they_write(odette, bruno, mira, board):
    topic = ask(odette, board)
    browser = sign_in(odette)
    answer(bruno, topic)
    browser.post(reverse("person_follow", args=[bruno.pk]))
    other = ask(mira, board, "Another?")
    answer(bruno, other, "Here, too.")
    assert "forums.by-person" in told(odette)
    browser.post(reverse("person_follow", args=[bruno.pk]), {"then": "leave"})
    assert not odette.follows.filter(followed=bruno).exists()


def test_one_follows_and_leaves_by_a_button(odette, bruno, board):
    topic = ask(odette, board)
    browser = sign_in(bruno)
    for name, pk in (("topic_follow", topic.pk), ("board_follow", board.pk)):
        browser.post(reverse(name, args=[pk]))
    mine = browser.get(reverse("my_topics")).content.decode()
    assert topic.title in mine
    assert board.name in mine
    for name, pk in (("topic_follow", topic.pk), ("board_follow", board.pk)):
        browser.post(reverse(name, args=[pk]), {"then": "leave"})
    assert not bruno.follows.filter(topic=topic).exists()


def test_nobody_is_told_of_a_post_that_waits_before_it_is_shown(odette, mira, board):
    topic = ask(odette, board)
    post = answer(PersonFactory(name="Nia Reed"), topic, "Hello.")
    assert told(odette) == []
    approve(by=mira, post=post)
    assert told(odette) == ["forums.reply"]
    assert told(post.author) == ["forums.post-approved"]


def test_l25_who_leaves_the_circle_learns_nothing_more(odette, bruno, mailoutbox):
    group = ClosedGroup.objects.create(name="Circle of fees")
    group.members.add(odette, bruno)
    board = make_board("Fees behind a door", f"group:{group.pk}")
    topic = ask(odette, board, "A kelpie?")
    answer(bruno, topic)
    settle()
    reader = sign_in(odette)
    assert "A kelpie?" in reader.get(reverse("search"), {"q": "kelpie"}).content.decode()
    assert "A kelpie?" in reader.get(reverse("notices")).content.decode()
    group.members.remove(odette)
    addresses = ["notices", "boards", "my_topics", "desk"]
    pages = [reader.get(reverse(name)).content.decode() for name in addresses]
    pages.append(reader.get(reverse("search"), {"q": "fees"}).content.decode())
    for page in pages:
        assert "A kelpie?" not in page
        assert "Fees behind" not in page
    assert reader.get(reverse("topic", args=[topic.pk])).status_code == 404
    do_waiting_work()
    assert mailoutbox == []


def test_who_is_blocked_is_not_heard(odette, bruno, board):
    topic = ask(odette, board)
    block(by=odette, person=bruno)
    answer(bruno, topic, "Hear me, @Odette Marsh.")
    assert told(odette) == []


def test_only_who_wrote_in_the_topic_can_be_named(odette, bruno, mira, board):
    topic = ask(odette, board)
    answer(bruno, topic, "Ask @Mira Holt and @Odette Marsh and @everyone.")
    assert told(mira) == []
    assert told(odette) == ["forums.mention"]


def test_a_person_is_followed_only_where_one_reads_them(odette, bruno):
    closed = make_board("Closed", "group:99")
    from forums.models import Post, Topic

    Post.objects.filter(author=bruno).delete()
    topic = Topic.objects.create(board=closed, title="Hidden", language="en", author=bruno)
    Post.objects.create(topic=topic, number=1, author=bruno, text="x", html="<p>x</p>")
    assert sign_in(odette).post(reverse("person_follow", args=[bruno.pk])).status_code == 404


def test_one_stops_following_somebody_of_whom_one_reads_nothing_any_more(odette, bruno, board):
    answer(bruno, ask(odette, board))
    follow_person(by=odette, person=bruno)
    Post.objects.update(state="hidden", note="Why.")
    url = reverse("person_follow", args=[bruno.pk])
    assert sign_in(odette).post(url, {"then": "leave"}).status_code == 302
    assert not Follow.objects.filter(followed=bruno).exists()
    assert sign_in(odette).post(url).status_code == 404
