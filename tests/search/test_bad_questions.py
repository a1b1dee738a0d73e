"""Safeguards U21: whatever is typed, an answer comes, quickly, and nothing is parsed as a query."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.interface import MAXIMUM_QUERY_LENGTH, Reader, Request
from search.engine.question import read_question
from tests.search.conftest import item

ODD = {
    "100 kB of letters": "a" * 100_000,
    "100 kB of words": "water " * 17_000,
    "5,000 quotes": '"' * 5_000,
    "quotes around nothing": '"" “” «» "',
    "deep parentheses": "(" * 3_000 + "water" + ")" * 3_000,
    "stars": "*" * 200 + " wat* *ter ?",
    "control characters": "wa\x00ter \x1b[31m\x07 \u202ewater\u2066",
    "lone surrogate": "water \ud800 \udfff",
    "Lucene operators": "title:water AND (NOT x^4) || && ~2 [a TO z] {a TO z} \\ /re.*/ +water",
    "emoji": "🚰💧👩🏽‍🚒 water 🏳️‍🌈",
    "combining marks": "w" + "\u0301" * 500 + "ater",
    "nothing": " \n\t ",
    "only minus": "- -- ---",
    "many excluded": " ".join(f"-word{n}" for n in range(200)),
    "Arabic marks": "ضَ" * 100,
    "one letter": "x",
}


@pytest.fixture
def engine(library):
    return library(item("water", "Water", "water and wells"), item("ar", "ماء", language="ar"))


@pytest.mark.parametrize("name", ODD)
def test_u21_odd_questions_are_answered_fast(engine, name):
    took = []
    # The law says a second; the shorter of two tries tells it from a machine that was busy.
    for _ in range(2):
        began = time.perf_counter()
        answer = engine.search(Request(ODD[name]))
        engine.suggest(ODD[name], "en", Reader())
        took.append(time.perf_counter() - began)
        assert answer.total <= 2
    assert min(took) < 1


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.characters(exclude_categories=()), max_size=300))
def test_u21_any_text_is_read(text):
    question = read_question(text)
    assert len(question.text) <= MAXIMUM_QUERY_LENGTH
    question.text.encode("utf-8")


def test_u21_any_question_is_answered(engine):
    @settings(max_examples=100, deadline=None)
    @given(
        text=st.text(st.characters(exclude_categories=()), max_size=220),
        value=st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    )
    def ask(text, value):
        engine.search(Request(text))
        engine.search(Request("water", filters={"theme": [value], "language": ["en"]}))

    ask()


def test_words_that_look_like_operators_are_words(library):
    engine = library(item("a", "Water not wine", "not"), item("b", "Wine", "wine"))
    assert engine.search(Request("water NOT wine")).hits[0].key == "a"
