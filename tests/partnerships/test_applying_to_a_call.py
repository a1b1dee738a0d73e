"""A call is drafted and opened; somebody applies to it, looks at it once more, and sends it in."""

import datetime
import html

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from partnerships.calling.actions import close_calls_whose_time_has_come
from partnerships.calling.retention import forget_old
from partnerships.models import Application, Call
from tests.factories import OrganisationFactory, make_cast, make_contact, sign_in
from tests.partnerships.calls import ANSWERS, make_application, make_call, send_in
from tests.partnerships.making import make_agreed_plan
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
WORDS = {
    "title": "Markets that pay",
    "language": "en",
    "closes_on": "2031-03-31",
    "closes_at": "23:59",
    "zone": "Pacific/Fiji",
    "currency": "EUR",
    "most_money": "50000",
    "checklist": "Has a council\n\n  Has no debts ",
}


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def plan(cast):
    return make_agreed_plan(cast.petra, cast.lena, cast.lake)


@pytest.fixture
def call(plan):
    return make_call(plan)


@pytest.fixture
def odette(cast):
    make_contact(cast.odette, cast.ferry_landing)
    return sign_in(cast.odette)


def sent_for(call, **more):
    theme = call.plan.themes.get().theme_id
    return {**ANSWERS, "theme": theme, "then": "keep", **more}


def at(name, thing):
    return reverse(name, args=[thing.pk])


def test_a_call_begins_as_a_draft_of_the_programme_and_everyone_reads_it_once_open(cast, plan):
    petra = sign_in(cast.petra)
    petra.post(at("new_call", plan), WORDS)
    call = Call.objects.get()
    assert call.eligibility == ["Has a council", "Has no debts"]
    assert Client().get(at("call", call)).status_code == 404
    assert sign_in(cast.lena).get(at("call", call)).status_code == 404
    petra.post(at("call_state", call), {"then": "open"})
    page = text_of(Client().get(at("call", call)))
    assert "Markets that pay" in page
    assert "Has no debts" in page
    assert "Markets that pay" in text_of(Client().get(reverse("calls")))


def test_i19_the_zone_stands_beside_the_closing_moment(cast, plan):
    petra = sign_in(cast.petra)
    petra.post(at("new_call", plan), WORDS)
    call = Call.objects.get()
    assert call.closes_at == datetime.datetime(2031, 3, 31, 11, 59, tzinfo=datetime.UTC)
    page = text_of(petra.get(at("call", call)))
    assert "31 March 2031, 23:59 (Pacific/Fiji)" in page


def test_no_call_under_a_plan_that_is_not_agreed_and_none_by_others(cast, plan, call):
    from tests.partnerships.making import make_plan

    assert sign_in(cast.petra).get(at("new_call", make_plan(cast.lake))).status_code == 404
    for person in (cast.lena, cast.odette):
        browser = sign_in(person)
        assert browser.post(at("new_call", plan), WORDS).status_code == 404
        assert browser.post(at("call_state", call), {"then": "close"}).status_code == 404
        assert browser.get(at("call_assessors", call)).status_code == 404
        assert browser.get(at("call_applications", call)).status_code == 404


def test_an_open_call_is_not_written_in_any_more(cast, call):
    answer = sign_in(cast.petra).post(at("change_call", call), WORDS)
    assert answer.status_code == 409


def test_the_site_closes_a_call_whose_time_has_come(call):
    Call.objects.update(closes_at=timezone.now() - datetime.timedelta(minutes=1))
    close_calls_whose_time_has_come()
    call.refresh_from_db()
    assert call.state == "closed"


def test_a_draft_is_begun_kept_looked_at_and_sent_in_once(cast, call, odette):
    assert "Apply" in text_of(odette.get(at("call", call)))
    odette.post(at("apply_to_call", call), {"lead": cast.ferry_landing.pk})
    own = Application.objects.get()
    odette.post(at("change_application", own), {"title": "Fees", "then": "keep"})
    page = text_of(odette.get(at("preview_application", own)))
    assert "What it is for" in page
    assert odette.post(at("preview_application", own)).status_code == 409
    answer = odette.post(
        at("change_application", own),
        sent_for(call, others="high pasture\n", then="look"),
    )
    assert answer["Location"].endswith(at("preview_application", own))
    page = text_of(odette.get(at("preview_application", own)))
    assert "High Pasture" in page
    assert "EUR 20,000" in page
    # C07: again, and once more.
    for _time in range(3):
        assert odette.post(at("preview_application", own)).status_code == 302
    own.refresh_from_db()
    assert own.state == "submitted"
    told = Notice.objects.filter(kind="partnerships.application")
    assert sorted(told.values_list("person_id", flat=True)) == sorted(
        [cast.odette.pk, cast.petra.pk]
    )


def test_again_the_same_draft_is_begun(cast, call, odette):
    for _time in range(2):
        odette.post(at("apply_to_call", call), {"lead": cast.ferry_landing.pk})
    assert Application.objects.count() == 1
    own = Application.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_application(call, own.lead)


def test_nobody_applies_for_an_organisation_they_do_not_speak_for(cast, call, odette):
    answer = odette.post(at("apply_to_call", call), {"lead": cast.high_pasture.pk})
    assert answer.status_code == 200
    assert sign_in(cast.bruno).get(at("apply_to_call", call)).status_code == 404
    assert not Application.objects.exists()


