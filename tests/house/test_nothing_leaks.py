"""Nobody learns what they may not know, whatever they ask for: titles, words, counts, names.

Canaries stand in every place of a text (tests/house/canaries.py); each role asks for everything
(tests/house/crawler.py), and no answer may hold one that is closed to it. The last tests turn it
round: whoever may know a canary finds it, so that the others can fail.
"""

import logging
import re
import uuid

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from forums.actions.looking_after import move
from forums.kinds import REPLY
from forums.models import Topic
from learning.actions import send_for_approval
from mentoring.models import Request
from notices.actions import tell
from pages.audiences import set_audience
from people.account.api_token import make_api_token
from people.second_step import lacks_second_step
from search import engines
from search.engine import interface
from search.following import rebuild
from search.permissions import reader_for
from tests.factories import PASSWORD, do_waiting_work
from tests.house.canaries import Canaries
from tests.house.crawler import Things, addresses, browser_of, crawl, read
from tests.house.hidden import (
    benchmarking,
    calls,
    duty,
    impact,
    internships,
    learning_trying,
    partnerships,
    risks,
    search_saving,
    signed_in,
    training,
)
from tests.house.who_may_open import COACHING_ROWS
from tests.standing import standing

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OUTSIDE = ("visitor", "member", "member of X", "of the circle")
INSIDE = ("editor of Y", "editor of X", "programme editor", "administrator")
# What an administrator is told on purpose: reports and workflows list everything there is.
TOLD = {"administrator": ("/cms/reports/", "/cms/workflows/usage/")}
NONSENSE = "zqwvutzzvwutzv"
# A number that nothing has.
NOWHERE = "987654"
SEARCHES = (
    "/en/search/?q={q}",
    "/fr/search/?q={q}",
    "/ar/search/?q={q}&sort=date",
    "/en/search/?q={q}&page=2",
    "/en/search/?q=carts+{q}",
    "/en/search/?q=%22{q}%22",
    "/en/search/?q=-{q}",
    *(
        f"/en/search/?q={{q}}&{narrowed}"
        for narrowed in (
            *("type=article", "theme=waste", "country=ZM", "language=en", "organisation=1"),
            *("year=2026", "size=small", "contact=yes"),
        )
    ),
    "/en/search/suggest?q={q}",
    "/en/library/?theme={q}",
)
SEARCHES_OF_THE_CMS = (
    "/cms/pages/?q={q}",
    "/cms/pages/search/?q={q}",
    "/cms/pages/search/results/?q={q}",
    "/cms/choose-page/?q={q}",
    "/cms/choose-page/search/?q={q}",
    "/cms/images/?q={q}",
    "/cms/images/?tag={q}",
    "/cms/images/chooser/results/?q={q}",
    "/cms/documents/?q={q}",
    "/cms/documents/chooser/results/?q={q}",
    "/cms/tag-autocomplete/?term={q}",
    "/cms/tag-autocomplete/learning/itemtag/?term={q}",
    "/cms/api/main/pages/?search={q}",
    "/cms/api/main/pages/?title={q}",
    "/cms/api/main/images/?search={q}",
    "/cms/api/main/documents/?search={q}",
    "/cms/person_chooser/results/?q={q}",
    "/cms/reports/site-history/results/?label={q}",
)


canaries = standing(Canaries)


@pytest.fixture
def planted(canaries: Canaries) -> Canaries:
    do_waiting_work()
    rebuild(10)
    return canaries


def own_addresses(things: Things) -> set[str]:
    """Addresses in English, and some in another language, since frames are alike."""
    found = {one for one in addresses(things) if not re.match(r"/(fr|es|pt|ar)/", one)}
    return found | {"/", "/fr/", "/fr/library/", "/en/library/feed.atom", "/sitemap.xml?map=1"}


def coaching_addresses(planted: Canaries) -> set[str]:
    """Where two persons meet, under random numbers: of each state of the table, and by token."""
    things = planted.world.things
    noted = f"/en/mentoring/sessions/{things['session_over_id']}/"
    doors = {row.address.format(**things) for row in COACHING_ROWS if not row.is_post}
    return doors | {noted, f"{noted}private-note/", f"{noted}notes/", f"{noted}session.ics"}


