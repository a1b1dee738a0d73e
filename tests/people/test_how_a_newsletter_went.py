"""Afterwards: mails delivered, waiting and given up, and how often it was read, naming nobody."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from notices.kinds import Frequency
from notices.models import Mail, Notice, Preference
from people.models import AssociationMembership, Newsletter, ReadingCount
from people.publishing.figures import figures_of
from tests.factories import (
    LONG_AGO,
    AppointmentFactory,
    OrganisationFactory,
    library_in,
    make_article,
    make_cast,
    make_officer,
    sign_in,
)
from tests.people.newsletters import open_space, send
from tests.standing import standing

pytestmark = pytest.mark.django_db


@standing
def cast():
    cast = make_cast()
    open_space(cast.lake)
    return cast


def wants(person, frequency):
    Preference.objects.create(person=person, kind="people.newsletter", frequency=frequency)


def read(page, organisation, readings, month=None):
    month = month or timezone.now().date().replace(day=1)
    ReadingCount.objects.create(
        page_id=page.pk, organisation=organisation, month=month, readings=readings
    )


def test_mails_are_counted_by_how_they_went(cast):
    people = [make_officer(f"Ida {name}", cast.ferry_landing, "Clerk") for name in "ABCD"]
    for person in people[:3]:
        wants(person, Frequency.AT_ONCE)
    wants(people[3], Frequency.NEVER)
    newsletter = send(cast.lena, cast.lake)
    [parked, dropped] = Notice.objects.filter(person__in=people[:2]).order_by("person_id")
    now = timezone.now()
    Mail.objects.filter(pk=parked.mail_id).update(state="parked", settled_at=now)
    Mail.objects.filter(pk=dropped.mail_id).update(state="dropped", settled_at=now)
    figures = figures_of(newsletter)
    assert figures.told == 6
    assert (figures.delivered, figures.parked, figures.on_the_site) == (1, 1, 2)
    # Odette and Lena get it with the next digest.
    assert figures.waiting == 2
    html = sign_in(cast.lena).get(reverse("newsletter", args=[newsletter.pk])).content.decode()
    assert "Mail given up" in html


def test_readings_are_of_the_members_since_it_went_out(cast):
    item = make_article(library_in("en", cast.lake))
    newsletter = send(cast.lena, cast.lake, items=[item.pk], audience="public")
    read(newsletter.page, cast.ferry_landing, 6)
    read(newsletter.page, cast.high_pasture, 90)
    read(item, cast.ferry_landing, 5)
    read(item, cast.ferry_landing, 70, month=datetime.date(2020, 1, 1))
    figures = figures_of(newsletter)
    assert (figures.readings, figures.towns, figures.members) == (6, 1, 1)
    assert figures.readings_of_items == 5
    html = sign_in(cast.lena).get(reverse("publish", args=[cast.lake.pk])).content.decode()
    assert "Read 6 times, in 1 of 1 members" in html


def test_fewer_than_five_readings_and_their_towns_are_not_told(cast):
    newsletter = send(cast.lena, cast.lake)
    read(newsletter.page, cast.ferry_landing, 4)
    figures = figures_of(newsletter)
    assert (figures.readings, figures.towns) == (None, None)
    html = sign_in(cast.lena).get(reverse("newsletter", args=[newsletter.pk])).content.decode()
    assert "Read fewer than 5 times" in html
    assert "What came with it" not in html


def test_the_page_of_a_newsletter_costs_the_same_for_few_and_for_many(cast):
    def cost(newsletter):
        browser = sign_in(cast.lena)
        address = reverse("newsletter", args=[newsletter.pk])
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    few = cost(send(cast.lena, cast.lake))
    for _ in range(20):
        town = OrganisationFactory()
        AssociationMembership.objects.create(association=cast.lake, member=town, from_on=LONG_AGO)
        AppointmentFactory(organisation=town)
    items = [make_article(library_in("en", cast.lake)).pk for _ in range(9)]
    many = send(cast.lena, cast.lake, key="22222222-2222-4222-8222-222222222222", items=items)
    assert many.people == 22
    assert cost(many) <= few + 1  # what came with it is read once, however much it is


def test_a_newsletter_is_a_line_of_the_member_s_statement(cast):
    send(cast.lena, cast.lake)
    send(cast.lena, cast.lake, key="22222222-2222-4222-8222-222222222222", size=["metropolis"])
    year = timezone.now().year
    statement = (
        sign_in(cast.odette)
        .get(reverse("benefits", args=[cast.ferry_landing.pk, year]))
        .context["statement"]
    )
    numbers = {line.what: line.number for line in statement.received}
    assert numbers["Newsletters it got"] == 1
    Newsletter.objects.update(begun_at=timezone.now() - datetime.timedelta(days=800))
    answer = sign_in(cast.odette).get(reverse("benefits", args=[cast.ferry_landing.pk, year]))
    assert "Newsletters it got" not in answer.content.decode()
