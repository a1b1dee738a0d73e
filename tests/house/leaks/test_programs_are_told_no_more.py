"""A program that shows a person's token is told what that person is told, and no more."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from people.account.api_token import make_api_token
from people.second_step import lacks_second_step
from tests.house.crawler import read
from tests.house.hidden import partnerships
from tests.house.leaks.shared import ROLES, leaks_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("role", ROLES[1:])
def test_2c_a_program_with_their_token_is_told_no_more(planted, role):
    person = planted.world.persons[role]
    if lacks_second_step(person):
        TOTP.activate(person, generate_totp_secret())
    client = Client(headers={"authorization": f"Bearer {make_api_token(by=person)}"})
    closed, seen = planted.closed_to(role), ""
    for address in partnerships.addresses_for_programs(planted):
        _status, text = read(client, address)
        assert not leaks_in(address, text, closed), address
        seen += text.lower()
    # The control: who looks inside the partnership is told of it; never of a draft, by nobody.
    for place in ("title", "summary", "activity"):
        is_inside = role in partnerships.INSIDE
        assert (planted.find("partnership", place) in seen) == is_inside
    assert planted.find("country plan", "draft") not in seen
