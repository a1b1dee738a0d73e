"""L33: the raw index of either engine, row by row, as who holds the disk would read it."""

import json

import pytest
from django.conf import settings

from search import engines
from search.engine.embedded.engine import _rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.postgresql]

# What some may search: pages by their audience, boards, and what is for all who are signed in. No
# word of anything else is in the index, for anybody.
SEARCHED = {
    *("of X", "case of X", "circle", "narrow", "below", "news", "event", "documents"),
    *("board of X", "board of the circle", "course", "offer of a mentor"),
}
# And of these not what is begun, nor what a post said before.
NEVER = ("draft", "draft title", "draft tag", "before")


def rows_of_the_index():
    """Everything that is kept of every row: what is stored of it, whatever the engine."""
    engine = engines.current_engine()
    if settings.SEARCH_SERVER is not None:
        return [json.dumps(row) for row in engine._cluster.every({"match_all": {}}, ["*"])]
    view = engine._index.view()
    return [str(row) for kind in ("item", "part") for row in _rows(view, "kind", [kind])]


def test_l33_no_document_of_the_index_tells_of_what_is_kept_from_all_search(planted):
    rows = rows_of_the_index()
    assert len(rows) > 20
    words = {
        one.word: one for one in planted.all if one.plant not in SEARCHED or one.place in NEVER
    }
    assert len(words) > 200
    found = {(one.plant, one.place) for row in rows for word, one in words.items() if word in row}
    assert found == set()


def test_l33_control_closed_texts_are_in_the_index(planted):
    """So that the search of their readers, and the test above, read something."""
    text = "".join(rows_of_the_index())
    for plant in ("of X", "circle", "board of the circle"):
        assert any(one.word in text for one in planted.all if one.plant == plant), plant
