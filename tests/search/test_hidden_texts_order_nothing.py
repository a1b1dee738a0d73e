"""How often a word stands in hidden texts is nobody's business: it orders no public result."""

import random

import pytest

from search.engine.interface import Reader, Request
from tests.search.conftest import item

WORDS = [f"word{chr(97 + number)}" for number in range(20)]
CLOSED = ("s", "association:1")
VISITOR = Reader(closed=frozenset({CLOSED}), audiences=frozenset({"public"}), is_visitor=True)
MEMBER = Reader(audiences=frozenset({"public", "association:1"}))
QUESTIONS = [f"{first} {second}" for first in WORDS[:6] for second in WORDS[6:12]]


def public_items():
    chance = random.Random(7)
    for number in range(150):
        # Every word has a rarity of its own, so that it matters which of two is rarer.
        words = [chance.choice(WORDS[: chance.randint(2, 20)]) for _ in range(30)]
        yield item(f"public{number}", f"Item {number}", " ".join(words))


def hidden_items(**fields):
    for number in range(100):
        yield item(f"hidden{number}", "Hidden", " ".join([*WORDS[:3] * 9, "selkie"]), **fields)


def orders(store, *hidden):
    store.writer().rebuild([*public_items(), *hidden])
    engine = store.engine()
    return [
        [hit.key for hit in engine.search(Request(words, reader=VISITOR, per_page=20)).hits]
        for words in QUESTIONS
    ]


def test_a_visitor_finds_in_the_same_order_whatever_is_hidden(make_store):
    without = orders(make_store())
    assert without == orders(make_store(), *hidden_items(scopes=["s"], barriers=[CLOSED]))


def test_control_on_one_shelf_the_hidden_texts_would_show(make_store):
    """Scopes keep them out, but without barriers they stand among the open ones."""
    assert orders(make_store()) != orders(make_store(), *hidden_items(scopes=["s"]))


def test_a_member_finds_closed_items_among_the_others_by_what_they_say(store):
    few = item("few", "Wells", "selkie wells", scopes=["s"], barriers=[CLOSED])
    many = (item(f"open{number}", "Wells", "wells and pumps") for number in range(40))
    store.writer().rebuild([few, item("best", "Selkie wells", "selkie wells"), *many])
    found = store.engine().search(Request("selkie wells", reader=MEMBER)).hits
    assert [hit.key for hit in found[:2]] == ["best", "few"]
    assert found[1].score > found[2].score if len(found) > 2 else True


@pytest.mark.parametrize("words", ["selkei", "selk"])
def test_a_visitor_is_offered_no_word_of_hidden_texts(store, words):
    store.writer().rebuild([*public_items(), *hidden_items(scopes=["s"], barriers=[CLOSED])])
    engine = store.engine()
    for_visitor = engine.search(Request(words, reader=VISITOR))
    assert (for_visitor.total, for_visitor.suggestion) == (0, "")
    assert engine.search(Request(words, reader=MEMBER)).total == 100
