"""The pass-it-on page: figures, and none that could name somebody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people.models import AssociationMembership
from tests.duty.making import make_duty, make_evidence
from tests.factories import LONG_AGO, OrganisationFactory, make_cast, make_officer, sign_in
from tests.standing import standing
from training.duty.figures import standing_of

pytestmark = pytest.mark.django_db


cast = standing(make_cast)


@pytest.fixture
def far_shore(cast):
    town = OrganisationFactory(name="Far Shore")
    AssociationMembership.objects.create(association=cast.lake, member=town, from_on=LONG_AGO)
    make_officer("Far Officer", town, "Clerk")
    return town


def settle(person, number, state):
    for _one in range(number):
        make_duty(person, state=state, settled_at=timezone.now())


def test_five_are_told_and_four_are_not(cast):
    settle(cast.odette, 4, "kept")
    assert standing_of(cast.ferry_landing).total.cells["kept"] is None
    settle(cast.odette, 1, "kept")
    assert standing_of(cast.ferry_landing).total.cells["kept"] == 5
    assert standing_of(cast.ferry_landing).total.cells["waived"] == 0


def test_late_is_a_matter_of_the_day(cast):
    for days_ago in (100,) * 5 + (400,) * 6:
        make_duty(cast.odette, days_ago=days_ago)
    cells = standing_of(cast.ferry_landing).total.cells
    assert (cells["open"], cells["late"]) == (5, 6)


def test_waiting_is_counted_once_each(cast):
    for _one in range(5):
        make_evidence(make_duty(cast.odette))
    cells = standing_of(cast.ferry_landing).total.cells
    assert (cells["open"], cells["waiting"]) == (5, 5)


def test_a_sum_that_gives_a_hidden_row_away_is_hidden(cast, far_shore):
    settle(cast.odette, 7, "kept")
    settle(far_shore.appointments.get().person, 2, "kept")
    standing = standing_of(cast.lake)
    told = {line.organisation.name: line.cells["kept"] for line in standing.members}
    assert told == {"Ferry Landing": 7, "Far Shore": None}
    assert standing.total.cells["kept"] is None
    assert standing_of(None).total.cells["kept"] is None


def test_two_rows_of_four_are_not_given_away_by_their_sum(cast, far_shore):
    settle(cast.odette, 4, "kept")
    settle(far_shore.appointments.get().person, 4, "kept")
    assert standing_of(cast.lake).total.cells["kept"] is None
    settle(cast.lena, 5, "kept")
    assert standing_of(cast.lake).total.cells["kept"] == 13


def test_who_inspires_most_is_named_from_five_on(cast, far_shore):
    settle(cast.odette, 5, "kept")
    settle(far_shore.appointments.get().person, 8, "kept")
    page = sign_in(cast.lena).get(reverse("pass_it_on", args=[cast.lake.pk])).content.decode()
    assert page.index("Far Shore") < page.index("Ferry Landing")
    assert "Who inspires most" in page


def test_own_people_see_figures_and_no_names(cast):
    make_duty(cast.odette)
    colleague = make_officer("Colleague", cast.ferry_landing, "Clerk")
    url = reverse("pass_it_on", args=[cast.ferry_landing.pk])
    page = sign_in(colleague).get(url).content.decode()
    assert "Odette" not in page
    assert "fewer than 5" in page
    assert "Odette" in sign_in(cast.lena).get(url).content.decode()
    assert sign_in(cast.bruno).get(url).status_code == 404
    assert sign_in(cast.petra).get(reverse("pass_it_on_all")).status_code == 200


def test_the_page_costs_the_same_however_many(cast):
    browser = sign_in(cast.lena)
    url = reverse("pass_it_on", args=[cast.lake.pk])

    def cost():
        with CaptureQueriesContext(connection) as asked:
            browser.get(url)
        return len(asked)

    def add(number):
        for _one in range(number):
            town = OrganisationFactory()
            AssociationMembership.objects.create(
                association=cast.lake, member=town, from_on=LONG_AGO
            )
            make_duty(make_officer(f"Officer {town.pk}", town, "Clerk"))

    add(1)
    browser.get(url)
    first = cost()
    add(20)
    assert cost() == first