def addresses_in_boards(planted: Canaries, plant: str) -> list[str]:
    """Every address of a planted board, its topic, the first post and what is attached to it."""
    board, topic, question, _reply, attached = (one.pk for one in planted.boards[plant])
    of_topic = ("", "reply/", "follow/", "look-after/", "article/", "credit/", "?at=end")
    of_post = ("", "edit/", "before/", "answer/", "report/")
    return [
        *(f"/en/boards/{board}/{rest}" for rest in ("", "edit/", "follow/", "read/", "feed.atom")),
        *(f"/en/boards/topic/{topic}/{rest}" for rest in of_topic),
        *(f"/en/boards/post/{question}/{rest}" for rest in of_post),
        f"/en/boards/attachment/{attached}/list.csv",
    ]


def leaks_in(address: str, text: str, closed: set[str]) -> list[str]:
    """Closed words in an answer that did not stand in the question."""
    low, asked = text.lower(), address.lower()
    return [word for word in closed if word in low and word not in asked]


def told(planted: Canaries, found: dict[str, list[str]]) -> str:
    names = {one.word: f"{one.plant}, {one.place}" for one in planted.all}
    lines = (
        f"{where}: {'; '.join(sorted(names[w] for w in words))}" for where, words in found.items()
    )
    return "\n".join(lines)


@pytest.mark.parametrize("role", OUTSIDE + INSIDE)
def test_l01_l38_no_address_tells_a_role_what_is_closed_to_it(planted, role, caplog):
    closed, things = planted.closed_to(role), planted.things_closed_to(role)
    client = browser_of(planted.world.persons[role])
    begin = own_addresses(things) | {page.address for page in planted.pages.values()}
    begin |= coaching_addresses(planted)
    for room in (
        *(benchmarking, internships, partnerships, calls, risks, training, duty),
        search_saving,
        learning_trying,
        impact,
        signed_in,
    ):
        begin |= room.addresses(planted)
    for plant in planted.boards:
        begin |= set(addresses_in_boards(planted, plant))
    if role in OUTSIDE:
        # Redirected to the login page, all of it; tests/house/who_may_open.py knows.
        begin = {one for one in begin if not one.startswith("/cms/") or one.count("/") < 4}
    leaks = {}
    for address, _status, text in crawl(client, begin, most=250):
        if address.startswith(TOLD.get(role, ())):
            continue
        found = leaks_in(address, text, closed)
        if found:
            leaks[address] = found
    assert not leaks, told(planted, leaks)
    # A log names addresses as they were asked for, and nothing that stands behind them.
    assert not leaks_in("", re.sub(r"/\S*", "", caplog.text), closed)


@pytest.mark.parametrize("role", (OUTSIDE + INSIDE)[1:])
def test_2c_a_program_with_their_token_is_told_no_more(planted, role):
    person = planted.world.persons[role]
    if lacks_second_step(person):
        TOTP.activate(person, generate_totp_secret())
    client = Client(headers={"authorization": f"Bearer {make_api_token(by=person)}"})
    closed, seen = planted.closed_to(role), ""
    for address in partnerships.addresses_for_programs(planted):
        _status, text = read(client, address)
        assert not leaks_in(address, text, closed), address
        seen += text.lower()
    # The control: who looks inside the partnership is told of it; never of a draft, by nobody.
    for place in ("title", "summary", "activity"):
        is_inside = role in partnerships.DRAFTING
        assert (planted.find("partnership", place) in seen) == is_inside
    assert planted.find("country plan", "draft") not in seen


