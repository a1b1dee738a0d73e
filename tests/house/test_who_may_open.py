"""P01: every address against every role, from one table."""

from collections import Counter

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import LocalePrefixPattern

from tests.house.table import ROLES
from tests.house.tree import rooms
from tests.house.who_may_open import ROWS
from tests.house.world import World
from tests.standing import standing

world = standing(World)


def addresses(patterns=None, before=""):
    """Each own address as it is written, and of others' URL configurations where they begin."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLPattern):
            yield before + str(one.pattern)
            continue
        assert isinstance(one, URLResolver)
        is_prefix = isinstance(one.pattern, LocalePrefixPattern)
        place = before + ("<language>/" if is_prefix else str(one.pattern))
        module = getattr(one.urlconf_name, "__name__", "")
        if module and module.partition(".")[0] not in rooms():
            yield place
        else:
            yield from addresses(one.url_patterns, place)


def test_p01_every_address_has_a_row_and_every_row_an_address():
    known, listed = set(addresses()), {row.pattern for row in ROWS}
    assert sorted(known - listed) == [], "write a row in tests/house/rows/"
    assert sorted(listed - known) == [], "the table has a row for an address that is gone"
    assert not [pair for pair in Counter(ROWS).items() if pair[1] > 1]


def names(patterns=None):
    """Names of own addresses outside of name spaces, each with the view it leads to."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLPattern):
            if one.name and one.callback.__module__.partition(".")[0] in rooms():
                yield one.name, one.callback
        elif not one.namespace:
            yield from names(one.url_patterns)


def test_a_name_of_an_address_leads_to_one_view():
    views = {}
    for name, view in names():
        views.setdefault(name, set()).add(view)
    assert {name for name, those in views.items() if len(those) > 1} == set()


def answer(response):
    """The status, or where a redirect leads."""
    if response.status_code not in (301, 302):
        return str(response.status_code)
    is_login = response["Location"].partition("?")[0].endswith(reverse("account_login"))
    return "login" if is_login else "away"


@pytest.mark.django_db
@pytest.mark.usefixtures("one_count")
@pytest.mark.parametrize("role", ROLES)
def test_p01_each_role_gets_the_answer_of_the_table(world, role):
    person = world.persons[role]
    wrong = []
    for row in ROWS:
        client = Client(raise_request_exception=False)
        if person is not None:
            client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
        address = row.address.format(**world.things)
        response = client.post(address) if row.is_post else client.get(address)
        given = answer(response)
        if given != row.expected[role]:
            wrong.append(f"{row.address}: {given}, not {row.expected[role]}")
        # Read to its end, which closes a file; close() itself would end the test's connection too.
        response.getvalue()
    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["visitor", "member", "editor of Y"])
def test_r3_what_one_may_not_know_of_answers_like_what_is_not_there(world, role):
    client = Client()
    if world.persons[role] is not None:
        client.force_login(world.persons[role], backend=settings.AUTHENTICATION_BACKENDS[-1])
    place = world.things["of_x"].removeprefix("/en/")
    beside = "association-x/shelf/not-there/"
    closed, absent = client.get(f"/en/{place}"), client.get(f"/en/{beside}")
    assert absent.status_code == closed.status_code == 404
    # The address stands in the page (other languages, the way back); nothing else may differ.
    pages = [closed.content.decode().replace(place, "…"), absent.content.decode()]
    assert pages[0] == pages[1].replace(beside, "…")
    assert closed.headers.keys() == absent.headers.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["visitor", "member"])
def test_l19_no_other_way_of_asking_opens_what_is_closed(world, role):
    client = Client(raise_request_exception=False)
    if world.persons[role] is not None:
        client.force_login(world.persons[role], backend=settings.AUTHENTICATION_BACKENDS[-1])
    for name in ("of_x", "chapter_of_x", "picture_of_x", "file_of_x"):
        address = world.things[name]
        for response in (
            client.get(address, headers={"range": "bytes=0-10"}),
            client.get(address, {"format": "json"}),
            client.get(address, headers={"accept": "application/json"}),
            client.head(address),
        ):
            assert response.status_code == 404, name
        assert client.options(address).status_code in (404, 405)
