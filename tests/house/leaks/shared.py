"""What the tests of leaks share: the roles, where each begins, and what a leak is."""

import re

from tests.house.canaries import BEGIN, Canaries
from tests.house.crawler import Things, addresses
from tests.house.hidden_rooms import HIDDEN
from tests.house.who_may_open import ROWS

# The member is mentee of the member of X, data contact of a town and assessor of a call.
OUTSIDE = ("visitor", "member", "member of X", "of the circle", "contact in X")
INSIDE = ("editor of Y", "editor of X", "programme editor", "administrator")
# Each has a right in one thing alone (R2, R11), and nothing beside it.
OF_ONE_THING = ("trainer", "coordinator", "controller", "supervisor", "facilitator")
# A right in one thing opens nothing to a search: these are all that an audience can tell apart.
AUDIENCES = (*OUTSIDE[:4], *INSIDE)
ROLES = (*OUTSIDE, *OF_ONE_THING, *INSIDE)
# What an administrator is told on purpose: reports and workflows list everything there is.
TOLD = {"administrator": ("/cms/reports/", "/cms/workflows/usage/")}
# A feed, an invitation, and the proof of an address.
OPENED_BY_A_SECRET = {
    row.address
    for row in ROWS
    if any(one in row.address for one in ("{feed_token}", "{invitation_link}", "{proof_link}"))
}


def own_addresses(things: Things) -> set[str]:
    """Addresses in English, and some in another language, since frames are alike."""
    found = {one for one in addresses(things) if not re.match(r"/(fr|es|pt|ar)/", one)}
    return found | {"/", "/fr/", "/fr/library/", "/en/library/feed.atom", "/sitemap.xml?map=1"}


def addresses_of_the_table(planted: Canaries) -> set[str]:
    """Of all others and of their own: what the table of who may open what names.

    But for what a secret opens to the one person it was sent to (P10, L25), whoever holds it.
    """
    rows = [row for row in ROWS if not row.is_post and not OPENED_BY_A_SECRET & {row.address}]
    return {row.address.format(**planted.world.things) for row in rows}


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


def where_to_begin(planted: Canaries, role: str) -> set[str]:
    """All addresses that `role` asks for without having been told of them."""
    begin = own_addresses(planted.things_closed_to(role))
    begin |= {page.address for page in planted.pages.values()}
    begin |= addresses_of_the_table(planted)
    for room in HIDDEN:
        begin |= room.addresses(planted)
    for plant in planted.boards:
        begin |= set(addresses_in_boards(planted, plant))
    if role in INSIDE:
        return begin
    # Redirected to the login page, all of it; tests/house/who_may_open.py knows.
    return {one for one in begin if not one.startswith("/cms/") or one.count("/") < 4}


def leaks_in(address: str, text: str, closed: set[str]) -> list[str]:
    """Closed words in an answer that did not stand in the question."""
    low, asked = text.lower(), address.lower()
    if BEGIN not in low:
        return []  # looking for some hundred words costs more than looking for how all begin
    return [word for word in closed if word in low and word not in asked]


def told(planted: Canaries, found: dict[str, list[str]]) -> str:
    """A line for each address that told something, for the message of a failing test."""
    names = {one.word: f"{one.plant}, {one.place}" for one in planted.all}
    lines = (
        f"{where}: {'; '.join(sorted(names[w] for w in words))}" for where, words in found.items()
    )
    return "\n".join(lines)


def bare(answer: tuple[int, str], asked: str) -> tuple[int, str]:
    """An answer without what was asked, and without what differs each time."""
    status, text = answer
    text = re.sub(
        r"(?i)csrf\w*\"?[^\n]{0,20}?(value|content)?=?[\"':\s]+[\w-]{32,64}", "csrf", text
    )
    text = re.sub(r"(?im)^(set-cookie|content-length|expires|last-modified|etag):.*", "", text)
    return status, text.replace(asked, "…")


def difference(one: tuple[int, str], other: tuple[int, str]) -> str:
    """The first lines that differ."""
    pairs = zip(one[1].splitlines(), other[1].splitlines(), strict=False)
    lines = [f"  {a.strip()[:160]} | {b.strip()[:160]}" for a, b in pairs if a != b]
    return "\n".join([f"  {one[0]} | {other[0]}", *lines[:3]])