@pytest.mark.parametrize("role", OUTSIDE + INSIDE)
def test_l01_l08_a_closed_word_is_answered_like_nonsense(planted, role):
    closed = planted.closed_to(role)
    client = browser_of(planted.world.persons[role])
    searches = SEARCHES + (SEARCHES_OF_THE_CMS if role in INSIDE else ())
    searches = tuple(one for one in searches if not one.startswith(TOLD.get(role, ())))
    few = [planted.find(p, q) for p, q in (("circle", "title"), ("circle", "tag"))]
    talked = [planted.find("board of the circle", q) for q in ("name", "topic", "reply", "tag")]
    if role != "of the circle":
        few += talked
    if role not in ("administrator", "programme editor"):
        few += [planted.find("revision", place) for place in ("title", "body")]
    if role == "of the circle":
        few = few[2:]
    if role in ("visitor", "member", "editor of Y"):
        few += [
            planted.find("of X", place)
            for place in (
                "title",
                "summary",
                "body",
                "heading",
                "alt",
                "tag",
                "file text",
                "chapter",
            )
        ]
        few += [planted.find("narrow", "title"), planted.find("gone", "title")]
        few += [planted.find("draft", "title"), planted.find("below", "title")]
        few += [planted.find("board of X", place) for place in ("name", "topic", "question")]
    assert set(few) <= closed
    wrong = []
    for pattern in searches:
        plain = _bare(read(client, pattern.format(q=NONSENSE)), NONSENSE)
        for word in few:
            for typed in (word, word[:7]) if "suggest" in pattern else (word,):
                like = _bare(read(client, pattern.format(q=typed)), typed)
                if like != plain:
                    wrong.append(f"{pattern.format(q=typed)}\n{_difference(like, plain)}")
    assert not wrong, "\n".join(wrong)


def _bare(answer: tuple[int, str], asked: str) -> tuple[int, str]:
    """An answer without what was asked, and without what differs each time."""
    status, text = answer
    text = re.sub(
        r"(?i)csrf\w*\"?[^\n]{0,20}?(value|content)?=?[\"':\s]+[\w-]{32,64}", "csrf", text
    )
    text = re.sub(r"(?im)^(set-cookie|content-length|expires|last-modified|etag):.*", "", text)
    return status, text.replace(asked, "…")


def _difference(one: tuple[int, str], other: tuple[int, str]) -> str:
    pairs = zip(one[1].splitlines(), other[1].splitlines(), strict=False)
    lines = [f"  {a.strip()[:160]} | {b.strip()[:160]}" for a, b in pairs if a != b]
    return "\n".join([f"  {one[0]} | {other[0]}", *lines[:3]])


@pytest.mark.parametrize("role", OUTSIDE + INSIDE)
def test_l33_the_index_answers_nobody_with_what_is_closed_to_them(planted, role):
    person = planted.world.persons[role]
    engine, reader = engines.current_engine(), reader_for(person)
    closed = planted.closed_to(role)
    for word in closed:
        for asked in (word, f"carts {word}", word[:-1], word[:8]):
            answer = engine.search(interface.Request(text=asked, reader=reader))
            said = f"{answer.hits} {answer.suggestion} {answer.facets}"
            assert not [one for one in closed if one in said.replace(asked, "…")], (asked, said)
            assert word not in {hit.title for hit in answer.hits}
        shown = engine.suggest(word[:6], "en", reader)
        assert not [one for one in shown if leaks_in("", one.title, closed)]


@pytest.mark.parametrize("method", ["head", "options", "post"])
def test_l19_other_ways_of_asking_tell_no_more(planted, method):
    closed, client = planted.closed_to("member"), browser_of(planted.world.persons["member"])
    absent = read(client, "/en/library/not-there/", method)[0]
    for page in planted.pages.values():
        status, text = read(client, page.address, method)
        assert not leaks_in(page.address, text, closed)
        if page.pk not in {planted.pages[n].pk for n in ("revision", "narrow manual")}:
            assert status == absent


@pytest.mark.parametrize("method", ["get", "head", "options", "post"])
@pytest.mark.parametrize("role", ["visitor", "member", "editor of Y", "administrator"])
def test_l08_l19_a_closed_board_is_answered_like_one_that_is_not_there(planted, role, method):
    client = browser_of(planted.world.persons[role])
    closed, plants = planted.closed_to(role), ["board of the circle"]
    if role != "administrator":
        plants.append("board of X")
    for plant in plants:
        for asked in addresses_in_boards(planted, plant):
            (number,) = set(re.findall(r"\d+", asked))
            nowhere = asked.replace(f"/{number}/", f"/{NOWHERE}/")
            status, text = read(client, asked, method)
            assert not leaks_in(asked, text, closed), asked
            absent = read(client, nowhere, method)
            assert status == absent[0], asked
            if method == "get":
                like = text.replace(f"/{number}/", f"/{NOWHERE}/")
                assert _bare((status, like), NOWHERE) == _bare(absent, NOWHERE), asked


