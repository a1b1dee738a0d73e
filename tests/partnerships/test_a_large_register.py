"""A large register costs as many questions as a small one."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.monitoring.rolling_up import rolled_up
from partnerships.planting import plant as plant_register
from tests.factories import make_cast, sign_in

pytestmark = pytest.mark.django_db


def plant(number):
    return plant_register(number, seed=number, grown=lambda count: None)


def test_lists_and_roll_ups_ask_the_same_for_forty_and_for_four_hundred():
    petra = sign_in(make_cast().petra)
    counted = []
    for number in (40, 400):
        plan = plant(number)
        pages = (
            reverse("partnerships"),
            f"{reverse('partnerships')}?country=ZM&plan={plan.pk}",
            reverse("country_plan", args=[plan.pk]),
            reverse("plan_figures", args=[plan.pk]),
        )
        asked = []
        for page in pages:
            petra.get(page)
            with CaptureQueriesContext(connection) as context:
                assert petra.get(page).status_code == 200
            asked.append(len(context))
        counted.append(asked)
        (rolled,) = rolled_up(plan)
        assert rolled.number == number
    assert counted[0] == counted[1]


def test_figures_of_a_plan_are_shown_a_page_at_a_time_below_the_sum_of_all():
    petra = sign_in(make_cast().petra)
    plan = plant(120)
    address, seen = reverse("plan_figures", args=[plan.pk]), []
    (whole,) = rolled_up(plan)
    query = ""
    while query is not None:
        page = petra.get(address + query).text
        assert f"{whole.actual:,.0f}" in page
        assert "120 of 120 known" in page
        seen += re.findall(r"Partnership \d+ of", page)
        more = re.search(r'href="(\?of=\d+&amp;after=\d+)"', page)
        query = more[1].replace("&amp;", "&") if more else None
    assert len(seen) == len(set(seen)) == 120
    assert seen == sorted(seen)


@pytest.mark.parametrize(
    ("query", "status"),
    [("?of=x", 400), ("?of=999999", 404), ("?after=x", 400), ("?after=999999", 400)],
)
def test_a_page_of_figures_that_is_none_is_answered_so(query, status):
    petra = sign_in(make_cast().petra)
    plan = plant(2)
    assert petra.get(reverse("plan_figures", args=[plan.pk]) + query).status_code == status


def test_the_theme_of_a_plan_shows_the_first_and_says_how_many_more():
    cast = make_cast()
    plan = plant(400)
    theme = plan.themes.order_by("rank")[0].theme
    page = sign_in(cast.petra).get(reverse("plan_theme", args=[plan.pk, theme.slug])).text
    working = theme.partnerships.filter(plan=plan).count()
    assert f"… and {working - 50} more" in page
    assert page.count("Partnership ") == 50
