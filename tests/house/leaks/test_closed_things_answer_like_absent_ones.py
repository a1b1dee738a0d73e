"""Boards, pages and files that are closed are answered like those that are not there."""

import re

import pytest

from tests.house.crawler import browser_of, read
from tests.house.leaks.shared import (
    addresses_in_boards,
    bare,
    leaks_in,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("one_count"),
]


NOWHERE = "987654"


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
                assert bare((status, like), NOWHERE) == bare(absent, NOWHERE), asked


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