def test_l20_pictures_and_files_have_no_other_address(planted):
    client = browser_of(None)
    for plant in ("of X", "circle", "draft", "gone"):
        body = planted.pages[plant].body
        file = next(b.value["file"] for b in body if b.block_type == "file")
        picture = next(b.value["picture"] for b in body if b.block_type == "picture")
        names = [file.file.name, picture.file.name]
        names += [one.file.name for one in picture.renditions.all()]
        for name in names:
            for address in (f"/media/{name}", f"/{name}", f"/files/{name}", f"/static/{name}"):
                assert read(client, address)[0] == 404
        assert read(client, file.url)[0] == 404
        for one in picture.renditions.all():
            assert read(client, one.url)[0] == 404


def test_2c_mails_name_nothing_that_their_reader_may_not_open(planted):
    """An editor of Y answers for a text of X; drafts are sent in; all were told of everything."""
    persons, pages = planted.world.persons, planted.pages
    page = pages["of X"]
    page.contact_person, page.contact_post = persons["editor of Y"], ""
    page.save()
    # Who has no account is not asked.
    persons["editor of Y"].set_password(PASSWORD)
    persons["editor of Y"].save()
    asking = browser_of(persons["member of X"])
    question = {"question": "How many carts?", "key": uuid.uuid4()}
    assert asking.post(reverse("contact", args=[page.pk]), question).status_code == 302
    send_for_approval(by=persons["administrator"], item=pages["draft"])
    do_waiting_work()
    assert len(mail.outbox) > 20
    roles = {person.email: role for role, person in persons.items() if person}
    assert [one for one in mail.outbox if one.alternatives], "with an entry for a calendar"
    for one in mail.outbox:
        closed = planted.closed_to(roles[one.to[0]])
        # A draft's title is for the page, whoever the mail is for.
        closed |= {planted.find("draft", "title")}
        # What two said to each other is for the page as well: not even theirs names it.
        closed |= {one.word for one in planted.all if "coaching" in one.plant}
        closed |= {one.word for one in planted.all if one.place == "private note"}
        closed |= {one.word for one in planted.all if one.plant.startswith("risk_")}
        said = f"{one.subject} {one.body} {one.extra_headers} {one.alternatives}"
        assert not leaks_in("", said, closed), one.to


@pytest.mark.parametrize("role", ["member", "member of X"])
def test_control_the_two_of_a_pair_read_what_is_theirs(planted, role, caplog):
    client = browser_of(planted.world.persons[role])
    talk = Request.objects.get(pair=planted.world.things["pair_under_way_id"]).conversation_id
    own = coaching_addresses(planted) | {f"/en/messages/{talk}/"}
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


@pytest.mark.parametrize("role", OUTSIDE + INSIDE)
def test_control_readers_of_what_was_tried_find_their_canaries_and_no_others(planted, role):
    client = browser_of(planted.world.persons[role])
    seen = " ".join(read(client, one)[1].lower() for one in learning_trying.addresses(planted))
    ones = [one for one in planted.all if one.plant.startswith("tried ")]
    assert len(ones) == 10
    found = {one.word for one in ones if one.word in seen}
    assert found == {one.word for one in ones if role in one.knowers}


def test_p04_l33_the_database_holds_no_word_of_a_private_note_nor_of_risk_2(planted):
    words = {one.word for one in planted.all if one.place == "private note"}
    words |= {one.word for one in planted.all if one.plant == "risk_2 of X"}
    assert len(words) == 4
    for model in apps.get_models():
        text = str([[_as_text(cell) for cell in row] for row in model.objects.values_list()])
        assert not leaks_in("", text, words), model


def _as_text(cell: object) -> object:
    return bytes(cell) if isinstance(cell, memoryview) else cell


