"""What a reader types, and what it finds, in each language."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from search.engine.interface import Reader, Request
from tests.search.conftest import item


def found(engine, text, **said):
    return [hit.key for hit in engine.search(Request(text, **said)).hits]


def test_title_counts_more_than_summary_headings_and_body(library):
    engine = library(
        item("body", "Roads", "gravel gravel other words here"),
        item("heading", "Bridges", "other words here", headings=["Gravel"]),
        item("title", "Gravel pits", "other words here"),
        item("none", "Lamps", "other words here"),
    )
    assert found(engine, "gravel")[0] == "title"
    assert set(found(engine, "gravel")) == {"title", "heading", "body"}


def test_an_exact_title_comes_before_everything_else(library):
    engine = library(
        item("long", "Introduction to the introduction of an introduction", "introduction " * 60),
        item("exact", "Introduction", "A few words."),
    )
    assert found(engine, "introduction")[0] == "exact"


def test_a_title_of_stop_words_is_found(library):
    engine = library(item("why", "What is it and why?", "Text."), item("other", "Other", "Text."))
    assert found(engine, "What is it and why?") == ["why"]


def test_words_in_quotes_stay_together_and_a_minus_leaves_a_word_out(library):
    engine = library(
        item("together", "A", "The public market is open."),
        item("apart", "B", "The market of public goods."),
    )
    assert found(engine, '"public market"') == ["together"]
    assert found(engine, "market -open") == ["apart"]
    assert found(engine, 'market -"public market"') == ["apart"]
    assert found(engine, "-market") == []


def test_an_overdue_item_stands_lower_and_says_so(library):
    engine = library(
        item("old", "Water meters", "meters", review_by=date(2026, 1, 1)),
        item("kept", "Water meters", "meters", review_by=date(2028, 1, 1)),
    )
    answer = engine.search(Request("meters", today=date(2027, 1, 1)))
    assert [(hit.key, hit.is_stale) for hit in answer.hits] == [("kept", False), ("old", True)]
    earlier = engine.search(Request("meters", today=date(2025, 1, 1)))
    assert not any(hit.is_stale for hit in earlier.hits)


def test_the_readers_language_comes_first_and_the_others_are_found_too(library):
    engine = library(
        item("fr", "Budget communal", "le budget", language="fr"),
        item("en", "Town budget", "the budget"),
    )
    assert found(engine, "budget", language="fr") == ["fr", "en"]
    assert found(engine, "budget", language="en") == ["en", "fr"]
    assert found(engine, "budget", language="en", filters={"language": ["fr"]}) == ["fr"]


def test_a_word_of_the_glossary_finds_the_text_of_another_language(library):
    engine = library(
        item("fr", "Les déchets ménagers", "la collecte", language="fr"),
        item("es", "Alumbrado", "luminarias", language="es"),
    )
    assert found(engine, "household waste", language="en") == ["fr"]


@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("en", "The municipality empties septic tanks.", "emptying a septic tank"),
        ("en", "Organisation of streetlights", "street light organization"),
        ("en", "A street light is broken", "streetlights"),
        ("fr", "La collecte des déchets ménagers", "dechet menager"),
        ("fr", "L’aménagement de pistes cyclables", "amenager une piste cyclable"),
        ("fr", "Les réseaux d'eau municipaux", "réseau municipal"),
        ("es", "Inundaciones en las calles", "¿se inunda la calle?"),
        ("es", "Participación ciudadana", "participaciones ciudadanas"),
        ("pt", "Licitações municipais", "licitacao municipal"),
        ("pt", "O servidor que se enriquece ilicitamente", "enriquecimento ilícito de servidores"),
        ("ar", "تدبير المياه في الجماعات", "مياه الجماعة"),
        ("ar", "الضرائب على العقارات", "ضريبه العقار"),
        ("ar", "قوانين البلديات", "القانون البلدي"),
        ("ar", "مشاريع التنمية", "مشروع"),
        ("ar", "وَثِيقَةُ المَشروعِ", "الوثائق"),
        ("ar", "بالمدينة وللمواطنين", "مواطن المدينة"),
    ],
)
def test_word_forms_accents_and_letter_forms_meet(library, language, text, asked):
    engine = library(item("this", "Titre", text, language=language), item("that", "Autre", "xyz"))
    answer = engine.search(Request(asked, language=language))
    assert [hit.key for hit in answer.hits][:1] == ["this"]
    assert "<mark>" in answer.hits[0].passage


def test_a_slip_is_forgiven_and_said(library):
    engine = library(item("lamps", "L’éclairage public", "éclairage des rues", language="fr"))
    answer = engine.search(Request("eclairrage public", language="fr"))
    assert [hit.key for hit in answer.hits] == ["lamps"]
    assert answer.is_forgiving
    assert answer.suggestion == "éclairage public"


def test_words_that_are_there_are_not_corrected(library):
    engine = library(item("a", "Form", "form"), item("b", "Farm", "farm farm farm"))
    answer = engine.search(Request("form"))
    assert (answer.suggestion, answer.is_forgiving) == ("", False)
    assert [hit.key for hit in answer.hits] == ["a"]


def test_an_unfinished_word_finds_what_it_begins(library):
    engine = library(item("d", "Desludging of septic tanks", "desludging"))
    assert found(engine, "deslud") == ["d"]


def test_a_question_full_of_stop_words_is_its_few_real_words(library):
    engine = library(
        item("graves", "Cemeteries", "How a grave is given and for how long."),
        item("noise", "How we do what we have to do", "What can we do about it and how?"),
    )
    assert found(engine, "How do I do it if we have to find a grave?")[0] == "graves"


def test_hits_lead_to_the_best_part_with_a_marked_passage(library):
    from search.engine.interface import Part

    parts = [
        Part("page:1#b-1", "section", "Lamps", "Lamps and poles. " * 30, "page:1#b-1"),
        Part("page:2#b-2", "chapter", "Wells", "Who digs a well. " * 5, "page:2#b-2"),
        Part("file:3#page=4", "file page", "Plan", "Meters on page four.", "file:3#page=4"),
    ]
    engine = library(item("page:1", "Public works", parts=parts))
    well, meters = (engine.search(Request(word)).hits[0] for word in ("wells", "meter"))
    assert (well.part.kind, well.part.target) == ("chapter", "page:2#b-2")
    assert "<mark>well</mark>" in well.passage
    assert (meters.part.kind, meters.part.target) == ("file page", "file:3#page=4")
    assert engine.search(Request("works")).total == 1


def test_the_passage_is_safe_and_marks_corrected_and_other_words(library):
    engine = library(
        item(
            "x", "Notes", 'Before <script>alert("1")</script> the garbage & the rubbish collection.'
        )
    )
    passage = engine.search(Request("garbge")).hits[0].passage
    assert "&lt;script&gt;" in passage
    assert "<mark>garbage</mark>" in passage
    assert re.sub(r"</?mark>", "", passage).count("<") == 0
    other = engine.search(Request("refuse collection")).hits[0].passage
    assert "<mark>" in other


def test_facets_count_items_and_a_chosen_one_still_shows_its_neighbours(library):
    engine = library(
        item("a", "Waste", "waste", type="manual", themes=["waste", "money"], year=2020),
        item("b", "Waste", "waste", type="article", themes=["waste"], countries=["MA"]),
        item("c", "Waste", "waste", type="article", has_contact=True, size_band="small"),
        item("d", "Lamps", "lamps", type="case study"),
    )
    facets = engine.search(Request("waste")).facets
    assert facets["type"] == [("article", 2), ("manual", 1)]
    assert facets["theme"] == [("waste", 2), ("money", 1)]
    assert facets["has_contact"] == [("yes", 1)]
    assert "organisation" not in facets
    chosen = engine.search(Request("waste", filters={"type": ["manual"]}))
    assert (chosen.total, chosen.facets["type"]) == (1, [("article", 2), ("manual", 1)])
    assert chosen.facets["theme"] == [("money", 1), ("waste", 1)]


def test_who_wants_nothing_that_only_comes_near_gets_all_of_the_words(library):
    engine = library(
        item("a", "One", "waste collection rounds"),
        item("b", "Two", "waste collection"),
    )
    asked = Request("waste collection rounds")
    assert engine.search(asked).total == 2
    (hit,) = engine.search(replace(asked, has_all_words=True)).hits
    assert hit.key == "a"


def test_newest_first_and_pages_of_an_answer_do_not_overlap(library):
    engine = library(
        *(
            item(str(n), "Waste", "waste", published_at=datetime(2020, 1, 1 + n, tzinfo=UTC))
            for n in range(25)
        )
    )
    assert found(engine, "waste", sort="date")[:3] == ["24", "23", "22"]
    pages = [found(engine, "waste", page=number) for number in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert len({key for page in pages for key in page}) == 25


def test_suggestions_begin_with_what_was_typed_in_the_readers_language_first(library):
    engine = library(
        item("en", "Water meters in old houses"),
        item("fr", "Water, mode d’emploi", language="fr"),
        item("ar", "المياه الصالحة للشرب", language="ar"),
        item("shut", "Water canary", scopes=["closed"]),
    )
    shut = Reader(hidden=frozenset({"closed"}))
    assert [one.key for one in engine.suggest("wat", "fr", shut)] == ["fr", "en"]
    assert [one.key for one in engine.suggest("meters in o", "en", shut)] == ["en"]
    assert [one.key for one in engine.suggest("ميا", "ar", shut)] == ["ar"]
    assert engine.suggest("w", "en", shut) == []


def test_similar_items_share_rare_words_and_leave_out_itself(library):
    engine = library(
        item("a", "Handcarts for night rounds"),
        item("b", "Night rounds on foot"),
        item("c", "Graveyards"),
        item("d", "Handcarts and night rounds", scopes=["closed"]),
    )
    alike = engine.similar(
        "a", "Handcarts for night rounds", "en", Reader(hidden=frozenset({"closed"}))
    )
    assert alike == ["b"]


def test_what_is_worth_less_stands_behind_what_says_the_same(library):
    said = {"title": "Stalls of a night market", "text": "stalls of a night market"}
    many = [item(f"light-{number}", **said, type="partnership", worth=0.5) for number in range(60)]
    engine = library(*many[:30], item("text", **said), *many[30:])
    best, second, *_others = engine.search(Request("night market stalls")).hits
    assert best.key == "text"
    assert second.score < 0.8 * best.score


def test_a_name_of_no_language_is_found_and_counted_in_none(library):
    engine = library(
        item("ar", "بلدية المرسى", language="", type="organisation"),
        item("en", "Ferry Landing", language="", type="organisation"),
    )
    assert found(engine, "بلدية", language="ar") == ["ar"]
    assert found(engine, "landing", language="fr") == ["en"]
    assert "language" not in engine.search(Request("landing")).facets


def test_what_is_alike_can_be_asked_for_by_kind(library):
    engine = library(
        item("text", "Night market stalls", "carts and stalls of the market"),
        item("one", "Night market stalls", "carts and stalls of the market", type="partnership"),
    )
    words = "night market stalls carts"
    assert set(engine.similar("", words, "en", Reader(), 4)) == {"text", "one"}
    assert engine.similar("", words, "en", Reader(), 4, ("article",)) == ["text"]
