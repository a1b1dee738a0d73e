"""A closed word that is searched for is answered like nonsense, by the site and by the engine."""

import pytest

from search import engines
from search.engine import interface
from search.permissions import reader_for
from tests.house.crawler import browser_of, read
from tests.house.leaks.shared import AUDIENCES, INSIDE, TOLD, bare, difference, leaks_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("one_count"),
]


NONSENSE = "zqwvutzzvwutzv"
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


@pytest.mark.parametrize("role", AUDIENCES)
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
        plain = bare(read(client, pattern.format(q=NONSENSE)), NONSENSE)
        for word in few:
            for typed in (word, word[:7]) if "suggest" in pattern else (word,):
                like = bare(read(client, pattern.format(q=typed)), typed)
                if like != plain:
                    wrong.append(f"{pattern.format(q=typed)}\n{difference(like, plain)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", AUDIENCES)
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


def test_without_an_index_titles_are_found_by_the_same_rule(planted, without_an_index):
    word = planted.find("of X", "title")
    for role, is_found in (("visitor", False), ("member", False), ("member of X", True)):
        text = read(browser_of(planted.world.persons[role]), f"/en/search/?q={word}")[1]
        assert (planted.pages["of X"].address in text) == is_found, role
