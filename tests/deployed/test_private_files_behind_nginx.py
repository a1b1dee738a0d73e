"""Files of every room behind nginx: broken downloads, slow ones, and doors that nothing goes round
(safeguards I23, L20)."""

import pytest

from tests.deployed.reader import ADDRESSES, Reader

PRIVATE = ("attachment", "CV", "photo", "contract", "report")
SLOW = 20


@pytest.fixture
def kept(request, site, things):
    """The door of a private file, whoever may have it, and what lies in storage."""
    door = things["private"][request.param]
    reader = Reader(site, next(ADDRESSES))
    reader.cookies = dict([door["cookie"]])
    stored = (site.folder / "data" / "private" / door["stored_as"]).read_bytes()
    return door, reader, stored


@pytest.mark.parametrize("kept", PRIVATE, indirect=True)
def test_a_download_cut_at_nine_tenths_goes_on_and_asks_again_who_is_there(visitor, kept):
    door, reader, stored = kept
    cut = len(stored) * 9 // 10
    line = reader.open(door["address"])
    begun = line.read_a_little()
    line.close()
    assert begun.startswith(b"HTTP/1.1 200")
    rest = reader.get(door["address"], Range=f"bytes={cut}-")
    assert (rest.status, rest.body) == (206, stored[cut:])
    assert rest.head["Content-Range"] == f"bytes {cut}-{len(stored) - 1}/{len(stored)}"
    assert rest.head["Cache-Control"] == "private, no-store"
    assert rest.head["X-Content-Type-Options"] == "nosniff"
    # Without the session the part is refused as the whole is.
    whole = visitor.get(door["address"])
    part = visitor.get(door["address"], Range=f"bytes={cut}-")
    assert part.status == whole.status
    assert part.status in (302, 404)
    assert stored[cut:][:1000] not in part.body


@pytest.mark.parametrize("kept", PRIVATE, indirect=True)
@pytest.mark.parametrize(
    "place",
    [
        "/media/{}",
        "/private/{}",
        "/files/../private/{}",
        "/sent-by-nginx/../private/{}",
        "/static/../../private/{}",
        "/static/%2e%2e/%2e%2e/private/{}",
    ],
)
def test_no_address_but_its_door_leads_to_a_private_file(visitor, kept, place):
    """L20: whoever asks, also those who may have it."""
    door, reader, stored = kept
    for one in (visitor, reader):
        answer = one.get(place.format(door["stored_as"]))
        assert answer.status in (400, 404)
        assert stored[:1000] not in answer.body


def test_a_manual_cut_at_nine_tenths_goes_on_and_asks_again_who_is_there(
    site, visitor, member, things
):
    stored = (site.folder / "data" / "files" / things["survey_stored_as"]).read_bytes()
    cut = len(stored) * 9 // 10
    line = member.open(things["survey"])
    assert line.read_a_little().startswith(b"HTTP/1.1 200")
    line.close()
    tag = member.get(things["survey"], Range="bytes=0-0").head["ETag"]
    rest = member.get(things["survey"], Range=f"bytes={cut}-", If_Range=tag)
    assert (rest.status, rest.body) == (206, stored[cut:])
    assert visitor.get(things["survey"], Range=f"bytes={cut}-").status == 404


@pytest.mark.parametrize("kept", PRIVATE, indirect=True)
def test_slow_readers_of_private_files_keep_nobody_waiting(visitor, things, kept):
    door, reader, stored = kept
    lines = [reader.open(door["address"]) for _ in range(SLOW)]
    try:
        begun = [line.read_a_little() for line in lines]
        assert all(first.startswith(b"HTTP/1.1 200") for first in begun)
        assert visitor.get(things["public"]).status == 200
        assert (begun[0] + lines[0].read_the_rest()).endswith(stored)
    finally:
        for line in lines:
            line.close()


@pytest.mark.parametrize(
    ("address", "length", "is_taken"),
    [
        ("/en/account/login/", 65_000, True),
        ("/en/account/login/", 66_000, False),
        ("/api/v1/partnerships", 66_000, False),
        ("/en/search/", 66_000, False),
        ("/en/write/word/", 31_000_000, True),
        ("/en/write/word/", 34_000_000, False),
    ],
)
def test_each_door_takes_as_much_as_is_sent_to_it(site, address, length, is_taken):
    reader = Reader(site, "127.0.0.7")
    line = reader.open(address, method="POST", length=length)
    if is_taken:
        # It waits for the rest, which nobody sends.
        line.send(b"x")
        line.close()
        return
    assert line.read_a_little().startswith(b"HTTP/1.1 413")
    line.close()


@pytest.mark.parametrize(
    ("address", "sits_at", "at_once"),
    [("/en/account/login/", "127.0.0.8", 150), ("/en/search/?q=open", "127.0.0.9", 60)],
)
def test_whoever_asks_too_much_is_told_to_wait_and_his_neighbour_is_not(
    site, address, sits_at, at_once
):
    """All at once, so that it is the same on a slow machine."""
    lines = [Reader(site, sits_at).open(address) for _ in range(at_once)]
    try:
        answers = [line.read_a_little()[:12] for line in lines]
    finally:
        for line in lines:
            line.close()
    assert set(answers) == {b"HTTP/1.1 200", b"HTTP/1.1 429"}
    assert Reader(site, "127.0.0.10").get(address).status == 200
