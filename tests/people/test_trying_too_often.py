"""S03 and the limits of the doors: counted for the site, refused without a hash, and a way out."""

import re

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from people import limits
from people.models import AttemptCount
from tests.factories import PASSWORD, PersonFactory, do_waiting_work, sign_in
from tests.people.app_code import app_code
from tests.people.cost import COUNTING, CountingHasher

pytestmark = pytest.mark.django_db

WRONG = "wrong wrong wrong"
NEW = "seven quiet herons fly"


@pytest.fixture
def odette():
    return PersonFactory(name="Odette Marsh", email="odette-marsh@towns.example")


def knock(address, password=WRONG, place="192.0.2.1"):
    client = Client(REMOTE_ADDR=place)
    return client.post(reverse("account_login"), {"login": address, "password": password})


def test_s03_eleven_bad_passwords_from_eleven_places_shut_the_account_and_no_hash_is_made(
    odette, settings
):
    settings.PASSWORD_HASHERS = [COUNTING]
    before = CountingHasher.computed
    statuses = [knock(odette.email, place=f"192.0.2.{n}").status_code for n in range(1, 12)]
    assert statuses == [200] * 5 + [429] * 6
    assert CountingHasher.computed - before == 5
    with CaptureQueriesContext(connection) as queries:
        answer = knock(odette.email, PASSWORD, place="192.0.2.99")
    assert answer.status_code == 429
    assert len(queries) == 1
    assert CountingHasher.computed - before == 5


def test_s03_the_owner_still_gets_in_by_the_link(odette):
    for number in range(1, 12):
        knock(odette.email, place=f"192.0.2.{number}")
    owner = Client(REMOTE_ADDR="198.51.100.4")
    shut = owner.post(reverse("account_login"), {"login": odette.email, "password": PASSWORD})
    assert reverse("account_reset_password") in shut.content.decode()
    owner.post(reverse("account_reset_password"), {"email": odette.email})
    do_waiting_work()
    link = re.search(r"https?://[^/\s]+(/\S+/key/\S+)", mail.outbox[-1].body)[1]
    form = owner.get(link, follow=True).redirect_chain[-1][0]
    owner.post(form, {"password1": NEW, "password2": NEW})
    assert owner.get(reverse("desk")).status_code == 200
    # And later by the new password, although others go on guessing.
    assert knock(odette.email, NEW, place="198.51.100.4").status_code == 302


def test_a_shut_door_says_when_and_how_to_go_on(odette):
    for _ in range(5):
        knock(odette.email)
    answer = knock(odette.email, PASSWORD)
    html = answer.content.decode()
    assert answer.status_code == 429
    assert "Try again in 30 minutes." in html
    assert 1795 <= int(answer["Retry-After"]) <= 1800
    assert "no-store" in answer["Cache-Control"]


def test_after_half_an_hour_the_door_opens_again(odette):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(6):
            knock(odette.email)
        clock.shift(29 * 60)
        assert knock(odette.email, PASSWORD).status_code == 429
        clock.shift(61)
        assert knock(odette.email, PASSWORD).status_code == 302


def test_right_passwords_count_for_nothing(odette):
    for _ in range(12):
        assert knock(odette.email, PASSWORD).status_code == 302


def test_an_address_is_one_account_however_it_is_written(odette):
    for spelling in ("odette-marsh@towns.example", "Odette-Marsh@Towns.Example"):
        for number in range(3):
            answer = knock(spelling, place=f"192.0.2.{number}")
    assert answer.status_code == 429


@pytest.mark.postgresql
def test_a_spelling_that_only_a_database_takes_for_the_same_opens_nothing():
    """Otherwise each would have five attempts of its own: a dotless i, a long s."""
    PersonFactory(name="Ines Fisk", email="ines-fisk@towns.example")
    for spelling in ("\u0131nes-fisk@towns.example", "ine\u017f-fisk@towns.example"):
        assert knock(spelling, PASSWORD).status_code == 200
    # The sign for kelvin is a k in small letters, in both.
    for number in range(6):
        answer = knock("ines-fis\u212a@towns.example", place=f"192.0.2.{number}")
    assert answer.status_code == 429
    assert knock("ines-fisk@towns.example", PASSWORD, place="198.51.100.4").status_code == 429


@pytest.mark.parametrize(
    ("places", "is_one_network"),
    [
        (["192.0.2.1"] * 11, True),
        ([f"192.0.2.{n}" for n in range(11)], False),
        ([f"2001:db8:0:1::{n}" for n in range(1, 12)], True),
        ([f"2001:db8:0:{n}::1" for n in range(1, 12)], False),
        (["192.0.2.1", "::ffff:192.0.2.1"] * 6, True),
    ],
)
def test_ten_failures_shut_the_door_to_a_network(places, is_one_network):
    statuses = [
        knock(f"person-{number}@towns.example", place=place).status_code
        for number, place in enumerate(places)
    ]
    assert (429 in statuses) == is_one_network
    assert statuses[:10] == [200] * 10


