"""What was learnt is tied to a partnership from either side, and stands on the theme's page."""

import datetime
import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from pages.audiences import set_audience
from pages.models import Theme
from partnerships.models import Output
from tests.factories import (
    ask,
    library_in,
    make_article,
    make_board,
    make_cast,
    make_known,
    make_officer,
    make_pair,
    sign_in,
)
from tests.internships.making import make_host_offer
from tests.partnerships.making import make_agreed_plan, make_coordinator, make_partnership
from tests.standing import standing
from tests.training.making import make_course, make_training

pytestmark = pytest.mark.django_db

cast = standing(make_cast)


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def petra(cast):
    return sign_in(cast.petra)


@pytest.fixture
def market():
    return Theme.objects.get(slug="markets")


@pytest.fixture
def article():
    return make_article(title="Rents by the day")


def key_of(article):
    return f"library-item:{article.translation_key}"


def test_a_text_is_tied_by_its_address_and_stands_on_the_page(client, cast, petra, market, article):
    one = make_partnership(cast.lake)
    sent = {"address": f"https://peerhall.example{article.address}", "theme": market.pk}
    answer = petra.post(reverse("partnership_tie", args=[one.pk]), sent)
    assert answer.status_code == 302, text_of(answer)
    assert "Rents by the day" in text_of(client.get(reverse("partnership", args=[one.pk])))
    feed = client.get(reverse("outputs_feed")).content.decode()
    assert "Rents by the day" in feed
    petra.post(reverse("partnership_tie", args=[one.pk]), sent)
    assert Output.objects.count() == 1


def test_an_address_of_nothing_is_refused_and_stays_typed(cast, petra, market):
    one = make_partnership(cast.lake)
    sent = {"address": "/en/nowhere/", "theme": market.pk}
    page = text_of(petra.post(reverse("partnership_tie", args=[one.pk]), sent))
    assert "Nothing to learn from has this address." in page
    assert "/en/nowhere/" in page


def test_a_text_offers_to_be_tied_to_who_keeps_a_partnership(cast, market, article):
    one = make_partnership(cast.lake)
    make_coordinator(by=cast.petra, person=cast.odette, partnership=one)
    odette = sign_in(cast.odette)
    page = text_of(odette.get(article.address))
    assert "Tie it to a partnership" in page
    assert "Tie it to a partnership" not in text_of(sign_in(cast.bruno).get(article.address))
    address = f"{reverse('tie_thing')}?thing={key_of(article)}"
    assert "Rents by the day" in text_of(odette.get(address))
    odette.post(address, {"partnership": one.pk, "theme": market.pk})
    assert Output.objects.get().tied_by == cast.odette


def test_a_topic_a_training_and_a_placement_offer_to_be_tied_on_their_page(cast, market):
    one = make_partnership(cast.lake)
    make_coordinator(by=cast.petra, person=cast.odette, partnership=one)
    make_known(cast.odette)
    things = {
        "topic": ask(cast.odette, make_board(), title="Who pays by the day?"),
        "training": make_training(make_course(cast.lake), cast.lake, title="Counting stalls"),
        "host_offer": make_host_offer(cast.ferry_landing, cast.odette),
    }
    odette, bruno = sign_in(cast.odette), sign_in(cast.bruno)
    for name, thing in things.items():
        address = reverse(name, args=[thing.pk])
        assert "Tie it to a partnership" not in text_of(bruno.get(address))
        link = re.search(r'href="([^"]+/tie/[^"]+)"', text_of(odette.get(address)))
        assert link, name
        sent = {"partnership": one.pk, "theme": market.pk}
        assert odette.post(link[1], sent).status_code == 302, name
    assert Output.objects.filter(partnership=one, tied_by=cast.odette).count() == 3


def test_a_page_asks_nothing_more_for_who_keeps_no_partnership(cast, monkeypatch):
    make_partnership(cast.lake)
    make_known(cast.odette)
    address = reverse("topic", args=[ask(cast.odette, make_board()).pk])
    bruno = sign_in(cast.bruno)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert bruno.get(address).status_code == 200
        return len(queries)

    bruno.get(address)
    with_offers = asked()
    monkeypatch.setattr("pages.registries.page_actions", ())
    assert asked() == with_offers


def test_nobody_ties_to_a_partnership_of_others(cast, market, article):
    own, other = make_partnership(cast.lake), make_partnership(cast.hill, title="Other")
    make_coordinator(by=cast.petra, person=cast.odette, partnership=own)
    odette = sign_in(cast.odette)
    address = f"{reverse('tie_thing')}?thing={key_of(article)}"
    odette.post(address, {"partnership": other.pk, "theme": market.pk})
    assert not Output.objects.exists()
    assert sign_in(cast.bruno).get(address).status_code == 404


