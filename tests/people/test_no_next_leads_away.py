"""S10: whatever stands in `next`, each door that takes it leads to a path of this site."""

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import PASSWORD, PersonFactory, make_cast, sign_in
from tests.people.app_code import app_code
from tests.people.test_signing_in import ELSEWHERE, stays_on_site

pytestmark = pytest.mark.django_db

NEW = "seven quiet herons fly"
# A host that Django would serve, and so allauth would lead to; nothing of ours names a host.
SERVED = ["http://localhost/en/", "//testserver/en/"]
MORE = [*ELSEWHERE, *SERVED, "/\t/evil.example", "///evil.example"]
HERE = "/en/shelf/"


@pytest.fixture(autouse=True)
def stopped_clock():
    """The digits of an app hold until the half minute ends, whatever else a test does meanwhile."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.fixture
def odette():
    return PersonFactory(name="Odette Marsh", email="odette-marsh@towns.example")


def leads_to(answer):
    assert answer.status_code == 302
    return answer["Location"]


def at_login(person, address):
    words = {"login": person.email, "password": PASSWORD, "next": address}
    return Client().post(reverse("account_login"), words)


def at_login_when_in(person, address):
    return sign_in(person).get(reverse("account_login"), {"next": address})


def at_logout(person, address):
    return sign_in(person).post(reverse("account_logout"), {"next": address})


def at_logout_when_out(person, address):
    return Client().get(reverse("account_logout"), {"next": address})


def at_reauthentication(person, address):
    words = {"password": PASSWORD, "next": address}
    return sign_in(person).post(reverse("account_reauthenticate"), words)


def at_password_change(person, address):
    words = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW, "next": address}
    return sign_in(person).post(reverse("account_change_password"), words)


def at_second_step(person, address):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    client = Client()
    words = {"login": person.email, "password": PASSWORD, "next": address}
    client.post(reverse("account_login"), words)
    return client.post(reverse("mfa_authenticate"), {"code": app_code(secret), "next": address})


def at_second_step_again(person, address):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    words = {"code": app_code(secret), "next": address}
    return sign_in(person).post(reverse("mfa_reauthenticate"), words)


DOORS = [
    at_login,
    at_login_when_in,
    at_logout,
    at_logout_when_out,
    at_reauthentication,
    at_password_change,
    at_second_step,
    at_second_step_again,
]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
@pytest.mark.parametrize("address", MORE)
def test_s10_no_door_leads_away(odette, door, address):
    location = leads_to(door(odette, address))
    assert stays_on_site(location)
    assert location.startswith("/")


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_s10_the_control_each_door_leads_on_where_one_wanted_to_go(odette, door):
    assert leads_to(door(odette, HERE)) == HERE


def test_s10_the_door_of_the_cms_leads_to_the_one_door_and_back():
    cast = make_cast()
    away = Client().get("/cms/login/", {"next": "https://evil.example/"})
    assert leads_to(away) == reverse("account_login")
    wanted = leads_to(Client().get("/cms/pages/"))
    assert wanted == f"{reverse('account_login')}?next=/cms/pages/"
    client = Client()
    client.post(
        reverse("account_login"),
        {"login": cast.lena.email, "password": PASSWORD, "next": "/cms/pages/"},
    )
    # The second step comes first there.
    assert leads_to(client.get("/cms/pages/")) == reverse("mfa_activate_totp")
