"""The list of boards, making one, and who looks after it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from forums.models import Board, Topic
from forums.roles import facilitators_of, make_facilitator
from pages.registries import hand_overs
from people.actions import end_role
from people.models import RoleGrant
from tests.factories import make_board, make_cast, sign_in
from tests.standing import standing

pytestmark = pytest.mark.django_db


cast = standing(make_cast)


def form(**more):
    return {
        "name": "Carts and roads",
        "purpose": "What breaks, and who mends it.",
        "theme": "",
        "audience_key": "signed-in",
        "facilitator": "",
        **more,
    }


def test_an_editor_makes_a_board_for_the_members_of_their_association(cast):
    browser = sign_in(cast.lena, with_second_factor=True)
    key = f"association:{cast.lake.pk}"
    said = form(audience_key=key, facilitator=cast.odette.email)
    browser.post(f"{reverse('board_new')}?place={cast.lake.pk}", said)
    board = Board.objects.get()
    assert (board.association, board.audience.key) == (cast.lake, key)
    assert facilitators_of(board) == [cast.odette]
    assert board.name in sign_in(cast.odette).get(reverse("boards")).content.decode()
    for browser in (Client(), sign_in(cast.bruno)):
        assert board.name not in browser.get(reverse("boards")).content.decode()


def test_nobody_closes_a_board_with_what_is_not_theirs(cast):
    browser = sign_in(cast.lena, with_second_factor=True)
    said = form(audience_key=f"association:{cast.hill.pk}")
    answer = browser.post(f"{reverse('board_new')}?place={cast.lake.pk}", said)
    assert answer.status_code == 200
    assert browser.post(f"{reverse('board_new')}?place={cast.hill.pk}", form()).status_code == 404
    assert not Board.objects.exists()


def test_a_facilitator_must_read_the_board(cast):
    browser = sign_in(cast.lena, with_second_factor=True)
    said = form(audience_key=f"association:{cast.lake.pk}", facilitator=cast.bruno.email)
    page = browser.post(f"{reverse('board_new')}?place={cast.lake.pk}", said).content.decode()
    assert "Nobody who reads this board" in page
    assert not Board.objects.exists()


def test_an_editor_puts_somebody_else_in_charge(cast):
    board = make_board(association=cast.lake)
    make_facilitator(by=None, person=cast.lena, board=board)
    browser, url = sign_in(cast.lena), reverse("board_edit", args=[board.pk])
    browser.post(url, form(name=board.name, facilitator=cast.odette.email))
    assert facilitators_of(board) == [cast.odette]


def test_who_is_in_charge_stays_and_is_shown_by_name_and_not_by_address(cast):
    board = make_board(association=cast.lake)
    make_facilitator(by=None, person=cast.odette, board=board)
    browser, url = sign_in(cast.lena), reverse("board_edit", args=[board.pk])
    page = browser.get(url).content.decode()
    assert "Now Odette Marsh." in page
    assert cast.odette.email not in page
    browser.post(url, form(name="Another name"))
    assert facilitators_of(board) == [cast.odette]
    browser.post(url, form(name="Another name", by_editors="on"))
    assert facilitators_of(board) == []


def test_an_address_tells_an_editor_no_name_of_a_stranger(cast):
    board = make_board(association=cast.lake)
    browser, url = sign_in(cast.lena), reverse("board_edit", args=[board.pk])
    for address in (cast.bruno.email, "nobody@towns.example"):
        page = browser.post(url, form(name=board.name, facilitator=address)).content.decode()
        assert "Nobody who reads this board" in page
        assert cast.bruno.name not in page
    assert facilitators_of(board) == []


def test_a_role_that_ends_ends_looking_after(cast):
    board = make_board()
    make_facilitator(by=None, person=cast.odette, board=board)
    topic = Topic.objects.create(board=board, title="x", language="en", begun_at=now())
    url = reverse("look_after", args=[topic.pk])
    assert sign_in(cast.odette).get(url).status_code == 200
    for grant in RoleGrant.objects.filter(person=cast.odette):
        end_role(by=None, grant=grant)
    assert sign_in(cast.odette).get(url).status_code == 404


def test_who_leaves_hands_a_board_over(cast):
    board = make_board(association=cast.lake)
    make_facilitator(by=None, person=cast.lena, board=board)
    found = [
        one
        for offer in hand_overs
        for one in offer(person=cast.lena, organisation=cast.lake, reader=cast.lena)
        if one.key == board.grant_key
    ]
    (one,) = found
    one.give(to=cast.odette, by=cast.lena)
    assert facilitators_of(board) == [cast.odette]


def test_a_list_of_boards_costs_the_same_however_many(cast):
    browser = sign_in(cast.odette)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse("boards")).status_code == 200
        return len(queries)

    make_board("First")
    few = cost()
    for number in range(19):
        make_board(f"Board {number}", association=cast.lake if number % 2 else None)
    assert cost() == few


def test_a_list_of_topics_costs_the_same_however_many(cast):
    board = make_board()
    browser = sign_in(cast.odette)

    def make(number):
        topic = Topic.objects.create(
            board=board, title=f"Topic {number}", language="en", author=cast.bruno
        )
        topic.tags.set([f"tag {number}"])

    def cost(**query):
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(reverse("board", args=[board.pk]), query)
            assert answer.status_code == 200
        return len(queries)

    make(0)
    few = cost()
    for number in range(1, 45):
        make(number)
    assert cost() == few
    page = browser.get(reverse("board", args=[board.pk]))
    last = page.context["next_url"]
    assert "Topic 44" in page.content.decode()
    second = browser.get(last).content.decode()
    assert "Topic 24" in second
    assert "Topic 25" not in second


def test_a_feed_of_an_open_board_names_its_topics_and_a_closed_one_has_none(cast):
    board, closed = make_board("Open", "public"), make_board("Closed", "signed-in")
    for one in (board, closed):
        Topic.objects.create(board=one, title=f"A topic of {one.name}", language="en")
    Topic.objects.create(board=board, title="A held one", language="en", state="held")
    feed = Client().get(reverse("board_feed", args=[board.pk]))
    assert feed["Content-Type"].startswith("application/atom+xml")
    text = feed.content.decode()
    assert "A topic of Open" in text
    assert "A held one" not in text
    address = reverse("board_feed", args=[closed.pk])
    for browser in (Client(), sign_in(cast.odette)):
        assert browser.get(address).status_code == 404
