"""A duty opens with a benefit and is kept by something later that somebody else confirms."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from pages.moving import NotAnyMore
from people.models import AuditEntry
from tests.duty.making import key_of, make_duty, make_evidence, make_session
from tests.factories import (
    PersonFactory,
    answer,
    ask,
    make_article,
    make_board,
    make_cast,
    make_contact,
    make_known,
    make_officer,
    make_pair,
    sign_in,
)
from tests.standing import standing
from training.duty import actions
from training.duty.registries import Benefit
from training.models import ColleagueSession, Duty, Evidence

pytestmark = pytest.mark.django_db


cast = standing(make_cast)


@pytest.fixture
def contact(cast):
    person = make_officer("Ada Contact", cast.ferry_landing, "Town clerk")
    make_contact(person, cast.ferry_landing)
    return person


def test_a_benefit_opens_one_duty_due_a_year_later(cast):
    benefit = Benefit("visit:1", "visit", cast.odette, datetime.date(2024, 2, 29))
    duty = actions.open_duty(benefit)
    assert actions.open_duty(benefit) == duty
    assert duty.due_on == datetime.date(2025, 2, 28)
    assert Notice.objects.filter(person=cast.odette, kind="training.duty-opened").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.create(
            benefit="visit:1",
            kind="visit",
            person=cast.bruno,
            opened_on=benefit.on,
            due_on=duty.due_on,
            remind_on=duty.due_on,
        )


def test_a_duty_belongs_to_where_the_person_worked_that_day(cast):
    assert make_duty(cast.odette).organisation == cast.ferry_landing
    assert make_duty(PersonFactory()).organisation is None


def test_it_is_kept_by_a_session_that_the_contact_confirms(cast, contact):
    duty = make_duty(cast.odette, said="Fees by ward")
    browser = sign_in(cast.odette)
    page = browser.get(reverse("duty", args=[duty.pk])).content.decode()
    assert "Fees by ward" in page
    entered = {"what": "What a cart weighs", "held_on": timezone.localdate(), "colleagues": 7}
    browser.post(reverse("colleague_session"), entered)
    browser.post(reverse("colleague_session"), entered)
    session = ColleagueSession.objects.get()
    offer = reverse("offer_evidence", args=[duty.pk])
    assert "What a cart weighs" in browser.get(offer).content.decode()
    for _twice in range(2):
        answered = browser.post(offer, {"record": key_of(session)})
        assert answered.status_code == 302
    evidence = Evidence.objects.get()
    decide = reverse("decide_evidence", args=[evidence.pk])
    assert browser.get(decide).status_code == 404
    notice = Notice.objects.get(person=contact, kind="training.evidence")
    assert notice.words == {"evidence": str(evidence.pk)}
    keeper = sign_in(contact)
    assert "What a cart weighs" in keeper.get(decide).content.decode()
    assert "Odette Marsh" in keeper.get(reverse("duties")).content.decode()
    assert keeper.post(decide, {"then": "confirm"}).status_code == 302
    assert keeper.post(decide, {"then": "confirm"}).status_code == 409
    duty.refresh_from_db()
    assert (duty.state, evidence.duty_id) == ("kept", duty.pk)
    assert AuditEntry.objects.filter(act="training.duty-kept", person=None).exists()


def test_what_came_before_the_benefit_keeps_nothing(cast):
    duty = make_duty(cast.odette, days_ago=10)
    same_day, earlier = (
        make_session(cast.odette, days_ago=days, what=str(days)) for days in (10, 20)
    )
    assert actions.records_for(duty) == []
    for session in (same_day, earlier):
        with pytest.raises(Http404):
            actions.offer_evidence(by=cast.odette, duty=duty, key=key_of(session))
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(
            duty=duty,
            key="x:1",
            kind="x",
            happened_on=duty.opened_on,
            benefit_on=duty.opened_on,
            by=cast.odette,
        )


def test_a_record_counts_for_one_duty_only(cast):
    first, second = make_duty(cast.odette), make_duty(cast.odette)
    evidence = make_evidence(first)
    assert evidence.key not in [one.key for one in actions.records_for(second)]
    with pytest.raises(Http404):
        actions.offer_evidence(by=cast.odette, duty=second, key=evidence.key)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.create(
            duty=second,
            key=evidence.key,
            kind="x",
            happened_on=evidence.happened_on,
            benefit_on=second.opened_on,
        )


def test_nobody_offers_what_another_did_or_for_another(cast):
    duty = make_duty(cast.odette)
    foreign = make_session(cast.bruno)
    with pytest.raises(Http404):
        actions.offer_evidence(by=cast.odette, duty=duty, key=key_of(foreign))
    with pytest.raises(Http404):
        actions.offer_evidence(by=cast.bruno, duty=duty, key=key_of(foreign))


def test_what_is_refused_says_why_and_frees_duty_and_record(cast, contact):
    duty = make_duty(cast.odette)
    evidence = make_evidence(duty)
    decide = reverse("decide_evidence", args=[evidence.pk])
    keeper = sign_in(contact)
    assert keeper.post(decide, {"then": "refuse", "reason": ""}).status_code == 200
    assert keeper.post(decide, {"then": "refuse", "reason": "Nobody came."}).status_code == 302
    duty.refresh_from_db()
    assert duty.is_open
    page = sign_in(cast.odette).get(reverse("duty", args=[duty.pk])).content.decode()
    assert "Nobody came." in page
    actions.offer_evidence(by=cast.odette, duty=duty, key=evidence.key)


def test_the_supervisor_confirms_but_does_not_waive(cast):
    chief = make_officer("Chief", cast.ferry_landing, "Chief")
    cast.odette.appointments.update(supervisor=chief)
    duty = make_duty(cast.odette)
    browser = sign_in(chief)
    assert browser.get(reverse("duty", args=[duty.pk])).status_code == 200
    assert browser.get(reverse("waive_duty", args=[duty.pk])).status_code == 404
    evidence = make_evidence(duty)
    assert Notice.objects.filter(person=chief, kind="training.evidence").exists()
    actions.confirm(by=chief, evidence=evidence)


def test_nobody_confirms_or_waives_their_own(cast):
    make_contact(cast.odette, cast.ferry_landing)
    duty = make_duty(cast.odette)
    evidence = make_evidence(duty)
    for act in (
        lambda: actions.confirm(by=cast.odette, evidence=evidence),
        lambda: actions.waive(by=cast.odette, duty=duty, reason="No time"),
    ):
        with pytest.raises(Http404):
            act()


def test_the_programme_waives_with_a_reason(cast):
    duty = make_duty(cast.odette)
    evidence = make_evidence(duty)
    browser = sign_in(cast.petra)
    waive = reverse("waive_duty", args=[duty.pk])
    assert browser.post(waive, {"reason": " "}).status_code == 200
    assert browser.post(waive, {"reason": "On long leave."}).status_code == 302
    assert browser.post(waive, {"reason": "On long leave."}).status_code == 409
    duty.refresh_from_db()
    evidence.refresh_from_db()
    assert (duty.state, evidence.state) == ("waived", "refused")
    assert "On long leave." in (
        sign_in(cast.odette).get(reverse("duty", args=[duty.pk])).content.decode()
    )
    with pytest.raises(NotAnyMore):
        actions.offer_evidence(by=cast.odette, duty=duty, key=evidence.key)


def test_a_draft_is_the_next_easy_step_and_begins_once(cast):
    duty = make_duty(cast.odette)
    browser = sign_in(cast.odette)
    draft = reverse("draft_for_duty", args=[duty.pk])
    first, second = browser.post(draft), browser.post(draft)
    assert first.status_code == 302
    assert first.url == second.url
    assert browser.get(first.url).status_code == 200


def test_articles_answers_and_coaching_count_once_they_are_there(cast):
    make_known(cast.odette, cast.bruno)
    duty = make_duty(cast.odette)
    make_article(owner=cast.odette, title="Fees by ward", first_published_at=timezone.now())
    make_article(owner=cast.bruno, title="Of Bruno", first_published_at=timezone.now())
    topic = ask(cast.bruno, make_board())
    given = answer(cast.odette, topic)
    assert len(actions.records_for(duty)) == 1
    type(topic).objects.filter(pk=topic.pk).update(answer=given, answer_marked_by=cast.bruno)
    make_pair(cast.odette, cast.bruno)
    kinds = {one.key.partition(":")[0] for one in actions.records_for(duty)}
    assert kinds == {"library-text", "board-answer", "coaching-given"}
