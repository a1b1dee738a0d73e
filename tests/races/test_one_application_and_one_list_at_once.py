"""C07: an application that is sent in many times at once, two reviews and two decisions at once,
and the same list of partnerships sent by many at once.
"""

import pytest
from django.urls import reverse

from notices.models import Notice
from pages.tables import Row, as_sent
from partnerships.models import Application, Partnership
from tests.factories import PersonFactory, make_cast, make_contact, sign_in
from tests.partnerships.calls import (
    SCORES,
    bring_to_decision,
    bring_to_reviews,
    make_application,
    make_call,
)
from tests.partnerships.making import make_agreed_plan
from tests.races.at_once import TIMES, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db, ground):
    return make_cast()


@pytest.fixture
def application(cast):
    make_contact(cast.odette, cast.ferry_landing)
    plan = make_agreed_plan(cast.petra, cast.lena, cast.lake)
    return make_application(make_call(plan), cast.ferry_landing)


@pytest.fixture
def parties(cast):
    return {
        "by": cast.odette,
        "programme": cast.petra,
        "association": cast.lake,
        "assessors": [PersonFactory(name=name) for name in ("Ada Stern", "Ben Holt")],
    }


def posting(client, name, application, sent=None):
    url = reverse(name, args=[application.pk])
    return lambda: client.post(url, sent or {}).status_code


def test_c07_sent_in_many_times_at_once_it_is_sent_in_once(cast, application):
    acts = [posting(sign_in(cast.odette), "preview_application", application)] * TIMES
    assert at_once(*acts) == [302] * TIMES
    assert Application.objects.get().state == "submitted"
    told = Notice.objects.filter(kind="partnerships.application")
    assert sorted(told.values_list("person_id", flat=True)) == sorted(
        [cast.odette.pk, cast.petra.pk]
    )


def test_two_reviews_at_once_are_both_counted(application, parties):
    bring_to_reviews(application, **parties)
    acts = [
        posting(sign_in(person), "review_application", application, SCORES)
        for person in parties["assessors"]
    ]
    assert at_once(*acts) == [302, 302]
    assert Application.objects.get().state == "reviewed"


def test_of_many_decisions_at_once_one_counts(cast, application, parties):
    bring_to_decision(application, **parties)
    petra = sign_in(cast.petra)
    acts = [
        posting(petra, "decide_on_application", application, {"then": then, "reason": then})
        for then in ("accept", "decline") * (TIMES // 2)
    ]
    assert sorted(at_once(*acts)) == [302, *[409] * (TIMES - 1)]
    one = Application.objects.get()
    assert Partnership.objects.count() == (1 if one.state == "accepted" else 0)


def test_the_same_list_sent_by_many_at_once_is_entered_once(cast):
    rows = as_sent(
        [Row(number, {"title": f"Number {number}", "partners": "Ferry Landing; High Pasture"})
         for number in range(2, 6)]
    )  # fmt: skip
    petra, url = sign_in(cast.petra), reverse("keep_partnerships")
    at_once(*[lambda: petra.post(url, {"rows": rows})] * TIMES)
    assert Partnership.objects.count() == 4


def test_the_control_that_asks_before_it_enters_enters_twice(cast):
    """The control: look whether it is there, and enter it, with nothing held."""

    def careless():
        if not Partnership.objects.filter(title="Careless").exists():
            Partnership.objects.create(title="Careless", language="en")

    for _time in range(20):
        Partnership.objects.all().delete()
        at_once(*[careless] * TIMES)
        if Partnership.objects.count() > 1:
            return
    pytest.fail("nothing was entered twice: what is tested above could not fail either")
