"""An application is screened, heard, reviewed by two and decided; each reads what is theirs."""

import html
import random

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from notices.models import Notice
from partnerships.calling import deciding
from partnerships.calling.permissions import application_parties_of, applications_visible_to
from partnerships.calling.roles import make_assessor
from partnerships.models import Application, Opinion, Partnership, Review
from people.models import AuditEntry
from tests.factories import (
    OrganisationFactory,
    PersonFactory,
    make_cast,
    make_contact,
    make_officer,
    sign_in,
)
from tests.partnerships.calls import (
    SCORES,
    bring_to_decision,
    bring_to_reviews,
    make_application,
    make_call,
    send_in,
)
from tests.partnerships.making import make_agreed_plan
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
PAGES = (
    "screen_application",
    "give_opinion",
    "name_reviewers",
    "review_application",
    "decide_on_application",
)
HEARD = {"has_conflict": "no", "fit": "It fits.", "benefit": "All learn.", "vote": "for"}


def text_of(answer):
    return html.unescape(answer.content.decode())


def at(name, thing):
    return reverse(name, args=[thing.pk])


@pytest.fixture
def assessors():
    return [PersonFactory(name=name) for name in ("Ada Stern", "Ben Holt")]


@pytest.fixture
def application(cast):
    make_contact(cast.odette, cast.ferry_landing)
    plan = make_agreed_plan(cast.petra, cast.lena, cast.lake)
    return make_application(make_call(plan), cast.ferry_landing, cast.high_pasture)


@pytest.fixture
def parties(cast, assessors):
    return {
        "by": cast.odette,
        "programme": cast.petra,
        "association": cast.lake,
        "assessors": assessors,
    }


def fresh(application):
    application.refresh_from_db()
    return application


def test_from_the_checklist_to_a_partnership(cast, application, assessors):
    send_in(application, cast.odette)
    petra, lena = sign_in(cast.petra), sign_in(cast.lena)
    for person in assessors:
        petra.post(at("call_assessors", application.call), {"email": person.email})
    answer = petra.post(at("screen_application", application), {"checks": ["Has a council"]})
    assert "Not every line is ticked." in text_of(answer)
    sent = {"checks": ["Has a council", "Has no debts"], "association": cast.lake.pk}
    assert petra.post(at("screen_application", application), sent).status_code == 302
    assert fresh(application).state == "screened"
    assert at("call_application", application) in text_of(lena.get(reverse("desk")))
    assert lena.post(at("give_opinion", application), HEARD).status_code == 302
    named = {"first": assessors[0].pk, "second": assessors[1].pk}
    assert petra.post(at("name_reviewers", application), named).status_code == 302
    for person in assessors:
        browser = sign_in(person)
        assert at("call_application", application) in text_of(browser.get(reverse("desk")))
        assert browser.post(at("review_application", application), SCORES).status_code == 302
    assert fresh(application).state == "reviewed"
    sent = {"then": "accept", "reason": "Strong on learning."}
    assert petra.post(at("decide_on_application", application), sent).status_code == 302
    made = Partnership.objects.get()
    assert fresh(application).partnership == made
    assert made.plan == application.call.plan
    assert list(made.themes.all()) == [application.theme]
    partners = {one.organisation for one in made.partners.all()}
    assert partners == {cast.ferry_landing, cast.high_pasture}
    assert (made.starts_on, made.ends_on) == (application.starts_on, application.ends_on)
    assert not made.is_published
    page = text_of(sign_in(cast.odette).get(at("call_application", application)))
    assert "Strong on learning." in page
    assert at("partnership", made) in page


def test_each_step_is_told_and_no_subject_names_anything(cast, application, parties):
    bring_to_decision(application, **parties)
    deciding.accept(by=cast.petra, application=application, reason="Good.")
    told = Notice.objects.filter(kind="partnerships.application")
    steps = {notice.words["what"] for notice in told}
    assert steps == {
        *("received", "sent-in", "screened", "to-hear", "heard", "to-name", "to-review"),
        *("reviewed", "accepted"),
    }
    from partnerships.calling.kinds import APPLICATION

    names = (application.title, application.call.title, "Ferry", "High", "Odette", "Ada", "Lake")
    for notice in told:
        wording = APPLICATION.write(notice.person, notice)
        assert not any(name in f"{wording.subject} {wording.text}" for name in names)


def test_declined_by_the_checklist_with_reasons_the_applicants_read(cast, application):
    send_in(application, cast.odette)
    petra = sign_in(cast.petra)
    page = text_of(petra.post(at("screen_application", application), {"then": "decline"}))
    assert "Write the reasons." in page
    petra.post(at("screen_application", application), {"then": "decline", "reason": "Debts."})
    assert fresh(application).state == "declined"
    assert "Debts." in text_of(sign_in(cast.odette).get(at("call_application", application)))


