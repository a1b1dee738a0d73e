"""A page asks once which roles its reader holds, and the next request asks anew."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.held import roles_held_by
from people.models import RoleGrant
from tests.factories import make_cast, make_news, sign_in
from tests.standing import standing

pytestmark = pytest.mark.django_db

OWN = 'SELECT "people_rolegrant"."role" AS '
ASKED_EACH_TIME = [
    one for one in settings.MIDDLEWARE if one != "people.held.RolesAskedOnceMiddleware"
]


cast = standing(make_cast)


def addresses(cast):
    news = make_news(cast.lake, title="Tide tables", audience=f"association:{cast.lake.pk}")
    return [
        news.address,
        *(reverse(name) for name in ("desk", "notices", "invitations", "audit_log", "drafts")),
        *(reverse(name, args=[cast.ferry_landing.pk]) for name in ("organisation", "people_of")),
        *(
            reverse(name, args=[cast.lake.pk])
            for name in ("newsletters", "keep_members", "publish")
        ),
    ]


def costs(browser, asked):
    """How often each page asks for roles of its reader, and what it costs in all."""
    found = {}
    for address in asked:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200, address
        own = [one for one in queries if one["sql"].startswith(OWN)]
        found[address] = (len(own), len(queries))
    return found


def test_each_page_of_an_editor_asks_once_and_costs_less(cast):
    lena, asked = sign_in(cast.lena), addresses(cast)
    costs(lena, asked)
    once = costs(lena, asked)
    with override_settings(MIDDLEWARE=ASKED_EACH_TIME):
        before = costs(sign_in(cast.lena), asked)
    for address in asked:
        assert once[address][0] == 1, address
        assert before[address][0] > 1, address
        assert once[address][1] == before[address][1] - before[address][0] + 1, address


def test_r5_what_ends_between_two_requests_is_gone_with_the_second(cast):
    lena = sign_in(cast.lena)
    address = reverse("newsletters", args=[cast.lake.pk])
    assert lena.get(address).status_code == 200
    RoleGrant.objects.filter(person=cast.lena).update(ended_at="2026-01-01T00:00Z")
    assert lena.get(address).status_code == 404


def test_r5_nothing_is_kept_outside_of_a_request_or_in_one_that_writes(cast):
    assert len(roles_held_by(cast.lena)) == 1
    RoleGrant.objects.filter(person=cast.lena).update(ended_at="2026-01-01T00:00Z")
    assert not roles_held_by(cast.lena)


def test_r5_who_ends_the_own_role_is_not_led_back_to_what_is_closed(cast):
    lena = sign_in(cast.lena)
    grant = cast.lena.role_grants.get()
    answer = lena.post(reverse("role", args=[grant.pk]), {"reason": "I leave."})
    assert answer["Location"] == reverse("desk")
