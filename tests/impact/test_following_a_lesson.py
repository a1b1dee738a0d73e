"""One follows a lesson: a sentence, a picture, every station one may know of, and none besides."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.models import ArticlePage
from pages.audiences import set_audience
from tests.factories import (
    ask,
    library_in,
    make_article,
    make_board,
    make_cast,
    make_known,
    make_manual,
    make_officer,
    make_pair,
    sign_in,
)
from tests.impact.making import key_of, read_in, teach_by, tie
from tests.partnerships.making import make_partnership
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


def text_of(answer):
    return html.unescape(answer.content.decode())


def trail(text):
    return reverse("lesson_trail", args=["library-item", text.translation_key])


@pytest.fixture
def article():
    return make_article(title="Rents by the day")


def lead_of(page):
    return re.sub("[\u2068\u2069]", "", re.search(r'<p class="lead">(.*?)</p>', page)[1])


def test_a_text_offers_its_trail_and_the_trail_says_where_it_came_from(client, cast, article):
    tie(make_partnership(cast.lake, title="Two towns"), key_of(article))
    item = text_of(client.get(article.address))
    assert trail(article) in item
    page = text_of(client.get(trail(article)))
    assert "From “Two towns” (" in lead_of(page)
    assert "it has not travelled yet" in lead_of(page)
    assert "<svg" in page


def test_the_sentence_says_what_each_room_knows(cast, article):
    tie(make_partnership(cast.lake, title="Two towns"), key_of(article))
    read_in(article, 12, year=2026)
    teach_by(article, cast.lake)
    make_known(cast.odette)
    board = make_board()
    for number in range(3):
        ask(cast.odette, board, title=f"Who pays {number}?", about=article)
    for _number in range(5):
        pair = make_pair()
        pair.request.about = article
        pair.request.save()
    lead = lead_of(text_of(sign_in(cast.odette).get(trail(article))))
    assert "read in 12 municipalities in 2026" in lead
    assert "asked about 3 times" in lead
    assert "used in 2 trainings, passed on to generation 1" in lead
    assert "learnt by 6 people (not counting those who left)" in lead
    assert "followed by coaching 5 times" in lead


def test_a_visitor_is_told_of_no_topic_in_a_board_for_those_signed_in(client, cast, article):
    make_known(cast.odette)
    ask(cast.odette, make_board(), title="Who pays by the day?", about=article)
    assert "Who pays by the day?" not in text_of(client.get(trail(article)))
    assert "Who pays by the day?" in text_of(sign_in(cast.bruno).get(trail(article)))


def test_few_readers_and_few_pairs_look_like_none(client, cast, article):
    before = client.get(trail(article)).content
    read_in(article, 4, readings=50)
    for _number in range(4):
        pair = make_pair()
        pair.request.about = article
        pair.request.save()
    teach_by(article, cast.lake, trained=3)
    page = text_of(client.get(trail(article)))
    assert "Municipalities that read it" not in page
    assert "oaching that began" not in page
    assert "People trained, net" not in page
    assert "Municipalities that read it" not in before.decode()


def test_a_year_is_told_by_itself_and_all_years_never(client, cast, article):
    read_in(article, 6, year=2024)
    read_in(article, 7, year=2025)
    page = text_of(client.get(trail(article)))
    assert "read in 7 municipalities in 2025" in lead_of(page)
    read_in(article, 2, year=2026)
    assert text_of(client.get(trail(article))).count("2026") == page.count("2026")


def test_who_may_not_read_the_text_finds_no_trail(client, cast):
    closed = make_article(library_in("en", cast.lake), title="For lake towns")
    set_audience(closed.translation_key, f"association:{cast.lake.pk}")
    assert client.get(trail(closed)).status_code == 404
    assert sign_in(cast.bruno).get(trail(closed)).status_code == 404
    assert sign_in(cast.odette).get(trail(closed)).status_code == 200
    nothing = reverse("lesson_trail", args=["library-item", closed.pk])
    assert client.get(nothing).status_code == 404


def test_a_partnership_that_is_not_public_is_named_to_nobody_outside(client, cast, article):
    tie(make_partnership(cast.lake, title="Still secret", is_published=False), key_of(article))
    assert "Still secret" not in text_of(client.get(trail(article)))
    assert "Still secret" in text_of(sign_in(cast.petra).get(trail(article)))


def test_a_mentorship_has_no_trail_not_even_for_the_two():
    pair = make_pair()
    address = reverse("lesson_trail", args=["mentorship", pair.pk])
    assert sign_in(pair.mentee).get(address).status_code == 404


@pytest.mark.parametrize("kind", ["nothing", "topic", "training", "benchmark", "placement-offer"])
@pytest.mark.parametrize("number", ["x", "987654", "11111111-1111-4111-8111-111111111111"])
def test_what_is_not_there_has_no_trail(client, kind, number):
    assert client.get(reverse("lesson_trail", args=[kind, number])).status_code == 404


def test_chapters_and_language_versions_belong_to_their_manual(client, cast):
    manual = make_manual(title="Waste", chapters=("One", "Two"))
    for chapter in manual.get_children():
        read_in(chapter, 3)
    french = make_article(library_in("fr"), title="Déchets", translation_key=manual.translation_key)
    assert isinstance(french, ArticlePage)
    page = text_of(client.get(trail(manual)))
    assert "read in 6 municipalities" in page
    assert "translated 1 time" in page
    assert "Déchets" in page


def test_a_topic_and_a_training_have_a_trail_of_their_own(cast):
    make_known(cast.odette)
    topic = ask(cast.odette, make_board(), title="Who pays?")
    first, _second = teach_by(make_manual(title="Waste"), cast.lake)
    odette = sign_in(cast.odette)
    for name, kind, thing in (("topic", "topic", topic), ("training", "training", first)):
        own = reverse("lesson_trail", args=[kind, thing.pk])
        assert own in text_of(odette.get(reverse(name, args=[thing.pk])))
        assert odette.get(own).status_code == 200


def test_the_page_stands_from_right_to_left_with_every_station_in_it(client, cast, article):
    tie(make_partnership(cast.lake), key_of(article))
    teach_by(article, cast.lake)
    page = client.get(trail(article).replace("/en/", "/ar/"))
    assert page.status_code == 200
    assert "A course, second" in text_of(page)


@pytest.mark.parametrize("who", ["visitor", "odette", "petra"])
def test_a_trail_costs_the_same_for_few_and_for_many_stations(client, cast, article, who):
    reader = client if who == "visitor" else sign_in(getattr(cast, who))
    board, counted = make_board(), []
    for times in (1, 9):
        for number in range(times):
            tie(make_partnership(cast.lake, title=f"P {times} {number}"), key_of(article))
            asker = make_officer(f"Asker {times} {number}", cast.ferry_landing, "Clerk")
            make_known(asker)
            ask(asker, board, title=f"Q {times} {number}", about=article)
            teach_by(article, cast.lake, title=f"C {times} {number}", trained=6)
        reader.get(trail(article))
        with CaptureQueriesContext(connection) as asked:
            assert reader.get(trail(article)).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]
