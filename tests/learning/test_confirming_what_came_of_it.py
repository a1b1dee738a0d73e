"""The association confirms what a member says came of a text, or sends it back."""

import re
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from learning.models import ArticlePage, TriedReport
from learning.trying import actions, permissions
from learning.trying.desk import reports_sent_back, reports_to_confirm
from people.arranging import lines_of_the_desk
from people.models import AuditEntry, RoleGrant
from tests.factories import (
    AppointmentFactory,
    PersonFactory,
    do_waiting_work,
    library_in,
    make_article,
    make_editor,
    sign_in,
)
from tests.learning.making import make_report, make_town, make_update

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast):
    article = make_article(
        title="Heron Papers",
        contact_post="Market master",
        contact_organisation=cast.high_pasture,
        contact_person=cast.bruno,
    )
    return make_report(cast.odette, article, cast.ferry_landing, change="Nine rounds")


def decide(person, report, then="confirm", **words):
    words.setdefault("version", report.waiting.pk)
    address = reverse("tried_decide", args=[report.pk])
    return sign_in(person).post(address, {"then": then, **words})


def test_the_editor_of_the_association_confirms_from_the_desk(cast, report):
    (line,) = [one for one in lines_of_the_desk(cast.lena) if "Ferry Landing" in one.title]
    assert line.note == "Heron Papers"
    html = sign_in(cast.lena).get(line.url).content.decode()
    assert "Nine rounds" in html
    decide(cast.lena, report)
    report.refresh_from_db()
    assert report.standing.state == "confirmed"
    assert (report.standing.decided_by, report.waiting) == (cast.lena, None)
    entry = AuditEntry.objects.get(act="learning.tried-confirmed")
    assert (entry.by, entry.organisation) == (cast.lena, cast.ferry_landing)
    assert not [one for one in lines_of_the_desk(cast.lena) if "Ferry Landing" in one.title]


def test_its_author_and_who_answers_for_the_text_are_told(cast, report):
    do_waiting_work()
    mail.outbox.clear()
    decide(cast.lena, report)
    do_waiting_work()
    (letter,) = mail.outbox
    assert letter.to == [cast.odette.email]
    assert "now appears with" in letter.subject
    # In the morning, with the digest.
    told = cast.bruno.notices.get(kind="learning.tried-stands")
    assert told.frequency == "daily"
    assert "Heron Papers" in sign_in(cast.bruno).get(reverse("notices")).content.decode()


def test_others_neither_see_what_waits_nor_decide(cast, report):
    address = reverse("tried_decide", args=[report.pk])
    for stranger in (cast.bruno, cast.yara, cast.simon):
        browser = sign_in(stranger)
        for one in (address, reverse("tried_report", args=[report.pk])):
            assert browser.get(one).status_code == 404
        assert decide(stranger, report).status_code == 404
    # Its author sees it and does not decide.
    assert decide(cast.odette, report).status_code == 404
    assert TriedReport.objects.get().standing is None


def test_what_is_sent_back_is_amended_by_its_author(cast, report):
    assert "This is empty. Fill it in." in decide(cast.lena, report, "send-back").content.decode()
    do_waiting_work()
    mail.outbox.clear()
    decide(cast.lena, report, "send-back", reason="How many carts?")
    do_waiting_work()
    (letter,) = mail.outbox
    assert letter.to == [cast.odette.email]
    assert "How many carts" not in letter.subject + letter.body
    (line,) = [one for one in lines_of_the_desk(cast.odette) if "came back" in one.title]
    browser = sign_in(cast.odette)
    html = browser.get(line.url).content.decode()
    assert "How many carts?" in html
    assert "Nine rounds" in html
    amended = {"outcome": "failed", "change": "Nine rounds, two carts", "since": "2026-04"}
    browser.post(line.url, amended)
    report.refresh_from_db()
    assert (report.waiting.state, report.waiting.number) == ("filed", 1)
    assert report.waiting.change == "Nine rounds, two carts"
    assert not [one for one in lines_of_the_desk(cast.odette) if "came back" in one.title]
    assert [one for one in lines_of_the_desk(cast.lena) if "Ferry Landing" in one.title]


def test_what_was_changed_meanwhile_is_not_confirmed_unread(cast, report):
    read = report.waiting.pk
    actions.confirm(by=cast.lena, report=report, version=read)
    make_update(cast.odette, report, outcome="failed")
    assert decide(cast.lena, report, version=read).status_code == 409
    assert decide(cast.lena, report, version="x").status_code == 400
    assert decide(cast.lena, report, then="perhaps").status_code == 400
    report.refresh_from_db()
    assert report.standing.outcome == "adopted"


def test_of_two_decisions_one_counts(cast, report):
    words = {"version": report.waiting.pk}
    assert decide(cast.lena, report, **words).status_code == 302
    late = decide(cast.lena, report, "send-back", reason="No", **words)
    assert late.status_code == 409
    address = reverse("tried_decide", args=[report.pk])
    assert sign_in(cast.lena).get(address).status_code == 302


def test_r12_an_editor_decides_on_their_own_report_only_where_they_are_alone(cast):
    report = make_report(cast.lena, make_article(), cast.lake)
    assert permissions.can_decide(cast.lena, report)
    second = PersonFactory()
    AppointmentFactory(person=second, organisation=cast.lake)
    make_editor(second, cast.lake)
    assert not permissions.can_decide(cast.lena, report)
    assert permissions.can_decide(second, report)
    RoleGrant.objects.filter(person=second).update(ended_at=timezone.now())
    decide(cast.lena, report)
    report.refresh_from_db()
    assert report.standing is not None
    assert AuditEntry.objects.filter(act="learning.tried-confirmed-alone").exists()


