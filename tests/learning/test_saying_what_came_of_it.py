"""An officer files in two minutes what came of a text in their town."""

import datetime

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.db.models import RestrictedError
from django.urls import reverse
from django.utils import timezone

from learning.models import TriedReport, TriedVersion
from learning.trying import actions
from pages.audiences import set_audience
from tests.factories import (
    AppointmentFactory,
    PersonFactory,
    do_waiting_work,
    library_in,
    make_article,
    make_contact,
    sign_in,
)
from tests.learning.making import make_report, make_update, said

pytestmark = pytest.mark.django_db

WORDS = {"outcome": "adopted", "change": "Nine of ten rounds are kept.", "since": "2026-03"}


@pytest.fixture
def article(cast):
    return make_article(title="Heron Papers")


def file_it(person, article, **words):
    address = reverse("file_tried", args=[article.pk])
    return sign_in(person).post(address, {**WORDS, **words})


def test_an_officer_says_how_it_went_when_and_what_changed(cast, article):
    answer = file_it(cast.odette, article, with_whom="High Pasture")
    report = TriedReport.objects.get()
    assert answer["Location"] == reverse("tried_report", args=[report.pk])
    version = report.waiting
    assert report.organisation == cast.ferry_landing
    assert report.translation_key == article.translation_key
    assert (version.outcome, version.state, version.number) == ("adopted", "filed", 1)
    assert version.since == datetime.date(2026, 3, 1)
    assert version.post == "Head of waste collection"
    assert version.with_whom == "High Pasture"


def test_the_item_offers_the_form_and_a_visitor_comes_to_it_by_the_login(cast, article, client):
    address = reverse("file_tried", args=[article.pk])
    assert address in client.get(article.address).content.decode()
    answer = client.get(address)
    assert "/account/login/" in answer["Location"]
    assert address in answer["Location"]
    html = sign_in(cast.odette).get(address).content.decode()
    assert "Ferry Landing" in html
    assert 'name="organisation"' not in html
    assert "Your name is not shown" in html


def test_who_works_for_several_chooses_and_only_what_has_not_reported(cast, article):
    AppointmentFactory(person=cast.odette, organisation=cast.lake)
    address = reverse("file_tried", args=[article.pk])
    browser = sign_in(cast.odette)
    html = browser.get(address).content.decode()
    assert html.count('name="organisation"') == 2
    assert "Choose one." in browser.post(address, WORDS).content.decode()
    browser.post(address, {**WORDS, "organisation": cast.lake.pk})
    assert TriedReport.objects.get().organisation == cast.lake
    html = browser.get(address).content.decode()
    assert 'name="organisation"' not in html
    assert "has reported" in html


def test_who_holds_no_post_is_told_so_and_files_nothing(cast, article):
    browser = sign_in(PersonFactory())
    address = reverse("file_tried", args=[article.pk])
    assert "you have none on this site" in browser.get(address).content.decode()
    browser.post(address, WORDS)
    assert not TriedReport.objects.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"outcome": ""}, "Choose one."),
        ({"outcome": "splendid"}, "Select a valid choice"),
        ({"change": " \u202e "}, "This is empty. Fill it in."),
        ({"since": "spring"}, "Write a month and a year"),
        ({"since": "2026-13"}, "Write a month and a year"),
        ({"since": "2031-01"}, "This month is still to come"),
        ({"since": "1950-01"}, "too long ago"),
        ({"organisation": "999"}, ""),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, article, words, sentence):
    AppointmentFactory(person=cast.odette, organisation=cast.lake)
    words = {"organisation": str(cast.lake.pk), **words}
    html = file_it(cast.odette, article, with_whom="Kept Words", **words).content.decode()
    assert sentence in html
    assert "Kept Words" in html
    assert not TriedReport.objects.exists()


@pytest.mark.parametrize("written", ["2026-03", "2026-03-15", "03/2026", "15.3.2026", "٢٠٢٦-٠٣"])
def test_a_month_is_read_as_people_write_it(cast, article, written):
    file_it(cast.odette, article, since=written)
    assert TriedVersion.objects.get().since == datetime.date(2026, 3, 1)