def test_a_thousand_failures_shut_the_door_to_all(odette):
    AttemptCount.objects.create(
        key=limits.SIGN_IN_ALL.key(""), amount=999, until=int(timezone.now().timestamp()) + 200
    )
    assert knock("nobody@towns.example").status_code == 200
    assert knock(odette.email, PASSWORD, place="198.51.100.4").status_code == 429


def test_the_password_is_guessed_at_no_oftener_at_the_other_doors(odette):
    """Confirming that it is you, changing the password, changing the address: one count for all."""
    inside = sign_in(odette)
    doors = [
        (reverse("account_reauthenticate"), {"password": WRONG}),
        (
            reverse("account_change_password"),
            {"oldpassword": WRONG, "password1": NEW, "password2": NEW},
        ),
        (reverse("account_email"), {"email": "new@towns.example", "password": WRONG}),
    ]
    statuses = [inside.post(*door).status_code for door in (*doors, *doors)]
    assert statuses == [200] * 5 + [429]
    assert knock(odette.email, PASSWORD).status_code == 429
    odette.refresh_from_db()
    assert odette.check_password(PASSWORD)


# -- The second step -----------------------------------------------------------------------------


@pytest.fixture
def secret(odette):
    made = generate_totp_secret()
    TOTP.activate(odette, made)
    return made


def at_second_step(odette):
    client = Client()
    client.post(reverse("account_login"), {"login": odette.email, "password": PASSWORD})
    return client


def wrong_digits(secret):
    return f"{(int(app_code(secret)) + 1) % 1_000_000:06}"


def test_the_sixth_code_in_five_minutes_is_not_looked_at(odette, secret):
    for _ in range(5):
        answer = at_second_step(odette).post(
            reverse("mfa_authenticate"), {"code": wrong_digits(secret)}
        )
        assert answer.status_code == 200
    client = at_second_step(odette)
    answer = client.post(reverse("mfa_authenticate"), {"code": app_code(secret)})
    assert answer.status_code == 429
    assert "Try again in 5 minutes." in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_twenty_codes_an_hour_and_fifty_a_day(odette, secret):
    looked_at = []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _hour in range(4):
            for _minutes in range(5):
                client = at_second_step(odette)
                given = [
                    client.post(reverse("mfa_authenticate"), {"code": wrong_digits(secret)})
                    for _ in range(6)
                ]
                looked_at.append([answer.status_code for answer in given].count(200))
                clock.shift(5 * 60 + 1)
            clock.shift(40 * 60)
    assert looked_at == [5, 5, 5, 5, 0] * 2 + [5, 5, 0, 0, 0] + [0] * 5


def test_confirming_by_a_code_is_counted_too(odette, secret):
    inside = sign_in(odette)
    door = reverse("mfa_reauthenticate")
    statuses = [inside.post(door, {"code": wrong_digits(secret)}).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]


def test_a_code_opens_once_whatever_process_it_comes_to(odette, secret):
    with time_machine.travel(timezone.now(), tick=False):
        first, second = at_second_step(odette), at_second_step(odette)
        code = app_code(secret)
        assert first.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
        # Another process remembers nothing of this one.
        cache.clear()
        answer = second.post(reverse("mfa_authenticate"), {"code": f"{code[:3]} {code[3:]}"})
    assert answer.status_code == 200
    assert "_auth_user_id" not in second.session


# -- Links by mail -------------------------------------------------------------------------------


def ask_for_link(address, place="192.0.2.1"):
    client = Client(REMOTE_ADDR=place)
    return client.post(reverse("account_reset_password"), {"email": address}).status_code


def test_two_links_an_hour_and_five_a_day_for_an_address(odette):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        given = []
        for _ in range(4):
            given += [ask_for_link(odette.email) for _ in range(3)]
            clock.shift(3601)
    assert given == [302, 302, 429, 302, 302, 429, 302, 429, 429, 429, 429, 429]


def test_twenty_links_an_hour_for_a_network():
    given = [ask_for_link(f"person-{number}@towns.example") for number in range(21)]
    assert given == [302] * 20 + [429]
    assert ask_for_link("somebody@towns.example", place="198.51.100.4") == 302


# -- Counting ------------------------------------------------------------------------------------


def test_counts_tell_no_address_and_go_when_they_have_run_out(odette):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        knock(odette.email)
        assert AttemptCount.objects.count() == 3
        assert not [row for row in AttemptCount.objects.all() if "odette" in row.key]
        clock.shift(5 * 60 + 1)
        limits.forget_old_attempts()
        assert AttemptCount.objects.count() == 1
        clock.shift(30 * 60)
        limits.forget_old_attempts()
        assert AttemptCount.objects.count() == 0