def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, call, odette):
    own = make_application(call, cast.ferry_landing)
    sent = sent_for(
        call,
        others="High Pasture\nNowhere at all",
        money="60000",
        ends_on="2020-01-01",
        purpose="A long story.",
    )
    page = text_of(odette.post(at("change_application", own), sent))
    assert "No organisation here is called “Nowhere at all”." in page
    assert "The call gives at most" in page
    assert "It must end after it begins." in page
    assert "A long story." in page


def test_a_theme_outside_the_plan_is_not_taken(cast, call, odette):
    from pages.models import Theme

    own = make_application(call, cast.ferry_landing, theme=None)
    other = Theme.objects.exclude(slug="markets").first()
    page = text_of(
        odette.post(at("change_application", own), sent_for(call, theme=other.pk, then="look"))
    )
    assert "Something needs mending" in page
    assert odette.post(at("preview_application", own)).status_code == 409
    own.refresh_from_db()
    assert own.state == "draft"


def test_p05_fields_nobody_asked_for_are_not_taken(cast, call, odette):
    own = make_application(call, cast.ferry_landing)
    sent = sent_for(
        call, state="accepted", lead=cast.high_pasture.pk, reason="Yes", partnership="1", score="5"
    )
    odette.post(at("change_application", own), sent)
    own.refresh_from_db()
    assert (own.state, own.lead, own.reason) == ("draft", cast.ferry_landing, "")


def test_too_late_the_text_is_kept_and_the_moment_is_said(cast, call, odette):
    own = make_application(call, cast.ferry_landing)
    Call.objects.update(closes_at=timezone.now() - datetime.timedelta(seconds=1))
    answer = odette.post(at("change_application", own), sent_for(call, purpose="Typed too late."))
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Applications were taken until" in page
    assert "(Africa/Lusaka)" in page
    assert "Typed too late." in page
    own.refresh_from_db()
    assert own.purpose == "Typed too late."
    answer = odette.post(at("preview_application", own))
    assert answer.status_code == 409
    assert "It cannot be sent in any more." in text_of(answer)
    own.refresh_from_db()
    assert own.state == "draft"


def test_nobody_begins_after_it_closed(cast, call, odette):
    Call.objects.update(closes_at=timezone.now() - datetime.timedelta(seconds=1))
    answer = odette.post(at("apply_to_call", call), {"lead": cast.ferry_landing.pk})
    assert answer.status_code == 409
    assert not Application.objects.exists()


def test_a_draft_is_for_who_speaks_for_the_lead_and_nobody_else(cast, call, odette):
    make_contact(cast.bruno, cast.high_pasture)
    own = make_application(call, cast.ferry_landing, cast.high_pasture)
    names = ("call_application", "change_application", "preview_application")
    for person in (cast.bruno, cast.petra, cast.lena, cast.yara, cast.simon):
        browser = sign_in(person)
        for name in names:
            assert browser.get(at(name, own)).status_code == 404, (person, name)
    assert odette.get(at("change_application", own)).status_code == 200


def test_who_applies_with_it_reads_it_once_it_is_sent_in_and_writes_nothing(cast, call, odette):
    make_contact(cast.bruno, cast.high_pasture)
    own = make_application(call, cast.ferry_landing, cast.high_pasture)
    send_in(own, cast.odette)
    bruno = sign_in(cast.bruno)
    assert "Fees by the day" in text_of(bruno.get(at("call_application", own)))
    assert bruno.post(at("withdraw_application", own)).status_code == 404
    assert bruno.get(at("change_application", own)).status_code == 404
    assert odette.post(at("withdraw_application", own)).status_code == 302
    assert odette.post(at("withdraw_application", own)).status_code == 409


def test_what_is_not_taken_goes_after_28_days_or_a_year_with_consent(cast, call):
    long_ago = timezone.now() - datetime.timedelta(days=29)
    rows = [
        make_application(call, OrganisationFactory(), may_be_kept=keeps) for keeps in (False, True)
    ]
    for one in rows:
        send_in(one, cast.odette)
    fresh = make_application(call, cast.ferry_landing)
    Application.objects.filter(state="submitted").update(
        state="declined", reason="No.", decided_at=long_ago
    )
    forget_old()
    assert set(Application.objects.all()) == {rows[1], fresh}
    Call.objects.update(state="closed", closes_at=long_ago)
    Application.objects.filter(state="declined").update(
        decided_at=timezone.now() - datetime.timedelta(days=366)
    )
    forget_old()
    assert not Application.objects.exists()


def test_the_lists_ask_the_same_number_of_questions_for_1_and_20(cast, plan, odette):
    def asked(browser, address):
        browser.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    call = make_call(plan)
    send_in(make_application(call, cast.ferry_landing), cast.odette)
    petra = sign_in(cast.petra)
    addresses = [(odette, reverse("calls")), (petra, at("call_applications", call))]
    few = [asked(browser, address) for browser, address in addresses]
    for number in range(19):
        make_application(make_call(plan, title=f"Call {number}"), cast.ferry_landing)
        other = make_application(call, OrganisationFactory(name=f"Town {number}"))
        send_in(other, cast.odette)
    assert [asked(browser, address) for browser, address in addresses] == few