def test_who_declares_a_conflict_gives_no_vote(cast, application, parties):
    send_in(application, cast.odette)
    deciding.screen(by=cast.petra, application=application, checks=[], association=cast.lake)
    lena = sign_in(cast.lena)
    page = text_of(lena.post(at("give_opinion", application), {**HEARD, "has_conflict": "yes"}))
    assert "Say which interest it is." in page
    sent = {**HEARD, "has_conflict": "yes", "conflict": "My cousin leads it."}
    lena.post(at("give_opinion", application), sent)
    opinion = Opinion.objects.get()
    assert opinion.has_conflict
    assert opinion.vote == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.update(vote="for")


def test_applicants_read_the_reasons_and_nothing_else_of_what_was_said(cast, application, parties):
    bring_to_decision(application, **parties)
    deciding.decline(by=cast.petra, application=application, reason="Too little money.")
    make_contact(cast.bruno, cast.high_pasture)
    for person in (cast.odette, cast.bruno):
        page = text_of(sign_in(person).get(at("call_application", application)))
        assert "Too little money." in page
        for said in ("Well thought.", "All learn.", "4 of 5", "Ada Stern", "Association of Lake"):
            assert said not in page


def test_reviews_are_not_read_by_the_other_before_both_are_in(cast, application, parties):
    bring_to_reviews(application, **parties)
    first, second = parties["assessors"]
    deciding.review(by=first, application=application, said={**SCORES, "words": "From the first."})
    second_browser = sign_in(second)
    page = text_of(second_browser.get(at("call_application", application)))
    assert "Fees by the day" in page
    assert "From the first." not in page
    assert "From the first." in text_of(sign_in(first).get(at("call_application", application)))
    assert "From the first." in text_of(
        sign_in(cast.petra).get(at("call_application", application))
    )
    deciding.review(by=second, application=application, said=SCORES)
    assert "From the first." in text_of(second_browser.get(at("call_application", application)))
    assert "From the first." not in text_of(
        sign_in(cast.lena).get(at("call_application", application))
    )


def test_nobody_reviews_twice_or_unasked(cast, application, parties):
    bring_to_reviews(application, **parties)
    third = PersonFactory()
    make_assessor(by=None, person=third, call=application.call)
    assert sign_in(third).post(at("review_application", application), SCORES).status_code == 404
    browser = sign_in(parties["assessors"][0])
    assert browser.post(at("review_application", application), SCORES).status_code == 302
    assert browser.post(at("review_application", application), SCORES).status_code == 409
    page = text_of(
        sign_in(parties["assessors"][1]).post(
            at("review_application", application), {**SCORES, "learning": "6"}
        )
    )
    assert "Something needs mending" in page
    assert Review.objects.exclude(given_at=None).count() == 1


def test_an_assessor_is_of_no_applicant(cast, application, parties):
    send_in(application, cast.odette)
    inside = make_officer("Tom Reed", cast.high_pasture, "Clerk")
    outside = parties["assessors"][0]
    for person in (inside, outside):
        make_assessor(by=None, person=person, call=application.call)
    deciding.screen(by=cast.petra, application=application, checks=[], association=cast.lake)
    with pytest.raises(deciding.MayNotAssess):
        deciding.name_reviewers(by=cast.petra, application=application, persons=[inside, outside])
    page = text_of(sign_in(cast.petra).get(at("name_reviewers", application)))
    assert "Tom Reed" not in page
    browser = sign_in(inside)
    assert browser.get(at("call_application", application)).status_code == 404
    assert "Fees by the day" not in text_of(browser.get(at("call_applications", application.call)))


def test_two_different_assessors_and_given_reviews_stay(cast, application, parties):
    bring_to_reviews(application, **parties)
    first, second = parties["assessors"]
    deciding.review(by=first, application=application, said=SCORES)
    third = PersonFactory(name="Cleo Marr")
    make_assessor(by=None, person=third, call=application.call)
    petra, address = sign_in(cast.petra), at("name_reviewers", application)
    page = text_of(petra.post(address, {"first": third.pk, "second": third.pk}))
    assert "Name two different persons." in page
    page = text_of(petra.post(address, {"first": third.pk, "second": second.pk}))
    assert "Who has given a review stays named" in page
    petra.post(address, {"first": first.pk, "second": third.pk})
    assert set(application.reviews.values_list("assessor", flat=True)) == {first.pk, third.pk}


