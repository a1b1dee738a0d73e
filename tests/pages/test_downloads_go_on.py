"""A download that broke off goes on where it ended, for whoever may still have it (I23)."""

import io
import os
from pathlib import Path

import pytest
from django.http import FileResponse
from django.test import Client, RequestFactory

from pages.models import File
from pages.parts import PartsMiddleware
from tests.house.world import World
from tests.standing import standing

world = standing(World)


@pytest.fixture
def ask(world):
    """The file of association X; by name who asks, and the head of the question."""

    def asked(person, **head):
        client = Client()
        if world.persons[person]:
            client.force_login(world.persons[person])
        return client.get(world.things["file_of_x"], headers=head)

    return asked


CONTENT = b"a,b\n1,2\n"


def body(answer):
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    ("asked", "part", "said"),
    [
        ("bytes=3-5", CONTENT[3:6], "bytes 3-5/8"),
        ("bytes=6-", CONTENT[6:], "bytes 6-7/8"),
        ("bytes=0-999", CONTENT, "bytes 0-7/8"),
    ],
)
def test_a_part_is_given(ask, asked, part, said):
    answer = ask("member of X", range=asked)
    assert (answer.status_code, body(answer)) == (206, part)
    assert answer["Content-Range"] == said
    assert answer["Content-Length"] == str(len(part))


@pytest.mark.parametrize(
    "asked", ["bytes=5-3", "bytes=-3", "bytes=0-1,3-4", "rows=1-2", "bytes=٣-"]
)
def test_what_is_no_part_gets_the_whole(ask, asked):
    answer = ask("member of X", range=asked)
    assert (answer.status_code, body(answer)) == (200, CONTENT)
    assert answer["Accept-Ranges"] == "bytes"


def test_behind_the_end_there_is_nothing(ask):
    answer = ask("member of X", range="bytes=8-")
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */8")


def test_another_file_is_not_pieced_together_with_the_first(ask):
    tag = ask("member of X")["ETag"]
    assert ask("member of X", range="bytes=6-", if_range=tag).status_code == 206
    assert ask("member of X", range="bytes=6-", if_range='"another"').status_code == 200


@pytest.fixture
def stored(world):
    """Where the file of X lies; put back as it was."""
    file = next(one for one in File.objects.all() if one.url == world.things["file_of_x"])
    path = Path(file.file.path)
    yield path
    path.write_bytes(CONTENT)


def test_a_file_that_took_the_place_of_another_is_given_whole(ask, stored):
    """Of the same name and size: its end is not joined to the beginning of the one before."""
    tag, before = ask("member of X")["ETag"], stored.stat().st_mtime_ns
    stored.write_bytes(b"c,d\n3,4\n")
    os.utime(stored, ns=(before + 1_000_000, before + 1_000_000))
    answer = ask("member of X", range="bytes=6-", if_range=tag)
    assert (answer.status_code, body(answer)) == (200, b"c,d\n3,4\n")
    assert answer["ETag"] != tag


def made_for_one_answer(content):
    made = FileResponse(io.BytesIO(content), content_type="text/csv")
    asked = RequestFactory().get("/", headers={"range": "bytes=0-1"})
    return PartsMiddleware(lambda request: made)(asked)


def test_what_lies_on_no_disk_is_known_by_what_it_says():
    one, same, other = (made_for_one_answer(said) for said in (b"1,2", b"1,2", b"3,4"))
    assert one["ETag"] == same["ETag"] != other["ETag"]
    assert (other.status_code, body(other)) == (206, b"3,")


def test_whoever_may_no_longer_have_it_gets_no_part(ask):
    answer = ask("visitor", range="bytes=6-")
    assert answer.status_code == 404
    assert "Content-Range" not in answer