def test_c07_the_same_form_sent_twice_files_one_report(cast, article):
    first, second = (file_it(cast.odette, article) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert TriedVersion.objects.count() == 1


def test_a_town_reports_once_and_is_led_to_what_is_there(cast, article):
    make_report(cast.odette, article, cast.ferry_landing)
    colleague = PersonFactory()
    AppointmentFactory(person=colleague, organisation=cast.ferry_landing)
    html = file_it(colleague, article).content.decode()
    assert "Ferry Landing has already reported on this text." in html
    assert reverse("tried_report", args=[TriedReport.objects.get().pk]) in html
    assert TriedVersion.objects.count() == 1


def test_the_database_holds_one_live_report_of_a_town_on_a_text(cast, article):
    report = make_report(cast.odette, article, cast.ferry_landing)
    fields = {"translation_key": article.translation_key, "organisation": cast.ferry_landing}
    first = report.waiting_id
    version = TriedVersion.objects.create(
        report=report,
        number=2,
        outcome="adopted",
        change="x",
        since="2026-03-01",
        state="taken-back",
    )
    fields["waiting"] = version
    with pytest.raises(IntegrityError), transaction.atomic():
        TriedReport.objects.create(**fields)
    actions.withdraw(by=cast.odette, report=report)
    assert TriedReport.objects.get().waiting_id == first
    TriedReport.objects.create(**fields)


def test_a_report_does_not_lose_what_it_says(cast, article):
    report = make_report(cast.odette, article, cast.ferry_landing)
    with pytest.raises(RestrictedError):
        report.waiting.delete()
    # With its report it goes.
    report.delete()
    assert not TriedVersion.objects.exists()


def test_the_database_holds_a_month_and_no_day(cast, article):
    make_report(cast.odette, article, cast.ferry_landing)
    with (
        pytest.raises(IntegrityError, match="tried_version_tells_a_month"),
        transaction.atomic(),
    ):
        TriedVersion.objects.update(since=datetime.date(2026, 3, 2))


def test_a_text_in_two_languages_has_one_report(cast, article):
    french = make_article(
        library_in("fr"), title="Cahiers", translation_key=article.translation_key
    )
    make_report(cast.odette, article, cast.ferry_landing, confirmed_by=cast.lena)
    assert "has already reported" in file_it(cast.odette, french, change="Again").content.decode()
    assert "Ferry Landing" in sign_in(cast.bruno).get(french.address).content.decode()


def test_ten_a_day_and_then_it_is_said(cast):
    for _ in range(10):
        file_it(cast.odette, make_article())
    html = file_it(cast.odette, make_article(), change="Typed words").content.decode()
    assert "You cannot send more reports today" in html
    assert "Typed words" in html
    assert TriedReport.objects.count() == 10


def test_an_own_text_is_named_and_shown_to_who_may_read_it(cast, article, client):
    own = make_article(title="Our Carts", author_organisation=cast.ferry_landing)
    address = reverse("file_tried", args=[article.pk])
    assert "Our Carts" in sign_in(cast.odette).get(address).content.decode()
    file_it(cast.odette, article, case=str(own.translation_key))
    report = TriedReport.objects.get()
    actions.confirm(by=cast.lena, report=report, version=report.waiting.pk)
    assert "Our Carts" in client.get(article.address).content.decode()
    set_audience(own.translation_key, f"association:{cast.lake.pk}")
    assert "Our Carts" not in client.get(article.address).content.decode()


def test_a_text_of_others_cannot_be_named_as_ones_own(cast, article):
    make_article(author_organisation=cast.ferry_landing)
    other = make_article(title="Of Hill", author_organisation=cast.high_pasture)
    html = file_it(cast.odette, article, case=str(other.translation_key)).content.decode()
    assert "Select a valid choice" in html


def test_what_one_may_not_read_one_cannot_report_on(cast, article):
    set_audience(article.translation_key, f"association:{cast.hill.pk}")
    for pk in (article.pk, 10**6):
        for method in ("get", "post"):
            answer = getattr(sign_in(cast.odette), method)(reverse("file_tried", args=[pk]))
            assert answer.status_code == 404


def test_the_editors_of_its_association_are_told_and_nobody_else(cast, article):
    file_it(cast.odette, article)
    do_waiting_work()
    assert [one.to for one in mail.outbox] == [[cast.lena.email]]
    assert "Heron Papers" in mail.outbox[0].body
    for word in ("Nine of ten", "Ferry Landing", "Odette"):
        assert word not in mail.outbox[0].subject + mail.outbox[0].body


def test_adopted_and_later_dropped_is_a_new_version_that_waits_beside_the_old(cast, article):
    report = make_report(cast.odette, article, cast.ferry_landing, confirmed_by=cast.lena)
    address = reverse("tried_update", args=[report.pk])
    browser = sign_in(cast.odette)
    assert "The rounds are kept now." in browser.get(address).content.decode()
    browser.post(address, {**WORDS, "outcome": "failed", "change": "The radio left."})
    report.refresh_from_db()
    assert (report.standing.outcome, report.waiting.outcome) == ("adopted", "failed")
    stranger = sign_in(cast.bruno)
    assert "The radio left." not in stranger.get(article.address).content.decode()
    actions.confirm(by=cast.lena, report=report, version=report.waiting.pk)
    assert "The radio left." in stranger.get(article.address).content.decode()
    html = stranger.get(reverse("tried_report", args=[report.pk])).content.decode()
    assert html.index("The radio left.") < html.index("The rounds are kept now.")


def test_r3_a_stranger_s_empty_form_tells_nothing_of_what_came_back(cast, article):
    report = make_report(cast.odette, article, cast.ferry_landing, confirmed_by=cast.lena)
    make_update(cast.odette, report, change="Zqheron")
    version = TriedReport.objects.get(pk=report.pk).waiting
    actions.send_back(by=cast.lena, report=report, version=version.pk, reason="Zqreason")
    address = reverse("tried_update", args=[report.pk])
    for sent in ({}, WORDS):
        answer = sign_in(cast.yara).post(address, sent)
        assert answer.status_code == 404
        assert "Zq" not in answer.content.decode()
    assert "Zqreason" in sign_in(cast.odette).post(address, {}).content.decode()


def test_a_second_update_waits_until_the_first_is_decided(cast, article):
    report = make_report(cast.odette, article, cast.ferry_landing, confirmed_by=cast.lena)
    make_update(cast.odette, report, change="First")
    address = reverse("tried_update", args=[report.pk])
    browser = sign_in(cast.odette)
    assert browser.get(address).status_code == 409
    assert browser.post(address, {**WORDS, "change": "Second"}).status_code == 409
    # The same form twice.
    again = {**WORDS, "change": "First", "since": "2026-03"}
    assert browser.post(address, again).status_code == 302
    assert TriedVersion.objects.count() == 2


def test_its_author_takes_back_an_update_or_withdraws_all(cast, article):
    report = make_report(cast.odette, article, cast.ferry_landing, confirmed_by=cast.lena)
    make_update(cast.odette, report, outcome="failed")
    browser, address = sign_in(cast.odette), reverse("tried_withdraw", args=[report.pk])
    assert "Take back only the new version" in browser.get(address).content.decode()
    browser.post(address, {"then": "update"})
    report.refresh_from_db()
    assert (report.state, report.waiting) == ("open", None)
    browser.post(address, {"then": "report"})
    report.refresh_from_db()
    assert report.state == "withdrawn"
    assert "Ferry Landing" not in sign_in(cast.bruno).get(article.address).content.decode()
    assert browser.post(address, {"then": "report"}).status_code == 404


def test_the_contact_of_the_town_withdraws_it_and_a_colleague_does_not(cast, article):
    report = make_report(cast.odette, article, cast.ferry_landing)
    address = reverse("tried_withdraw", args=[report.pk])
    colleague, contact = PersonFactory(), PersonFactory()
    for one in (colleague, contact):
        AppointmentFactory(person=one, organisation=cast.ferry_landing)
    make_contact(contact, cast.ferry_landing)
    for stranger in (colleague, cast.bruno, cast.lena):
        assert sign_in(stranger).post(address, {"then": "report"}).status_code == 404
    assert sign_in(contact).post(address, {"then": "report"}).status_code == 302


def test_who_has_left_the_town_changes_nothing_in_its_name(cast, article):
    report = make_report(cast.odette, article, cast.ferry_landing)
    cast.odette.appointments.update(until_on=timezone.localdate() - datetime.timedelta(days=1))
    browser = sign_in(cast.odette)
    assert browser.get(reverse("tried_report", args=[report.pk])).status_code == 200
    for name in ("tried_withdraw", "tried_update"):
        assert browser.post(reverse(name, args=[report.pk]), WORDS).status_code == 404


def test_its_words_are_checked_by_the_database(cast, article):
    report = make_report(cast.odette, article, cast.ferry_landing)
    for wrong in ({"change": ""}, {"outcome": "x"}, {"state": "sent-back"}, {"state": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            report.versions.update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        TriedReport.objects.update(state="hidden")
    assert said() == actions._said(report.waiting)
