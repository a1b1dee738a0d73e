"""An organisation's page: who they are, what they published, whom to ask, when it was confirmed."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.actions import give_role
from people.models import AssociationMembership, AuditEntry, Organisation, Person, SeenBy
from people.roles import ORGANISATION_CONTACT
from tests.factories import (
    LONG_AGO,
    OrganisationFactory,
    library_in,
    make_article,
    make_officer,
    sign_in,
    space_in,
)

pytestmark = pytest.mark.django_db

FACTS = {
    "about": "A landing on the lake.",
    "region": "The Shore",
    "population": "31000",
    "area_km2": "88.5",
    "website": "https://ferry-landing.example",
}


def page(reader, organisation):
    browser = sign_in(reader) if reader else Client()
    return browser.get(reverse("organisation", args=[organisation.pk])).content.decode()


def confirm(by, organisation):
    return sign_in(by).post(reverse("organisation_confirm", args=[organisation.pk]))


def edit(by, organisation, **changed):
    form = {**FACTS, **changed}
    return sign_in(by).post(reverse("organisation_edit", args=[organisation.pk]), form)


def make_contact(person, organisation):
    give_role(by=None, person=person, role=ORGANISATION_CONTACT, organisation=organisation)


def test_everyone_reads_who_they_are(cast):
    Organisation.objects.filter(pk=cast.ferry_landing.pk).update(**FACTS, country="ZM")
    html = page(None, cast.ferry_landing)
    for words in ("Ferry Landing", "Local government", "Zambia", "The Shore", "31,000", "88.5"):
        assert words in html
    assert "A landing on the lake." in html
    assert reverse("organisation", args=[cast.lake.pk]) in html


def test_an_association_and_its_space_lead_to_each_other(cast):
    assert "Its space" not in page(None, cast.ferry_landing)
    home = space_in(cast.hill)
    assert f'href="{home.address}"' in page(None, cast.hill)
    there = Client().get(home.address).content.decode()
    assert reverse("organisation", args=[cast.hill.pk]) in there
    members = Client().get(reverse("association_members", args=[cast.hill.pk])).content.decode()
    assert reverse("organisation", args=[cast.high_pasture.pk]) in members


def test_who_keeps_its_people_is_led_to_them(cast):
    link = reverse("people_of", args=[cast.ferry_landing.pk])
    assert link in page(cast.lena, cast.ferry_landing)
    for reader in (None, cast.odette, cast.yara):
        assert link not in page(reader, cast.ferry_landing)


def test_a_membership_that_ended_is_not_shown(cast):
    AssociationMembership.objects.filter(member=cast.ferry_landing).update(until_on="2024-01-01")
    assert cast.lake.name not in page(None, cast.ferry_landing)


def test_l02_what_they_published_is_shown_to_who_may_read_it(cast):
    shelf = library_in("en", cast.lake)
    make_article(shelf, title="Heron Papers", author_organisation=cast.ferry_landing)
    make_article(
        shelf,
        title="Kingfisher Ledger",
        author_organisation=cast.ferry_landing,
        audience=f"association:{cast.lake.pk}",
    )
    make_article(shelf, title="Of others", author_organisation=cast.high_pasture)
    for reader, sees in ((None, False), (cast.bruno, False), (cast.odette, True)):
        html = page(reader, cast.ferry_landing)
        assert "Of others" not in html
        assert ("Kingfisher" in html) == sees
        assert "Heron Papers" in html


def test_persons_are_shown_as_far_as_each_lets_the_reader_know(cast):
    make_contact(cast.odette, cast.ferry_landing)
    for seen_by, readers in (
        (SeenBy.NOBODY, ()),
        (SeenBy.ASSOCIATION, (cast.lena,)),
        (SeenBy.SIGNED_IN, (cast.lena, cast.bruno)),
    ):
        Person.objects.filter(pk=cast.odette.pk).update(name_seen_by=seen_by)
        for reader in (None, cast.bruno, cast.lena):
            html = page(reader, cast.ferry_landing)
            assert ("Odette" in html) == (reader in readers), (seen_by, reader)
            assert "Head of waste collection" in html


def test_whoever_hides_the_organisation_is_not_among_those_who_work_there(cast):
    Person.objects.filter(pk=cast.odette.pk).update(
        name_seen_by=SeenBy.SIGNED_IN, organisation_seen_by=SeenBy.NOBODY
    )
    assert "Odette" not in page(cast.bruno, cast.ferry_landing)
    assert "Odette" not in page(cast.odette, cast.high_pasture)


def test_whoever_hides_the_organisation_is_not_named_as_its_contact_either(cast):
    make_contact(cast.odette, cast.ferry_landing)
    persons = Person.objects.filter(pk=cast.odette.pk)
    persons.update(name_seen_by=SeenBy.SIGNED_IN)
    assert "Odette" in page(cast.bruno, cast.ferry_landing)
    persons.update(organisation_seen_by=SeenBy.NOBODY)
    html = page(cast.bruno, cast.ferry_landing)
    assert "Odette" not in html
    assert "Head of waste collection" in html


def test_its_contact_confirms_it_with_one_button(cast):
    make_contact(cast.odette, cast.ferry_landing)
    assert "Never confirmed" in page(None, cast.ferry_landing)
    assert confirm(cast.odette, cast.ferry_landing).status_code == 302
    cast.ferry_landing.refresh_from_db()
    assert cast.ferry_landing.confirmed_on == timezone.now().date()
    assert cast.ferry_landing.confirmed_by == cast.odette
    entry = AuditEntry.objects.get(act="people.organisation-confirmed")
    assert (entry.by, entry.organisation) == (cast.odette, cast.ferry_landing)
    html = page(None, cast.ferry_landing)
    assert "Confirmed" in html
    assert "Odette" not in html
    Person.objects.filter(pk=cast.odette.pk).update(name_seen_by=SeenBy.SIGNED_IN)
    assert "Odette Marsh" in page(cast.bruno, cast.ferry_landing)


def test_what_was_confirmed_more_than_a_year_ago_is_said_to_be_old(cast):
    today = timezone.now().date()
    for days, is_old in ((365, False), (366, True)):
        day = today - datetime.timedelta(days=days)
        Organisation.objects.filter(pk=cast.ferry_landing.pk).update(confirmed_on=day)
        assert ("Last confirmed" in page(None, cast.ferry_landing)) == is_old


def test_l28_the_editors_of_its_association_confirm_it_and_no_others(cast):
    assert confirm(cast.lena, cast.ferry_landing).status_code == 302
    for stranger in (cast.yara, cast.bruno, cast.odette, cast.simon):
        assert confirm(stranger, cast.ferry_landing).status_code == 403
        assert edit(stranger, cast.ferry_landing).status_code == 403
    assert edit(cast.lena, cast.ferry_landing).status_code == 403
    cast.ferry_landing.refresh_from_db()
    assert cast.ferry_landing.confirmed_by == cast.lena
    assert cast.ferry_landing.about == ""


def test_its_contact_writes_the_facts_which_confirms_them(cast):
    make_contact(cast.odette, cast.ferry_landing)
    assert edit(cast.odette, cast.ferry_landing).status_code == 302
    town = Organisation.objects.get(pk=cast.ferry_landing.pk)
    assert (town.about, town.region, town.population) == (FACTS["about"], "The Shore", 31_000)
    assert str(town.area_km2) == "88.5"
    assert town.confirmed_by == cast.odette


def test_p05_a_contact_cannot_post_what_is_the_programmes(cast):
    make_contact(cast.odette, cast.ferry_landing)
    edit(cast.odette, cast.ferry_landing, name="Capital", kind="association", country="PE")
    town = Organisation.objects.get(pk=cast.ferry_landing.pk)
    assert (town.name, town.kind, town.country.code) == ("Ferry Landing", "local-government", "ZM")


def test_x05_bad_facts_are_named_and_kept_and_change_nothing(cast):
    make_contact(cast.odette, cast.ferry_landing)
    bad = {"population": "0", "area_km2": "wide", "website": "javascript:alert(1)"}
    sent = edit(cast.odette, cast.ferry_landing, **bad)
    html = sent.content.decode()
    for name in bad:
        assert f'href="#id_{name}"' in html
    assert 'value="wide"' in html
    assert "A landing on the lake." in html
    town = Organisation.objects.get(pk=cast.ferry_landing.pk)
    assert (town.about, town.confirmed_on) == ("", None)


def test_a_contact_whose_role_ended_keeps_it_no_longer(cast):
    make_contact(cast.odette, cast.ferry_landing)
    cast.odette.role_grants.update(ended_at=timezone.now())
    assert edit(cast.odette, cast.ferry_landing).status_code == 403


def test_an_area_of_nothing_is_refused_by_the_database(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=cast.ferry_landing.pk).update(area_km2=0)


@pytest.mark.parametrize("reader", [None, "bruno"])
def test_it_costs_the_same_with_one_and_with_twenty_of_everything(cast, reader):
    counts = []
    for number in (1, 19):
        for place in range(number):
            person = make_officer(f"Clerk {number} {place}", cast.ferry_landing, "Clerk")
            Person.objects.filter(pk=person.pk).update(name_seen_by=SeenBy.SIGNED_IN)
            make_contact(person, cast.ferry_landing)
            make_article(author_organisation=cast.ferry_landing)
            joined = OrganisationFactory(kind="association")
            AssociationMembership.objects.create(
                association=joined, member=cast.ferry_landing, from_on=LONG_AGO
            )
        browser = sign_in(getattr(cast, reader)) if reader else Client()
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("organisation", args=[cast.ferry_landing.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20