def test_a_reader_sees_of_what_was_learnt_what_they_may_read(client, cast, market):
    one = make_partnership(cast.lake)
    article = make_article(library_in(association=cast.lake), title="For lake towns")
    set_audience(article.translation_key, f"association:{cast.lake.pk}")
    Output.objects.create(partnership=one, thing=key_of(article), theme=market)
    page = reverse("partnership", args=[one.pk])
    assert "For lake towns" in text_of(sign_in(cast.odette).get(page))
    for browser in (client, sign_in(cast.bruno)):
        shown = text_of(browser.get(page))
        assert "For lake towns" not in shown
        assert "Nothing yet." in shown
    assert "For lake towns" not in client.get(reverse("outputs_feed")).content.decode()


def test_a_topic_and_a_training_are_tied_too(cast, petra, market):
    one = make_partnership(cast.lake)
    make_known(cast.odette)
    topic = ask(cast.odette, make_board(), title="Who pays by the day?")
    training = make_training(make_course(cast.lake), cast.lake, title="Counting stalls")
    for address in (reverse("topic", args=[topic.pk]), reverse("training", args=[training.pk])):
        sent = {"address": address, "theme": market.pk}
        answer = petra.post(reverse("partnership_tie", args=[one.pk]), sent)
        assert answer.status_code == 302, text_of(answer)
    page = text_of(petra.get(reverse("partnership", args=[one.pk])))
    assert "Who pays by the day?" in page
    assert "Counting stalls" in page


def test_an_address_may_be_of_another_language_than_the_screen(cast, petra, market):
    one = make_partnership(cast.lake)
    make_known(cast.odette)
    topic = ask(cast.odette, make_board())
    with translation.override("ar"):
        address = reverse("topic", args=[topic.pk])
    assert address.startswith("/ar/")
    sent = {"address": address, "theme": market.pk}
    petra.post(reverse("partnership_tie", args=[one.pk]), sent)
    assert one.outputs.get().thing == f"topic:{topic.pk}"


def test_a_mentorship_is_counted_and_never_named(client, cast, petra, market):
    one = make_partnership(cast.lake)
    pair = make_pair()
    make_coordinator(by=cast.petra, person=pair.mentee, partnership=one)
    sent = {"address": reverse("pair", args=[pair.pk]), "theme": market.pk}
    tie = reverse("partnership_tie", args=[one.pk])
    # Who is not of the two cannot tie it.
    assert "Nothing to learn from" in text_of(petra.post(tie, sent))
    assert sign_in(pair.mentee).post(tie, sent).status_code == 302
    shown = text_of(client.get(reverse("partnership", args=[one.pk])))
    assert "Mentorships" not in shown
    inside = text_of(sign_in(pair.mentee).get(reverse("partnership", args=[one.pk])))
    assert "Mentorships: 1" in inside
    assert pair.mentor.name not in shown
    assert str(pair.pk) not in shown


def test_the_page_of_a_theme_says_what_was_learnt_and_what_is_missing(
    client, cast, market, article
):
    plan = make_agreed_plan(cast.petra, cast.lena, cast.lake)
    learnt, _silent, stale = (
        make_partnership(cast.lake, title=title, plan=plan)
        for title in ("Learnt something", "Silent", "Stale")
    )
    Output.objects.create(partnership=learnt, thing=key_of(article), theme=market)
    long_ago = timezone.now() - datetime.timedelta(days=400)
    Output.objects.create(partnership=stale, thing=key_of(article), theme=market, tied_at=long_ago)
    page = text_of(client.get(reverse("plan_theme", args=[plan.pk, "markets"])))
    missing = page.partition("What is missing")[2]
    assert "Rents by the day" in page
    assert "Silent" in missing
    assert "Stale" in missing
    assert "Learnt something" not in missing
    answer = client.get(reverse("plan_theme", args=[plan.pk, "waste"]))
    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["partnership", "plan", "theme", "feed"])
def test_pages_cost_the_same_for_one_and_for_twenty(client, cast, market, name):
    plan = make_agreed_plan(cast.petra, cast.lena, cast.lake)
    one = make_partnership(cast.lake, plan=plan)
    asked_at = {
        "partnership": reverse("partnership", args=[one.pk]),
        "plan": reverse("country_plan", args=[plan.pk]),
        "theme": reverse("plan_theme", args=[plan.pk, "markets"]),
        "feed": reverse("outputs_feed"),
    }[name]
    edition, board = make_course(cast.lake), make_board()
    counted = []
    for number in (1, 19):
        for index in range(number):
            training = make_training(edition, cast.lake, title=f"T{number} {index}")
            asker = make_officer(f"Asker {number} {index}", cast.ferry_landing, "Clerk")
            make_known(asker)
            topic = ask(asker, board, title=f"Topic {number} {index}")
            article = make_article(title=f"Text {number} {index}")
            things = (f"training:{training.pk}", f"topic:{topic.pk}", key_of(article))
            for thing in things:
                Output.objects.create(partnership=one, thing=thing, theme=market)
        client.get(asked_at)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(asked_at).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("thing", ["topic:x", "training:x", "library-item:x", "mentorship:x", ""])
def test_a_thing_that_is_none_is_not_found(petra, thing):
    make_partnership()
    assert petra.get(f"{reverse('tie_thing')}?thing={thing}").status_code == 404