def test_where_an_association_has_no_editors_the_programme_confirms(cast, report):
    assert not permissions.can_decide(cast.petra, report)
    town, clerk = make_town("Lone Rock", cast.hill)
    RoleGrant.objects.filter(person=cast.yara).update(ended_at=timezone.now())
    of_hill = make_report(clerk, make_article(title="Ibis"), town)
    assert permissions.can_decide(cast.petra, of_hill)
    assert [one for one in lines_of_the_desk(cast.petra) if "Lone Rock" in one.title]
    assert cast.petra.notices.filter(kind="learning.tried-waits").count() == 1
    decide(cast.petra, of_hill)
    of_hill.refresh_from_db()
    assert of_hill.standing is not None


def test_a_town_that_left_its_association_is_not_confirmed_by_it(cast, report):
    cast.ferry_landing.memberships_held.update(until_on="2021-01-01")
    assert not permissions.can_decide(cast.lena, report)
    assert permissions.can_decide(cast.petra, report)


def test_the_desk_costs_the_same_with_one_and_with_five(cast):
    def costs():
        with CaptureQueriesContext(connection) as asked:
            list(reports_to_confirm(cast.lena))
            list(reports_sent_back(cast.odette))
            browser.get(reverse("tried_waiting"))
        return len(asked)

    browser = sign_in(cast.lena)

    first = make_report(cast.odette, make_article(), cast.ferry_landing)
    costs()
    before = costs()
    for number in range(4):
        town, clerk = make_town(f"Reed {number}", cast.lake)
        make_report(clerk, make_article(), town)
    assert costs() == before
    assert first.waiting is not None


def test_more_than_a_desk_holds_leads_to_all_of_them(cast, monkeypatch):
    monkeypatch.setattr("pages.desk.MOST_OF_A_KIND", 2)
    monkeypatch.setattr("learning.trying.deciding.PAGE_SIZE", 2)
    for number in range(3):
        town, clerk = make_town(f"Reed {number}", cast.lake)
        make_report(clerk, make_article(title=f"Paper {number}"), town)
    lines = list(reports_to_confirm(cast.lena))
    assert [one.note for one in lines] == ["Paper 0", "Paper 1", "Paper 2"]
    assert (lines[-1].title, lines[-1].url) == ("And 1 more", reverse("tried_waiting"))
    browser = sign_in(cast.lena)
    first = browser.get(lines[-1].url)
    assert "Paper 1" in first.text
    assert "Paper 2" not in first.text
    rest = browser.get(
        lines[-1].url + unescape(re.search(r'href="(\?after=[^"]+)"', first.text)[1])
    )
    assert "Paper 2" in rest.text
    assert "Paper 1" not in rest.text
    assert browser.get(lines[-1].url, {"after": "x"}).status_code == 400
    # Nobody else's desk, and nothing of theirs.
    other = sign_in(cast.yara).get(lines[-1].url)
    assert "Nothing waits for you" in other.text


def test_all_that_came_back_stand_on_the_page(cast, report):
    decide(cast.lena, report, "send-back", reason="How many carts?")
    page = sign_in(cast.odette).get(reverse("tried_waiting"))
    assert reverse("tried_update", args=[report.pk]) in page.text
    assert "Heron Papers" in page.text
    assert "Heron Papers" not in sign_in(cast.bruno).get(reverse("tried_waiting")).text


def test_the_desk_names_the_text_in_the_language_of_who_looks(cast, report):
    key = ArticlePage.objects.get(title="Heron Papers").translation_key
    make_article(library_in("fr"), title="Cahiers du héron", translation_key=key)
    with override("fr"):
        assert [one.note for one in reports_to_confirm(cast.lena)] == ["Cahiers du héron"]
    with override("es"):
        assert [one.note for one in reports_to_confirm(cast.lena)] == ["Heron Papers"]


def test_r5_a_report_hidden_meanwhile_is_told_to_nobody_any_more(cast, report):
    decide(cast.lena, report)
    notices = reverse("notices")
    assert "Somebody has tried" in sign_in(cast.bruno).get(notices).text
    actions.hide(by=cast.petra, report=report, reason="It names somebody.")
    assert "Somebody has tried" not in sign_in(cast.bruno).get(notices).text


def test_r5_what_is_decided_waits_on_nobody_s_list(cast, report):
    assert "waits for you" in sign_in(cast.lena).get(reverse("notices")).text
    decide(cast.lena, report)
    assert "waits for you" not in sign_in(cast.lena).get(reverse("notices")).text


def test_an_editor_without_a_second_step_sets_one_up_first(cast, report, settings):
    settings.PEERHALL_IS_DEMO = False
    Authenticator.objects.filter(user=cast.lena).delete()
    door = reverse("tried_decide", args=[report.pk])
    client = Client()
    client.force_login(cast.lena, backend=settings.AUTHENTICATION_BACKENDS[-1])
    sent = {"then": "confirm", "version": report.waiting.pk}
    assert client.post(door, sent)["Location"] == reverse("mfa_activate_totp")
    report.refresh_from_db()
    assert report.standing is None


def test_r5_who_has_left_reads_no_unconfirmed_words_of_who_came_after(cast, report):
    decide(cast.lena, report)
    later = AppointmentFactory(organisation=cast.ferry_landing).person
    make_update(later, report, change="Zqheron")
    address = reverse("tried_report", args=[report.pk])
    assert "Zqheron" in sign_in(cast.odette).get(address).text
    cast.odette.appointments.update(until_on="2020-01-01")
    said = sign_in(cast.odette).get(address).text
    assert "Nine rounds" in said
    assert "Zqheron" not in said
