"""Who looks after a board decides on what was reported: leave, hide, show again, one queue."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forums.actions.reporting import report
from forums.models import Post, Report, Topic
from forums.roles import make_facilitator
from notices.models import Notice
from pages.registries import settle
from people.actions import end_role
from people.models import AuditEntry, ClosedGroup, RoleGrant
from tests.factories import (
    OrganisationFactory,
    PersonFactory,
    answer,
    ask,
    do_waiting_work,
    make_board,
    make_cast,
    make_editor,
    make_known,
    make_officer,
    sign_in,
)

pytestmark = pytest.mark.django_db
QUEUE = "/en/boards/queue/"


def case(post):
    return reverse("case", args=[post.pk])


def decide(person, post, then, **more):
    said = {"then": then, "about": "nothing", "key": str(uuid.uuid4()), **more}
    return sign_in(person).post(case(post), said)


@pytest.fixture
def reported(odette, bruno, mira, board):
    """Bruno advertises, Odette reports it."""
    post = answer(bruno, ask(odette, board), "Buy my carts.")
    report(by=odette, post=post, reason="spam", words="Carts again.")
    return post


def test_what_is_reported_stands_in_the_queue_and_on_the_desk(reported, mira):
    browser = sign_in(mira)
    page = browser.get(QUEUE).content.decode()
    assert "Reported by 1 person" in page
    assert "Buy my carts." in page
    assert "1 post waits for you to decide" in browser.get(reverse("desk")).content.decode()
    told = browser.get(reverse("notices")).content.decode()
    assert "A post was reported" in told
    page = browser.get(case(reported)).content.decode()
    assert "Carts again." in page


def test_who_looks_after_the_queue_is_told_once_until_it_is_decided(reported, mira, mailoutbox):
    others = [make_officer(f"Reader {n}", OrganisationFactory(), "Clerk") for n in range(2)]
    for reader in others:
        report(by=reader, post=reported, reason="spam")
    do_waiting_work()
    assert len([mail for mail in mailoutbox if mail.to == [mira.email]]) == 1
    decide(mira, reported, "leave")
    third = make_officer("Reader 3", OrganisationFactory(), "Clerk")
    report(by=third, post=reported, reason="rude")
    assert Notice.objects.filter(person=mira, kind="forums.post-reported").count() == 2


def test_leaving_it_settles_what_was_reported(reported, mira):
    assert decide(mira, reported, "leave").status_code == 302
    reported.refresh_from_db()
    kept = Report.objects.get()
    assert (reported.state, kept.state, kept.settled_by) == ("shown", "dismissed", mira)
    assert AuditEntry.objects.filter(act="forums.reports-dismissed", by=mira).exists()
    assert "Nothing waits for you" in sign_in(mira).get(QUEUE).content.decode()


def test_hiding_it_needs_a_reason_which_its_author_reads(reported, bruno, odette, mira):
    page = decide(mira, reported, "hide").content.decode()
    assert "Say why" in page
    assert Post.objects.get(pk=reported.pk).state == "shown"
    decide(mira, reported, "hide", note="No advertising here.")
    reported.refresh_from_db()
    assert (reported.state, Report.objects.get().state) == ("hidden", "upheld")
    address = reverse("topic", args=[reported.topic_id])
    assert "Buy my carts." not in sign_in(odette).get(address).content.decode()
    assert "No advertising here." in sign_in(bruno).get(address).content.decode()
    assert "was hidden" in sign_in(bruno).get(reverse("notices")).content.decode()
    entry = AuditEntry.objects.get(act="forums.post-hidden")
    assert (entry.by, entry.person, entry.reason) == (mira, bruno, "No advertising here.")


def test_what_was_hidden_is_shown_again_and_its_author_told(reported, bruno, odette, mira):
    decide(mira, reported, "hide", note="Off the point.")
    decide(mira, reported, "show")
    address = reverse("topic", args=[reported.topic_id])
    assert "Buy my carts." in sign_in(odette).get(address).content.decode()
    assert "is shown again" in sign_in(bruno).get(reverse("notices")).content.decode()
    assert Topic.objects.get(pk=reported.topic_id).post_count == 2


def test_what_is_hidden_is_gone_from_the_search_with_the_next_request(reported, odette, mira):
    settle()
    address = f"{reverse('search')}?q=buy+carts"
    assert "Who collects" in sign_in(odette).get(address).content.decode()
    decide(mira, reported, "hide", note="No.")
    assert "Buy my" not in sign_in(odette).get(address).content.decode()


def test_a_question_is_hidden_with_its_topic_and_comes_back_with_it(odette, bruno, mira, board):
    topic = ask(odette, board, "Who sells carts?")
    answer(bruno, topic)
    first = topic.posts.get(number=1)
    decide(mira, first, "hide-topic", note="Nobody sells here.")
    address = reverse("topic", args=[topic.pk])
    assert sign_in(bruno).get(address).status_code == 404
    assert "Nobody sells here." in sign_in(odette).get(address).content.decode()
    decide(mira, first, "show")
    assert sign_in(bruno).get(address).status_code == 200


def test_of_two_who_decide_at_the_same_time_the_second_is_told(reported, mira, monkeypatch):
    Post.objects.filter(pk=reported.pk).update(state="hidden", note="Done.")
    page = decide(mira, reported, "hide", note="Mine.").content.decode()
    assert "There is a problem" in page or "valid choice" in page
    assert Post.objects.get(pk=reported.pk).note == "Done."


def test_nobody_decides_on_a_post_of_their_own(odette, mira, board):
    post = answer(mira, ask(odette, board), "My own words.")
    report(by=odette, post=post, reason="rude")
    browser = sign_in(mira)
    assert browser.get(case(post)).status_code == 404
    assert "My own words." not in browser.get(QUEUE).content.decode()
    assert not Notice.objects.filter(person=mira, kind="forums.post-reported").exists()


def test_members_and_visitors_have_no_queue(reported, odette, client):
    assert sign_in(odette).get(QUEUE).status_code == 404
    assert sign_in(odette).get(case(reported)).status_code == 404
    assert client.get(QUEUE).status_code == 302


def test_it_comes_to_the_association_of_the_board_and_to_nobody_else():
    cast = make_cast()
    make_known(cast.odette, cast.bruno)
    of_lake = make_board("Lake", "signed-in", association=cast.lake)
    of_nobody = make_board("Programme", "signed-in")
    for board, words in ((of_lake, "Lake cart."), (of_nobody, "Programme cart.")):
        post = answer(cast.bruno, ask(cast.odette, board, words), words)
        report(by=cast.odette, post=post, reason="spam")
    seen = {
        name: [
            words in sign_in(one).get(QUEUE).content.decode()
            for words in ("Lake cart.", "Programme cart.")
        ]
        for name, one in (("lena", cast.lena), ("petra", cast.petra))
    }
    assert seen == {"lena": [True, False], "petra": [False, True]}
    told = Notice.objects.filter(kind="forums.post-reported").values_list("person__name", flat=True)
    assert set(told) == {cast.lena.name, cast.petra.name}


# -- Who reported (matrix 2A) ----------------------------------------------------------------------


def test_who_reported_is_shown_to_the_facilitator_and_not_to_the_one_reported(
    reported, bruno, mira, mailoutbox
):
    rita = make_officer("Rita Lund", OrganisationFactory(), "Clerk")
    report(by=rita, post=reported, reason="rude", words="Carts again.")
    assert "Rita Lund" in _reports_on(sign_in(mira).get(case(reported)).content.decode())
    decide(mira, reported, "hide", note="No.")
    do_waiting_work()
    topic = reverse("topic", args=[reported.topic_id])
    browser = sign_in(bruno)
    for address in (topic, reverse("notices"), reverse("my_topics"), reverse("desk")):
        page = browser.get(address).content.decode()
        assert "Rita" not in page, address
        assert "Carts again." not in page, address
    for mail in mailoutbox:
        if mail.to == [bruno.email]:
            assert "Rita" not in mail.subject + mail.body
    assert not AuditEntry.objects.filter(by=rita).exists()


def _reports_on(page):
    return page.split('id="reports"')[1].split("</section>")[0]


def test_editors_and_administrators_decide_without_knowing_who_reported(odette, bruno, board):
    post = answer(bruno, ask(odette, board))
    reader = make_officer("Rita Lund", OrganisationFactory(), "Clerk")
    report(by=reader, post=post, reason="spam", words="Carts again.")
    programme, admin = PersonFactory(name="Ines Vale"), PersonFactory(is_superuser=True)
    make_editor(programme)
    for person in (programme, admin):
        page = sign_in(person).get(case(post)).content.decode()
        assert "Carts again." in page
        assert "Rita" not in page


def test_the_one_who_reported_is_not_told_of_their_own_report(odette, bruno, mira, board):
    post = answer(bruno, ask(odette, board))
    report(by=mira, post=post, reason="spam")
    assert not Notice.objects.filter(person=mira, kind="forums.post-reported").exists()


# -- A closed board in which nobody decides --------------------------------------------------------


@pytest.fixture
def closed_case(odette, bruno, ines):
    """Seven posts in a circle in which no editor is; the fourth is reported."""
    group = ClosedGroup.objects.create(name="Circle of kelpies")
    group.members.add(odette, bruno)
    board = make_board("Kelpie board", f"group:{group.pk}")
    topic = ask(odette, board, "Kelpie in the canal?")
    posts = [topic.posts.get()]
    for number in range(2, 8):
        posts.append(answer([bruno, odette][number % 2], topic, f"Word {number}."))
    post = posts[3]
    report(by=odette, post=post, reason="rude")
    return post


@pytest.fixture
def ines(db):
    """Edits for the programme."""
    person = PersonFactory(name="Ines Vale")
    make_editor(person)
    return person


def test_of_a_closed_board_two_posts_on_each_side_are_shown_and_no_title(closed_case, ines):
    browser = sign_in(ines)
    queue = browser.get(QUEUE).content.decode()
    page = browser.get(case(closed_case)).content.decode()
    notices = browser.get(reverse("notices")).content.decode()
    for name, seen in (("queue", queue), ("case", page), ("notices", notices)):
        assert "elpie" not in seen, name
        assert "closed to you" in seen, name
    assert [f"Word {n}." in page for n in range(2, 8)] == [True] * 5 + [False]
    assert "Two wards share" not in page
    assert browser.get(reverse("topic", args=[closed_case.topic_id])).status_code == 404


def test_when_it_is_decided_the_door_is_shut_again(closed_case, ines):
    decide(ines, closed_case, "hide", note="We do not talk so.")
    assert Post.objects.get(pk=closed_case.pk).state == "hidden"
    assert sign_in(ines).get(case(closed_case)).status_code == 404


def test_who_looks_after_a_board_no_longer_has_no_queue_with_the_next_request(reported, mira):
    browser = sign_in(mira)
    assert browser.get(QUEUE).status_code == 200
    end_role(by=None, grant=RoleGrant.objects.get(person=mira))
    assert sign_in(mira).get(QUEUE).status_code == 404


# -- Long queues -----------------------------------------------------------------------------------


def _many_reported(odette, board, number):
    topic = ask(odette, board, f"Question {board.topics.count()}?")
    for one in range(number):
        author = make_officer(f"Writer {one} of {topic.pk}", OrganisationFactory(), "Clerk")
        make_known(author)
        report(by=odette, post=answer(author, topic, f"Word {one} of {topic.pk}."), reason="spam")


def test_a_queue_of_twenty_costs_as_many_queries_as_one_of_one(odette, mira, board):
    costs = []
    for number in (1, 19):
        _many_reported(odette, board, number)
        browser = sign_in(mira)
        browser.get(QUEUE)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = browser.get(QUEUE).content.decode()
        costs.append(len(queries))
    assert page.count('class="hit"') == 20
    assert costs[0] == costs[1]


def test_the_queue_is_parted_and_nothing_is_left_out(odette, mira, board):
    for _times in range(3):
        _many_reported(odette, board, 9)
    browser = sign_in(mira)
    seen, address = [], QUEUE
    while address:
        page = browser.get(address)
        seen += [row.post.pk for row in page.context["rows"]]
        address = page.context["next_url"]
    assert len(seen) == len(set(seen)) == 27
    assert browser.get(f"{QUEUE}?after=nonsense").status_code == 400


def test_a_facilitator_of_one_board_sees_nothing_of_another(reported, odette):
    other = make_officer("Rolf Timm", OrganisationFactory(), "Adviser")
    make_facilitator(by=None, person=other, board=make_board("Another"))
    assert "Nothing waits for you" in sign_in(other).get(QUEUE).content.decode()
    assert sign_in(other).get(case(reported)).status_code == 404
