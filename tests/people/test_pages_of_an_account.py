"""Each page of an account says in its title what its heading says, and holds one form."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from tests.factories import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def odette():
    return PersonFactory(name="Odette Marsh", email="odette-marsh@towns.example")


def sign_in(client, person):
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


def confirm(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def look_at(client, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    html = answer.content.decode()
    heading = re.search(r"<h1>(.+?)</h1>", html)[1]
    assert f"<title>{heading} – Peerhall</title>" in html
    assert html.count('<form class="form" method="post"') == 1
    assert html.count('<button class="button">') == 1
    # What stands inside a field is gone when one writes, and pale before.
    assert "placeholder" not in html.partition("<main")[2]
    return heading, html


@pytest.mark.parametrize(
    ("name", "expected"),
    [("account_login", "Sign in"), ("account_reset_password", "Choose a new password")],
)
def test_pages_before_the_door(client, name, expected):
    assert look_at(client, name)[0] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("account_logout", "Sign out"),
        ("account_change_password", "Change my password"),
        ("account_reauthenticate", "Confirm that it is you"),
    ],
)
def test_pages_behind_the_door(client, odette, name, expected):
    sign_in(client, odette)
    assert look_at(client, name)[0] == expected


def test_setting_up_the_second_step_shows_the_key_in_its_form(client, odette):
    sign_in(client, odette)
    confirm(client)
    heading, html = look_at(client, "mfa_activate_totp")
    assert heading == "Set up the second step"
    assert html.index('class="form"') < html.index('class="qr"') < html.index('id="id_code"')
    assert 'src="data:image/svg' in html


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mfa_deactivate_totp", "Stop using the second step"),
        ("mfa_generate_recovery_codes", "Make new codes"),
        ("mfa_reauthenticate", "Confirm that it is you"),
    ],
)
def test_pages_for_whoever_has_a_second_step(client, odette, name, expected):
    sign_in(client, odette)
    confirm(client)
    TOTP.activate(odette, generate_totp_secret())
    assert look_at(client, name)[0] == expected


def test_signing_in_with_a_second_step_asks_for_it(client, odette):
    TOTP.activate(odette, generate_totp_secret())
    sign_in(client, odette)
    assert look_at(client, "mfa_authenticate")[0] == "Second step"
