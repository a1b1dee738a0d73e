"""Organisations, trainings, courses, partnerships, plans, calls and mentors, each as its page."""

import itertools

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentoring.models import Offer
from mentoring.offering.actions import close_offer
from pages.models import Theme
from pages.registries import announce_things
from partnerships.calling.actions import close_call, open_call
from partnerships.planning.actions import reopen_plan
from partnerships.registry.actions import add_partner, save_partnership
from search.engine.interface import SearchUnavailable
from search.engines import current_engine
from search.following import make_current
from search.reconciling import reconcile
from search.sources import ROOMS
from tests.factories import make_article, make_offer, sign_in
from tests.partnerships.calls import make_call
from tests.partnerships.making import make_agreed_plan, make_partnership, make_plan
from tests.training.making import make_course, make_training
from training.courses.actions import change_course
from training.events.actions import cancel_event

NUMBERS = itertools.count(1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_an_index")]


def hits(words, client=None, **chosen):
    answer = (client or Client()).get(reverse("search"), {"q": words, **chosen})
    return list(answer.context["answer"]["hits"])


def titles(words, client=None, **chosen):
    return [hit.title for hit in hits(words, client, **chosen)]


def only(words, kind, client=None):
    (hit,) = hits(words, client, type=kind)
    return hit


def told(*things):
    announce_things("changed", [one.scope for one in things])
    make_current()


# -- Organisations ---------------------------------------------------------------------------------


def test_an_organisation_is_found_by_name_place_and_what_it_published(cast):
    cast.ferry_landing.region = "Bittern shore"
    cast.ferry_landing.save()
    theme = Theme.objects.create(slug="curlews", name_en="Curlews")
    item = make_article(title="Heron lamps", author_organisation=cast.ferry_landing)
    item.themes.add(theme)
    item.save()
    make_current()
    for words in ("ferry landing", "bittern", "curlews", "Lake Towns"):
        assert "Ferry Landing" in titles(words, type="organisation"), words
    hit = only("ferry landing", "organisation")
    assert hit.url == reverse("organisation", args=[cast.ferry_landing.pk])
    assert hit.type_label == "Organisation"
    assert not hit.is_other_language
    assert "Bittern shore" in hit.note
    assert not reconcile(is_repairing=False)


def test_what_it_published_for_few_is_not_what_it_is_found_by(cast):
    theme = Theme.objects.create(slug="curlews", name_en="Curlews")
    item = make_article(title="Heron lamps", author_organisation=cast.ferry_landing)
    item.themes.add(theme)
    item.unpublish()
    make_current()
    assert titles("curlews") == []


def test_a_name_in_arabic_is_found_by_a_word_of_it(cast):
    cast.ferry_landing.name = "بلدية مرسى العبارة"
    cast.ferry_landing.save()
    make_current()
    answer = Client().get("/ar/search/", {"q": "بلدية"}).context["answer"]
    assert [hit.title for hit in answer["hits"]] == ["بلدية مرسى العبارة"]


# -- Trainings and courses -------------------------------------------------------------------------


def test_a_training_is_found_by_everyone_and_not_by_who_teaches(cast):
    edition = make_course(cast.lake, name="Sorting ibis")
    event = make_training(
        edition, cast.ferry_landing, days_ago=-9, title="Heron week", place="Stork hall"
    )
    told(event)
    for words in ("heron week", "ibis", "stork hall"):
        assert titles(words, type="training") == ["Heron week"], words
    hit = only("heron week", "training")
    assert hit.url == reverse("training", args=[event.pk])
    assert "Ferry Landing" in hit.place
    assert str(event.starts_at.year) in hit.note
    assert titles("odette", type="training") == []


def test_a_cancelled_training_is_gone_at_once(cast):
    event = make_training(make_course(cast.lake), cast.lake, days_ago=-9, title="Heron week")
    told(event)
    cancel_event(by=cast.lena, event=event)
    assert hits("heron week") == []
    make_current()
    assert hits("heron week") == []
    assert not reconcile(is_repairing=False)


def test_a_course_is_found_by_who_is_signed_in_and_by_no_visitor(cast):
    edition = make_course(cast.lake, name="Sorting ibis")
    told(edition.course)
    hit = only("sorting ibis", "course", sign_in(cast.bruno))
    assert hit.url == reverse("course", args=[edition.course.pk])
    assert hit.audience.kind == "signed-in"
    answer = Client().get(reverse("search"), {"q": "sorting ibis"}).context["answer"]
    assert answer["total"] == 0
    suggested = sign_in(cast.bruno).get(reverse("suggest"), {"q": "sorting"}).json()
    assert suggested["suggestions"] == []


def test_a_course_of_another_name_takes_its_trainings_along(cast):
    edition = make_course(cast.lake, name="Sorting ibis")
    event = make_training(edition, cast.lake, title="Heron week")
    told(event, edition.course)
    said = {"name": "Sorting grebes", "about": "", "themes": []}
    change_course(by=cast.lena, course=edition.course, said=said)
    make_current()
    assert titles("grebes") == ["Heron week"]


# -- Partnerships, plans, calls --------------------------------------------------------------------


def partnership_of(cast, **more):
    said = {"title": "Heron market", "summary": "Why ibis lamps burn.", **more}
    return make_partnership(cast.ferry_landing, cast.high_pasture, **said)


def test_a_partnership_is_found_by_its_summary_and_partners(cast):
    one = partnership_of(cast)
    one.wordings.create(language="fr", title="Marché aux hérons", summary="Lampes")
    told(one)
    for words in ("heron market", "ibis", "high pasture", "hérons"):
        assert titles(words, type="partnership") == ["Heron market"], words
    hit = only("ibis", "partnership")
    assert hit.url == reverse("partnership", args=[one.pk])
    assert hit.place.startswith("Ferry Landing, High Pasture")
    assert "2025" in hit.note


def test_a_partnership_is_gone_at_once_when_its_summary_is_closed(cast):
    one = partnership_of(cast)
    told(one)
    said = {"title": one.title, "language": "en", "status": "2", "themes": [], "countries": ["ZM"]}
    save_partnership(by=cast.petra, partnership=one, said={**said, "is_published": False})
    for client in (Client(), sign_in(cast.petra)):
        assert client.get(reverse("search"), {"q": "ibis"}).context["answer"]["total"] == 0
    make_current()
    assert titles("ibis", sign_in(cast.petra)) == []


def test_a_new_partner_and_a_partner_of_another_name_are_followed(cast):
    one = partnership_of(cast)
    told(one)
    add_partner(partnership=one, organisation=cast.hill, role="4")
    make_current()
    assert titles("league", type="partnership") == ["Heron market"]
    cast.hill.name = "Grebe communes"
    cast.hill.save()
    make_current()
    assert titles("grebe", type="partnership") == ["Heron market"]
    assert not reconcile(is_repairing=False)


def test_of_a_plan_what_was_agreed_is_found_and_never_its_draft(cast):
    plan = make_plan(cast.lake, title="Heron plan", words="Why ibis lamps burn.")
    told(plan)
    assert titles("heron plan", sign_in(cast.petra)) == []
    plan = make_agreed_plan(cast.petra, cast.lena, cast.lake, title="Grebe plan")
    make_current()
    hit = only("grebe plan", "plan")
    assert hit.url == reverse("country_plan", args=[plan.pk])
    assert "2029" in hit.note
    reopen_plan(by=cast.petra, plan=plan)
    type(plan).objects.filter(pk=plan.pk).update(title="Whimbrel plan")
    told(plan)
    assert titles("whimbrel", sign_in(cast.petra)) == []
    assert titles("grebe plan") == ["Grebe plan"]


def test_a_call_is_found_once_open_and_says_when_it_is_closed(cast):
    plan = make_agreed_plan(cast.petra, cast.lena, cast.lake, title="Grebe plan")
    call = make_call(plan, title="Heron call", state="draft")
    told(call)
    assert titles("heron call", sign_in(cast.petra)) == []
    open_call(by=cast.petra, call=call)
    make_current()
    hit = only("heron call", "call")
    assert (hit.type_label, hit.note.startswith("until ")) == ("Call", True)
    close_call(by=cast.petra, call=call)
    assert only("heron call", "call").note.startswith("Closed")


# -- Mentors ---------------------------------------------------------------------------------------


def offer_of(cast, seen_by):
    return make_offer(cast.odette, seen_by=seen_by, words="Ask me why ibis lamps burn.")


def test_an_offer_to_everyone_is_found_by_post_and_place_never_by_name_or_words(cast):
    offer = offer_of(cast, "everyone")
    told(offer)
    hit = only("head of waste collection", "mentor")
    assert (hit.title, hit.url) == ("Head of waste collection", reverse("mentor", args=[offer.pk]))
    assert titles("ferry landing", type="mentor") == ["Head of waste collection"]
    for client in (Client(), sign_in(cast.lena)):
        for words in ("odette marsh", "ibis"):
            assert titles(words, client, type="mentor") == []


def test_an_offer_to_who_is_signed_in_is_not_counted_for_a_visitor(cast):
    told(offer_of(cast, "signed-in"))
    assert titles("ibis", sign_in(cast.bruno)) == ["Head of waste collection"]
    answer = Client().get(reverse("search"), {"q": "head of waste"}).context
    assert answer["answer"]["total"] == 0
    assert "mentor" not in str(answer["facets"])


def test_an_offer_to_near_ones_is_found_by_nobody(cast):
    told(offer_of(cast, "association"))
    assert titles("head of waste", sign_in(cast.lena), type="mentor") == []


def test_d11_who_withdraws_or_leaves_is_found_by_nobody_at_once(cast):
    offer = offer_of(cast, "everyone")
    told(offer)
    member = sign_in(cast.bruno)
    assert titles("head of waste", type="mentor")
    close_offer(by=cast.odette, offer=offer)
    for client in (Client(), member):
        answer = client.get(reverse("search"), {"q": "head of waste", "type": "mentor"})
        assert answer.context["answer"]["total"] == 0
    Offer.objects.filter(pk=offer.pk).update(state="open")
    told(offer)
    cast.odette.is_active = False
    cast.odette.save()
    answer = member.get(reverse("search"), {"q": "head of waste", "type": "mentor"})
    assert answer.context["answer"]["total"] == 0


# -- All of them -----------------------------------------------------------------------------------


def one_of_each(cast):
    edition = make_course(cast.lake, name=f"Heron {next(NUMBERS)}")
    plan = make_agreed_plan(cast.petra, cast.lena, cast.lake, title="Heron plan")
    return [
        edition.course,
        make_training(edition, cast.lake, title="Heron week"),
        make_partnership(cast.ferry_landing, cast.high_pasture, title="Heron market"),
        plan,
        make_call(plan, title="Heron call"),
    ]


def test_a_page_of_results_costs_the_same_for_one_of_each_and_for_ten(cast):
    make_offer(cast.odette, seen_by="everyone")
    type(cast.lake).objects.filter(pk=cast.ferry_landing.pk).update(name="Heron town")
    counted = {}
    for number in (1, 9):
        things = [thing for _one in range(number) for thing in one_of_each(cast)]
        told(*things, cast.ferry_landing)
        for client in (Client(), sign_in(cast.petra)):
            assert hits("heron", client)
            with CaptureQueriesContext(connection) as asked:
                assert hits("heron", client)
            counted.setdefault(client.session.get("_auth_user_id"), []).append(len(asked))
    for one, many in counted.values():
        assert many <= one, counted
    assert counted[None][0] <= 12
    assert max(counted[str(cast.petra.pk)]) <= 16


@pytest.mark.parametrize("rows", ROOMS, ids=lambda rows: rows.type)
def test_a_batch_of_documents_costs_the_same_for_one_and_for_many(cast, rows):
    make_offer(cast.odette, seen_by="everyone")
    counted = []
    for number in (1, 6):
        for _one in range(number):
            one_of_each(cast)
        with CaptureQueriesContext(connection) as asked:
            list(rows.all_documents(1))
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_a_text_is_not_drowned_by_partnerships_of_the_same_words(cast):
    make_article(title="How a heron market keeps its stalls")
    one = {"title": "Two towns, a heron market", "summary": "Stalls of the heron market."}
    told(*(make_partnership(cast.lake, **one, theme="") for _one in range(60)))
    assert titles("heron market stalls")[0] == "How a heron market keeps its stalls"


def test_titles_of_all_kinds_are_found_while_the_index_rests(cast, monkeypatch):
    course, training, partnership, _plan, call = one_of_each(cast)
    make_offer(cast.odette, seen_by="everyone")
    draft = make_plan(cast.lake, title="Heron draft")
    make_partnership(cast.lake, title="Heron closed", is_published=False)
    told(draft)

    def rests(*_args, **_more):
        raise SearchUnavailable

    monkeypatch.setattr(type(current_engine()), "search", rests)
    found = set(titles("heron"))
    assert found == {training.title, partnership.title, "Heron plan", call.title}
    assert course.name in titles("heron", sign_in(cast.bruno))
    assert titles("head of waste") == ["Head of waste collection"]
    assert titles("ferry landing") == ["Ferry Landing"]
    assert titles("heron", type="training") == [training.title]
    assert Client().get(reverse("search"), {"q": "heron"}).context["answer"]["degraded"]
