"""A reader sees on a text what came of it elsewhere, failures too, and an editor may hide it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.models import TriedReport
from learning.trying import benefits
from learning.trying.views import PAGE_SIZE
from pages.audiences import set_audience
from pages.registries import Lesson, trail
from people.models import AuditEntry
from tests.factories import (
    AppointmentFactory,
    PersonFactory,
    library_in,
    make_article,
    make_contact,
    make_manual,
    sign_in,
)
from tests.learning.making import make_report, make_town, make_update

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(cast):
    return make_article(title="Heron Papers", author_organisation=cast.lake)


@pytest.fixture
def reports(cast, article):
    """One that was adopted, one that failed, one that waits."""
    words = {"change": "Nine rounds", "with_whom": "The radio"}
    adopted = make_report(cast.odette, article, cast.ferry_landing, confirmed_by=cast.lena, **words)
    failed = make_report(
        cast.bruno,
        article,
        cast.high_pasture,
        confirmed_by=cast.yara,
        outcome="failed",
        change="Nobody paid",
    )
    town, clerk = make_town("Reed Bank", cast.lake)
    waiting = make_report(clerk, article, town, change="Too early to say")
    return adopted, failed, waiting


def read(browser, address):
    return browser.get(address).content.decode()


def test_a_visitor_reads_a_sentence_and_each_report_by_country(article, reports, client):
    html = read(client, article.address)
    assert "Tried in 2 places in 2 countries: 1 adopted it, it did not work in 1." in html
    for word in ("Ferry Landing", "Zambia", "Nine rounds", "The radio", "March 2026"):
        assert word in html
    for word in ("High Pasture", "Peru", "Nobody paid", "Did not work", "Market master"):
        assert word in html
    for word in ("Reed Bank", "Too early", "Odette", "Bruno", "towns.example"):
        assert word not in html
    listed = read(client, reverse("tried", args=[article.pk]))
    assert "Nobody paid" in listed
    assert "Too early" not in listed


def test_what_waits_is_seen_by_its_town_its_editors_and_nobody_else(cast, article, reports):
    colleague, contact = PersonFactory(), PersonFactory()
    town = reports[2].organisation
    AppointmentFactory(person=colleague, organisation=town)
    AppointmentFactory(person=contact, organisation=town)
    make_contact(contact, town)
    author = reports[2].waiting.by
    pages = (article.address, reverse("tried", args=[article.pk]))
    page = reverse("tried_report", args=[reports[2].pk])
    for insider in (author, colleague, contact, cast.lena):
        browser = sign_in(insider)
        for one in pages:
            assert "Too early to say" in read(browser, one)
            assert "Not yet confirmed" in read(browser, one)
        assert browser.get(page).status_code == 200
    for outsider in (cast.odette, cast.bruno, cast.yara, cast.simon):
        browser = sign_in(outsider)
        for one in pages:
            assert "Too early to say" not in read(browser, one)
        assert browser.get(page).status_code == 404


def test_reports_go_as_far_as_the_text(cast, article, reports, client):
    page = reverse("tried_report", args=[reports[0].pk])
    assert "Nine rounds" in read(client, page)
    set_audience(article.translation_key, f"association:{cast.hill.pk}")
    listed = reverse("tried", args=[article.pk])
    for stranger in (client, sign_in(cast.odette), sign_in(cast.lena)):
        for one in (page, listed, reverse("tried_update", args=[reports[0].pk])):
            answer = stranger.get(one)
            assert answer.status_code == 404 or "/account/login/" in answer["Location"]
    assert "Nine rounds" in read(sign_in(cast.bruno), page)


def test_a_reason_is_read_by_insiders_alone(cast, article, reports, client):
    adopted = reports[0]
    make_update(cast.odette, adopted, change="Second thoughts")
    adopted.versions.filter(number=2).update(
        state="sent-back", reason="How many?", decided_at=adopted.moved_at
    )
    page = reverse("tried_report", args=[adopted.pk])
    for word in ("How many?", "Second thoughts"):
        assert word in read(sign_in(cast.odette), page)
        assert word in read(sign_in(cast.lena), page)
        assert word not in read(client, page)
        assert word not in read(sign_in(cast.bruno), page)


def test_all_reports_come_twenty_a_page_country_by_country(cast, article):
    for number in range(PAGE_SIZE + 3):
        town, clerk = make_town(f"Reed {number:02}", cast.lake, country="PE" if number % 2 else "")
        make_report(clerk, article, town, confirmed_by=cast.lena)
    browser = sign_in(cast.bruno)
    first = read(browser, reverse("tried", args=[article.pk]))
    assert first.count('class="hit"') == PAGE_SIZE
    follow = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = read(browser, reverse("tried", args=[article.pk]) + follow.replace("&amp;", "&"))
    assert second.count('class="hit"') == 3
    names = {f"Reed {number:02}" for number in range(PAGE_SIZE + 3)}
    assert {one for one in names if one in first} | {one for one in names if one in second} == names
    for wrong in ("x", "ZM.x", "ZM.2026-01-01T00:00:00.000000+0000_x", "."):
        answer = browser.get(reverse("tried", args=[article.pk]), {"after": wrong})
        assert answer.status_code == 400


def test_pages_cost_the_same_with_one_report_and_with_twenty(cast, article):
    browser = sign_in(cast.bruno)
    addresses = (article.address, reverse("tried", args=[article.pk]))

    def costs():
        counts = []
        for one in addresses:
            browser.get(one)
            with CaptureQueriesContext(connection) as asked:
                browser.get(one)
            counts.append(len(asked))
        return counts

    own = make_article(title="Own", author_organisation=cast.ferry_landing)
    case = {"case_key": own.translation_key}
    make_report(cast.odette, article, cast.ferry_landing, confirmed_by=cast.lena, **case)
    before = costs()
    for number in range(PAGE_SIZE):
        town, clerk = make_town(f"Reed {number}", cast.lake)
        make_report(clerk, article, town, confirmed_by=cast.lena, **case)
    assert costs() == before


def test_a_manual_shows_reports_on_its_first_page_and_leads_there_from_chapters(cast, client):
    manual = make_manual(chapters=("One",), title="Book")
    make_report(
        cast.odette, manual, cast.ferry_landing, confirmed_by=cast.lena, change="Nine rounds"
    )
    assert "Nine rounds" in read(client, manual.address)
    chapter = read(client, manual.get_children().get().specific.address)
    assert "Nine rounds" not in chapter
    assert reverse("tried", args=[manual.pk]) in chapter


def test_the_programme_and_who_owns_the_text_hide_a_report_with_a_reason(cast, article, reports):
    failed = reports[1]
    address = reverse("tried_hide", args=[failed.pk])
    for stranger in (cast.odette, cast.bruno, cast.yara, cast.simon):
        assert sign_in(stranger).get(address).status_code == 404
    for editor in (cast.petra, cast.lena):
        browser = sign_in(editor)
        browser.post(address, {"reason": ""})
        assert TriedReport.objects.get(pk=failed.pk).state == "open"
        browser.post(address, {"reason": "It names a person."})
        assert "Nobody paid" not in read(sign_in(cast.odette), article.address)
        html = read(sign_in(cast.bruno), reverse("tried_report", args=[failed.pk]))
        assert "It names a person." in html
        entry = AuditEntry.objects.filter(act="learning.tried-hidden").latest("pk")
        assert (entry.by, entry.reason) == (editor, "It names a person.")
        browser.post(address, {"then": "show"})
        assert "Nobody paid" in read(sign_in(cast.odette), article.address)
    told = cast.bruno.notices.filter(kind="learning.tried-decided", words__what="hidden")
    assert told.count() == 2


def test_a_hidden_report_cannot_be_filed_around(cast, article, reports):
    browser = sign_in(cast.petra)
    browser.post(reverse("tried_hide", args=[reports[1].pk]), {"reason": "Wrong"})
    words = {"outcome": "failed", "change": "Nobody paid!", "since": "2026-03"}
    sign_in(cast.bruno).post(reverse("file_tried", args=[article.pk]), words)
    assert TriedReport.objects.filter(organisation=cast.high_pasture).count() == 1
    assert "Nobody paid" not in read(sign_in(cast.odette), article.address)


def test_an_item_on_an_associations_shelf_is_owned_by_it(cast):
    on_shelf = make_article(library_in("en", cast.hill))
    report = make_report(cast.odette, on_shelf, cast.ferry_landing, confirmed_by=cast.lena)
    address = reverse("tried_hide", args=[report.pk])
    assert sign_in(cast.yara).get(address).status_code == 200
    assert sign_in(cast.lena).get(address).status_code == 404


def test_the_statement_of_a_member_tells_it(cast, article, reports):
    year = reports[0].standing.decided_at.year

    def numbers(organisation, reader):
        return [
            one.number
            for one in benefits.lines(organisation=organisation, year=year, reader=reader)
        ]

    assert numbers(cast.ferry_landing, cast.odette) == [1, 0]
    assert numbers(cast.lake, cast.lena) == [0, 2]
    set_audience(article.translation_key, f"association:{cast.hill.pk}")
    assert numbers(cast.lake, cast.lena) == [0, 0]


def test_the_trail_of_a_lesson_has_it_as_far_as_one_may_read(cast, article, reports):
    french = make_article(
        library_in("fr"), title="Cahiers", translation_key=article.translation_key
    )
    part = {one.kind: one for one in trail}
    lesson = Lesson("text:1", frozenset({article.pk, french.pk}))
    with CaptureQueriesContext(connection) as asked:
        found = part["tried"].stations([lesson], None)["text:1"]
    assert len(asked) == 2
    assert {(one.title, str(one.note), one.country) for one in found} == {
        ("Ferry Landing", "Adopted", "ZM"),
        ("High Pasture", "Did not work", "PE"),
    }
    set_audience(article.translation_key, f"association:{cast.hill.pk}")
    assert "text:1" not in part["tried"].stations([lesson], None)
    assert len(part["tried"].stations([lesson], cast.yara)["text:1"]) == 2
