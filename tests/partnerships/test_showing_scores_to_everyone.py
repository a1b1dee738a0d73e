"""Scores of baselines are public once every partner has agreed, and as long as they all do."""

import html

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnerships.models import BaselineConsent
from people.models import AuditEntry
from tests.factories import OrganisationFactory, make_cast, make_contact, sign_in
from tests.partnerships.calls import make_baseline
from tests.partnerships.making import make_coordinator, make_partnership
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
TITLE = "How strong the partners are"


def text_of(answer):
    return html.unescape(answer.content.decode())


@pytest.fixture
def one(cast):
    """Odette speaks for Ferry Landing, Bruno for High Pasture."""
    make_contact(cast.odette, cast.ferry_landing)
    make_contact(cast.bruno, cast.high_pasture)
    return make_partnership(cast.ferry_landing, cast.high_pasture)


def say_yes(person, one, organisation, then="show"):
    sent = {"organisation": organisation.pk, "then": then}
    return sign_in(person).post(reverse("show_baselines", args=[one.pk]), sent)


def page_of(client, one):
    return text_of(client.get(reverse("partnership", args=[one.pk])))


def test_scores_are_public_once_all_partners_agree_without_evidence_and_names(client, cast, one):
    make_baseline(one, cast.ferry_landing, score=2, on="2025-03-02")
    make_baseline(one, cast.ferry_landing, score=4, on="2026-01-01")
    make_baseline(one, cast.ferry_landing, cast.high_pasture, score=5, on="2026-02-01")
    assert say_yes(cast.odette, one, cast.ferry_landing).status_code == 302
    assert TITLE not in page_of(client, one)
    say_yes(cast.bruno, one, cast.high_pasture)
    page = page_of(client, one)
    assert TITLE in page
    assert "(+2)" in page
    assert page.count("1 January 2026") == 1
    assert "2 March 2025" not in page
    assert "Evidence of" not in page
    assert "Ana Silva" not in page
    noted = AuditEntry.objects.filter(act="partnerships.baselines-opened")
    assert {entry.by for entry in noted} == {cast.odette, cast.bruno}


def test_what_is_said_after_the_first_yes_waits_for_all_of_them_again(client, cast, one):
    say_yes(cast.odette, one, cast.ferry_landing)
    make_baseline(one, cast.high_pasture, score=1)
    say_yes(cast.bruno, one, cast.high_pasture)
    assert TITLE not in page_of(client, one)
    say_yes(cast.odette, one, cast.ferry_landing)
    assert TITLE in page_of(client, one)


def test_one_partner_takes_it_back_and_nothing_is_shown(client, cast, one):
    make_baseline(one, cast.ferry_landing)
    say_yes(cast.odette, one, cast.ferry_landing)
    say_yes(cast.bruno, one, cast.high_pasture)
    say_yes(cast.bruno, one, cast.high_pasture, "hide")
    assert TITLE not in page_of(client, one)
    assert AuditEntry.objects.filter(act="partnerships.baselines-closed").count() == 1


def test_a_partner_who_joins_later_is_asked_too(client, cast, one):
    make_baseline(one, cast.ferry_landing)
    say_yes(cast.odette, one, cast.ferry_landing)
    say_yes(cast.bruno, one, cast.high_pasture)
    one.partners.create(organisation=OrganisationFactory())
    assert TITLE not in page_of(client, one)


def test_what_a_partner_said_that_left_is_shown_to_nobody(client, cast, one):
    gone = OrganisationFactory()
    row = one.partners.create(organisation=gone)
    make_baseline(one, cast.ferry_landing, gone, score=1, on="2026-03-01")
    make_baseline(one, cast.ferry_landing, on="2026-02-01")
    row.delete()
    say_yes(cast.odette, one, cast.ferry_landing)
    say_yes(cast.bruno, one, cast.high_pasture)
    page = page_of(client, one)
    assert "1 February 2026" in page
    assert "1 March 2026" not in page


def test_nobody_agrees_in_the_name_of_another(cast, one):
    make_coordinator(by=cast.petra, person=cast.yara, partnership=one)
    assert say_yes(cast.odette, one, cast.high_pasture).status_code == 404
    assert say_yes(cast.yara, one, cast.ferry_landing).status_code == 404
    assert say_yes(cast.petra, one, cast.ferry_landing).status_code == 404
    assert say_yes(cast.odette, one, cast.ferry_landing, "sell").status_code == 400
    assert not BaselineConsent.objects.exists()


def test_a_partner_agrees_once(cast, one):
    given = {"partnership": one, "organisation": cast.ferry_landing, "until": timezone.now()}
    BaselineConsent.objects.create(**given)
    with pytest.raises(IntegrityError):
        BaselineConsent.objects.create(**given)


def test_the_page_asks_the_same_for_one_score_and_for_twenty(client, cast, one):
    say_yes(cast.odette, one, cast.ferry_landing)
    make_baseline(one, cast.ferry_landing, on="2025-01-01")
    for organisation in (cast.ferry_landing, cast.high_pasture):
        BaselineConsent.objects.update_or_create(partnership=one, organisation=organisation)
    BaselineConsent.objects.update(until=timezone.now())

    def asked():
        page_of(client, one)
        with CaptureQueriesContext(connection) as queries:
            assert TITLE in page_of(client, one)
        return len(queries)

    few = asked()
    for number in range(1, 20):
        make_baseline(one, cast.high_pasture, cast.ferry_landing, on=f"2025-01-{number + 1:02}")
    BaselineConsent.objects.update(until=timezone.now())
    assert asked() == few
