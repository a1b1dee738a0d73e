"""A large register costs as many questions as a small one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.monitoring.rolling_up import rolled_up
from partnerships.planting import plant
from tests.factories import make_cast, sign_in

pytestmark = pytest.mark.django_db


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