def test_p09_no_decision_before_its_time_or_after_it_was_withdrawn(cast, application, parties):
    petra = sign_in(cast.petra)
    sent = {"then": "accept", "reason": "Yes."}
    assert petra.post(at("decide_on_application", application), sent).status_code == 404
    send_in(application, cast.odette)
    assert petra.post(at("decide_on_application", application), sent).status_code == 409
    deciding.screen(by=cast.petra, application=application, checks=[], association=cast.lake)
    assert petra.post(at("decide_on_application", application), sent).status_code == 409
    sign_in(cast.odette).post(at("withdraw_application", application))
    for name in ("decide_on_application", "screen_application", "name_reviewers"):
        assert petra.post(at(name, application), sent).status_code == 409
    lena = sign_in(cast.lena)
    assert lena.post(at("give_opinion", application), HEARD).status_code == 409
    assert fresh(application).state == "withdrawn"
    assert not Partnership.objects.exists()


def test_decided_once(cast, application, parties):
    bring_to_decision(application, **parties)
    petra, address = sign_in(cast.petra), at("decide_on_application", application)
    petra.post(address, {"then": "accept", "reason": "Yes."})
    for then in ("accept", "decline"):
        assert petra.post(address, {"then": then, "reason": "Again."}).status_code == 409
    assert Partnership.objects.count() == 1
    assert fresh(application).reason == "Yes."


def test_everybody_else_finds_nothing(cast, application, parties):
    bring_to_reviews(application, **parties)
    for person in (cast.yara, cast.bruno, cast.simon):
        browser = sign_in(person)
        for name in ("call_application", "preview_application", *PAGES):
            assert browser.get(at(name, application)).status_code == 404, (person, name)
    for name in PAGES:
        assert sign_in(cast.odette).get(at(name, application)).status_code == 404


def test_nothing_is_read_by_association_and_assessors_before_it_is_screened(
    cast, application, parties
):
    for person in parties["assessors"]:
        make_assessor(by=None, person=person, call=application.call)
    send_in(application, cast.odette)
    for person in (cast.lena, *parties["assessors"]):
        assert sign_in(person).get(at("call_application", application)).status_code == 404


def test_r7_who_speaks_for_an_applicant_does_not_decide(cast, application, parties):
    bring_to_decision(application, **parties)
    make_contact(cast.petra, cast.high_pasture)
    petra = sign_in(cast.petra)
    page = text_of(petra.get(at("call_application", application)))
    assert "Well thought." not in page
    sent = {"then": "accept", "reason": "Ours."}
    assert petra.post(at("decide_on_application", application), sent).status_code == 404


def test_r8_others_than_the_applicants_are_noted_as_readers(cast, application, parties):
    bring_to_reviews(application, **parties)
    sign_in(cast.odette).get(at("call_application", application))
    assert not AuditEntry.objects.filter(act="partnerships.application-read").exists()
    readers = (cast.petra, cast.lena, parties["assessors"][0])
    for person in readers:
        sign_in(person).get(at("call_application", application))
    noted = AuditEntry.objects.filter(act="partnerships.application-read")
    assert set(noted.values_list("by_id", flat=True)) == {person.pk for person in readers}


def test_without_an_association_that_can_be_asked_it_goes_straight_to_the_reviews(cast):
    plan = make_agreed_plan(cast.petra, cast.lena, cast.lake)
    one = make_application(make_call(plan, checklist=""), cast.lake)
    send_in(one, cast.lena)
    sign_in(cast.petra).post(at("screen_application", one), {"then": "go-on"})
    assert fresh(one).state == "heard"


def test_p02_parties_and_what_is_visible_never_disagree(cast, application, parties):
    dice = random.Random(8)
    bring_to_reviews(application, **parties)
    towns = [cast.ferry_landing, cast.high_pasture, OrganisationFactory(), cast.lake]
    people = [cast.odette, cast.lena, cast.yara, cast.petra, cast.bruno, cast.simon]
    people += [make_officer("Tom Reed", towns[2], "Clerk"), *parties["assessors"]]
    make_contact(people[6], towns[2])
    make_assessor(by=None, person=people[6], call=application.call)
    plan = application.call.plan
    moments = {"draft": None}
    for number in range(30):
        state = dice.choice(("draft", "submitted", "screened", "heard", "declined"))
        lead, other = dice.sample(towns, 2)
        make_application(
            make_call(plan, title=f"Call {number}") if number % 2 else application.call,
            *((OrganisationFactory(), lead) if number % 3 else (OrganisationFactory(), other)),
            state=state,
            submitted_at=moments.get(state, application.submitted_at),
            association=dice.choice((None, cast.lake, cast.hill)),
            decided_at=application.submitted_at,
            reason="No.",
        )
    for person in people:
        visible = set(applications_visible_to(person).values_list("pk", flat=True))
        for one in Application.objects.all():
            assert (one.pk in visible) == bool(application_parties_of(one, person)), (person, one)
