"""The controls: whoever may know a canary finds it, so that the other tests can fail."""

import logging
import re
from collections import defaultdict

import pytest
from django.core import mail

from mentoring.models import Request
from tests.house.crawler import browser_of, read
from tests.house.hidden import learning_trying, mentoring, risks
from tests.house.hidden_rooms import HIDDEN
from tests.house.leaks.shared import AUDIENCES, leaks_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# What a role knows by another way than the addresses of the room: it wrote it, or a test below says
# where it stands, or the list of accounts has it.
IN_ACCOUNTS = {"training, participant"}
ELSEWHERE = defaultdict[str, set[str]](set) | {
    "member": {"coaching, question"},
    "member of X": {"coaching, question", "feedback of member of X, words"},
    "editor of Y": {"feedback of editor of Y, words"},
    "programme editor": IN_ACCOUNTS,
    "administrator": IN_ACCOUNTS,
}


@pytest.mark.parametrize("role", ["member", "member of X"])
def test_control_the_two_of_a_pair_read_what_is_theirs(planted, role, caplog):
    client = browser_of(planted.world.persons[role])
    talk = Request.objects.get(pair=planted.world.things["pair_under_way_id"]).conversation_id
    own = mentoring.addresses(planted) | {f"/en/messages/{talk}/"}
    with caplog.at_level(logging.DEBUG):
        seen = " ".join(read(client, address)[1].lower() for address in own)
    theirs = [one for one in planted.all if one.plant in ("coaching", f"note of {role}")]
    assert len(theirs) > 8
    assert [one.place for one in theirs if one.word not in seen] == []
    assert not leaks_in("", caplog.text.lower(), {one.word for one in theirs})


@pytest.mark.parametrize("role", ["editor of X", "editor of Y", "member"])
def test_control_readers_of_a_risk_find_each_canary(planted, role):
    client = browser_of(planted.world.persons[role])
    seen = " ".join(read(client, one)[1].lower() for one in risks.addresses(planted))
    ones = [one for one in planted.all if one.plant.startswith("risk_") and role in one.knowers]
    assert len(ones) == 2
    assert [one for one in ones if one.word not in seen] == []


def test_control_each_room_shows_its_canaries_to_who_may_know_them(planted):
    """At the addresses it names for the crawl: a word that nobody finds proves little."""
    missing = []
    for role, person in planted.world.persons.items():
        client = browser_of(person)
        for room in HIDDEN:
            ones = [one for one in planted.of_rooms[room.__name__] if role in one.knowers]
            if not ones:
                continue
            addresses = room.addresses(planted)
            seen = " ".join(read(client, address)[1].lower() for address in addresses)
            names = {f"{one.plant}, {one.place}" for one in ones if one.word not in seen}
            missing += [f"{name}: {role}" for name in names - ELSEWHERE[role]]
    assert missing == []


@pytest.mark.parametrize("role", AUDIENCES)
def test_control_readers_of_what_was_tried_find_their_canaries_and_no_others(planted, role):
    client = browser_of(planted.world.persons[role])
    seen = " ".join(read(client, one)[1].lower() for one in learning_trying.addresses(planted))
    ones = [one for one in planted.all if one.plant.startswith("tried ")]
    assert len(ones) == 10
    found = {one.word for one in ones if one.word in seen}
    assert found == {one.word for one in ones if role in one.knowers}


@pytest.mark.parametrize(
    ("role", "plant"),
    [("member of X", "of X"), ("of the circle", "circle"), ("member of X", "narrow")],
)
def test_control_the_rightful_reader_finds_each_canary(planted, role, plant):
    client = browser_of(planted.world.persons[role])
    page = planted.pages[plant]
    seen = read(client, page.address)[1].lower()
    if f"chapter {plant}" in planted.pages:
        seen += read(client, planted.pages[f"chapter {plant}"].address)[1].lower()
    for block in page.body:
        if block.block_type == "file":
            seen += read(client, block.value["file"].url)[1].lower()
    found = {one.word for one in planted.all if one.plant == plant and one.word in seen}
    missing = {one.place for one in planted.all if one.plant == plant and one.word not in found}
    # Seen in the CMS alone, in a name alone, or by searching alone.
    unseen = {
        "picture title",
        "picture description",
        "picture tag",
        "file title",
        "file tag",
        "file text",
        "group",
    }
    assert missing <= unseen
    searched = {"title", "summary", "body", "heading", "alt", "tag", "file text", "chapter"}
    for one in planted.all:
        if one.plant == plant and one.place in searched:
            assert page.address in read(client, f"/en/search/?q={one.word}")[1], one


@pytest.mark.parametrize(
    ("role", "plant"),
    [("member of X", "board of X"), ("of the circle", "board of the circle")],
)
def test_control_who_is_in_its_audience_finds_each_canary_of_a_board(planted, role, plant):
    client = browser_of(planted.world.persons[role])
    board, topic, question, _reply, attached = planted.boards[plant]
    seen = "".join(
        read(client, address)[1].lower()
        for address in (
            f"/en/boards/{board.pk}/",
            f"/en/boards/topic/{topic.pk}/",
            f"/en/boards/post/{question.pk}/before/",
            f"/en/boards/attachment/{attached.pk}/{attached.human_name}",
            f"/en/boards/ask/?board={board.pk}",
        )
    )
    missing = [one.place for one in planted.all if one.plant == plant and one.word not in seen]
    # What is attached is a list: of no picture it says what it shows.
    assert missing == ["attached picture"]
    for place in ("topic", "question", "reply", "tag"):
        found = read(client, f"/en/search/?q={planted.find(plant, place)}")[1]
        assert f"Who asks {planted.find(plant, 'topic')}" in re.sub("</?mark>", "", found), place
    assert planted.find(plant, "topic") in read(client, "/en/notices/")[1]
    mails = [one for one in mail.outbox if one.to == [planted.world.persons[role].email]]
    assert any(planted.find(plant, "topic") in one.subject for one in mails)


def test_control_an_editor_sees_drafts_in_the_cms(planted):
    for role, plant in (("editor of X", "draft"), ("programme editor", "revision")):
        client = browser_of(planted.world.persons[role])
        text = read(client, f"/cms/pages/{planted.pages[plant].pk}/edit/")[1]
        assert planted.find(plant, "title") in text
        assert planted.find(plant, "body") in text