def test_r5_a_restriction_holds_while_the_worker_stands_still(planted):
    """Closed a moment ago, and nobody has told the index."""
    revised, manual = planted.pages["revision"], planted.pages["narrow manual"]
    client = browser_of(planted.world.persons["member"])
    lists = ["/en/", "/en/library/", "/en/library/feed.atom", "/sitemap.xml", manual.address]
    lists += ["/en/search/?q=rewritten", "/en/search/?type=article", "/en/search/suggest?q=rewrit"]
    client.post(reverse("shelf_toggle", args=[revised.pk]), {"then": "keep"})
    lists.append("/en/shelf/")
    before = {one: read(client, one)[1] for one in lists}
    assert "being rewritten" in before["/en/search/suggest?q=rewrit"]
    assert "being rewritten" in before["/en/shelf/"]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_tasks_database_dbtaskresult")
    set_audience(revised.translation_key, f"association:{planted.world.x.pk}")
    for one in lists:
        text = read(client, one)[1]
        assert "being rewritten" not in text, one
        assert revised.address not in text, one


def test_without_an_index_titles_are_found_by_the_same_rule(planted, without_an_index):
    word = planted.find("of X", "title")
    for role, is_found in (("visitor", False), ("member", False), ("member of X", True)):
        text = read(browser_of(planted.world.persons[role]), f"/en/search/?q={word}")[1]
        assert (planted.pages["of X"].address in text) == is_found, role


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
    unseen = {"picture title", "picture tag", "file title", "file tag", "file text", "group"}
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
    assert missing == []
    for place in ("topic", "question", "reply", "tag"):
        found = read(client, f"/en/search/?q={planted.find(plant, place)}")[1]
        assert f"Who asks {planted.find(plant, 'topic')}" in re.sub("</?mark>", "", found), place
    assert planted.find(plant, "topic") in read(client, "/en/notices/")[1]
    mails = [one for one in mail.outbox if one.to == [planted.world.persons[role].email]]
    assert any(planted.find(plant, "topic") in one.subject for one in mails)


def test_l25_a_topic_that_moves_behind_a_door_is_gone_while_the_worker_stands_still(planted):
    """Its readers of a moment ago find it nowhere, though nobody has told the index."""
    things, persons = planted.world.things, planted.world.persons
    topic = Topic.objects.get(pk=things["topic_open"])
    word, circle = "zqmovedcanary", planted.boards["board of the circle"][0]
    Topic.objects.filter(pk=topic.pk).update(title=f"Who moved {word}?", about=things["public_id"])
    topic.refresh_from_db()
    rebuild(10)
    readers = {role: browser_of(persons[role]) for role in ("visitor", "member", "editor of Y")}
    lists = [
        *("/en/", "/en/library/", "/en/boards/", "/en/library/feed.atom", "/sitemap.xml"),
        *(f"/en/boards/{things['board_open']}/", f"/en/boards/{things['board_open']}/feed.atom"),
        *(f"/en/boards/topic/{topic.pk}/", str(things["public"])),
        *(f"/en/search/?q={word}", "/en/search/?q=moved", f"/en/search/suggest?q={word[:6]}"),
    ]
    before = {one: read(readers["member"], one)[1] for one in lists}
    assert sum(word in text.replace(f"q={word}", "") for text in before.values()) >= 6
    mail.outbox.clear()
    by = persons["editor of X"]
    told = [persons["member"], persons["editor of Y"]]
    first = topic.posts.get(number=1)
    tell(REPLY, told, once="moved", words={"post": str(first.pk)})
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_tasks_database_dbtaskresult")
    move(by=by, topic=topic, board=circle)
    for role, client in readers.items():
        for one in (*lists, *(("/en/notices/",) if role != "visitor" else ())):
            assert not leaks_in(one, read(client, one)[1], {word}), (role, one)
    do_waiting_work()
    for one in mail.outbox:
        assert not leaks_in("", f"{one.subject} {one.body} {one.extra_headers}", {word})


def test_control_an_editor_sees_drafts_in_the_cms(planted):
    for role, plant in (("editor of X", "draft"), ("programme editor", "revision")):
        client = browser_of(planted.world.persons[role])
        text = read(client, f"/cms/pages/{planted.pages[plant].pk}/edit/")[1]
        assert planted.find(plant, "title") in text
        assert planted.find(plant, "body") in text
