"""S11, S12: a link to a new password names our host, opens once, and says what to do when it ran
out. A password is long, uncommon, and not made of what others know.
"""

import re

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.account.actions import address_token
from people.models import Appointment, Person
from tests.factories import (
    PASSWORD,
    AppointmentFactory,
    OrganisationFactory,
    PersonFactory,
    do_waiting_work,
    sign_in,
)

pytestmark = pytest.mark.django_db

NEW = "seven quiet herons fly"


@pytest.fixture
def odette():
    return PersonFactory(name="Odette Marsh", email="odette-marsh@towns.example")


def link_for(person, client=None, **headers):
    (client or Client()).post(
        reverse("account_reset_password"), {"email": person.email}, headers=headers
    )
    do_waiting_work()
    return re.search(r"https?://\S+/key/\S+", mail.outbox[-1].body)[0]


def path_of(link):
    return re.sub(r"^https?://[^/]+", "", link)


def choose(link, password=NEW):
    """Open the link in a browser of its own and choose; the last answer."""
    client = Client()
    answer = client.get(path_of(link), follow=True)
    if not answer.redirect_chain:
        return answer
    form = answer.redirect_chain[-1][0]
    return client.post(form, {"password1": password, "password2": password}, follow=True)


# -- S11 -----------------------------------------------------------------------------------------


def test_s11_a_forged_host_is_refused_and_nothing_is_sent(odette):
    answer = Client().post(
        reverse("account_reset_password"), {"email": odette.email}, headers={"host": "evil.example"}
    )
    assert answer.status_code == 400
    do_waiting_work()
    assert mail.outbox == []


@pytest.mark.parametrize(
    "headers",
    [
        {"x-forwarded-host": "evil.example"},
        {"host": "localhost"},
        {"forwarded": "host=evil.example", "x-forwarded-port": "666"},
    ],
)
def test_s11_the_link_names_the_configured_host_whatever_is_asked(odette, settings, headers):
    settings.WAGTAILADMIN_BASE_URL = "https://hall.example"
    assert link_for(odette, **headers).startswith("https://hall.example/en/account/password/reset/")
    assert "evil" not in mail.outbox[-1].body


# -- S12 -----------------------------------------------------------------------------------------


def is_refused(answer):
    html = answer.content.decode()
    return (
        "This link has run out" in html
        and "A link holds for one hour and can be used once." in html
        and reverse("account_reset_password") in html
        and "password1" not in html
    )


def test_s12_the_link_works_once(odette):
    link = link_for(odette)
    assert not is_refused(choose(link))
    odette.refresh_from_db()
    assert odette.check_password(NEW)
    assert is_refused(choose(link, "nine other plain words"))
    odette.refresh_from_db()
    assert odette.check_password(NEW)


def test_s12_the_link_is_refused_after_an_hour(odette):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        link = link_for(odette)
        clock.shift(3600)
        assert "password1" in Client().get(path_of(link), follow=True).content.decode()
        clock.shift(2)
        assert is_refused(choose(link))


def test_s12_a_form_left_open_is_refused_after_an_hour_too(odette):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = Client()
        form = client.get(path_of(link_for(odette)), follow=True).redirect_chain[-1][0]
        clock.shift(3602)
        assert is_refused(client.post(form, {"password1": NEW, "password2": NEW}))
    odette.refresh_from_db()
    assert odette.check_password(PASSWORD)


def test_s12_the_link_is_refused_after_the_password_was_changed(odette):
    link = link_for(odette)
    words = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    sign_in(odette).post(reverse("account_change_password"), words)
    assert is_refused(choose(link, "nine other plain words"))


def test_s12_the_link_is_refused_after_the_address_was_changed(odette):
    link = link_for(odette)
    token = address_token(odette, "odette@lake.example")
    Client().post(reverse("confirm_address", args=[token]))
    assert Person.objects.get(pk=odette.pk).email == "odette@lake.example"
    assert is_refused(choose(link))


def test_s12_the_link_is_refused_once_a_newer_one_was_used_and_when_it_is_invented(odette):
    first, second = link_for(odette), link_for(odette)
    choose(second)
    assert is_refused(choose(first, "nine other plain words"))
    assert is_refused(choose(f"{second[:-4]}abc/"))
    assert is_refused(choose(re.sub(r"key/[^-]+", "key/zz", second)))


def test_an_account_that_is_switched_off_gets_no_link_and_opens_by_none(odette):
    link = link_for(odette)
    odette.is_active = False
    odette.save()
    choose(link)
    client = Client()
    client.post(reverse("account_login"), {"login": odette.email, "password": NEW})
    assert "_auth_user_id" not in client.session


def test_the_link_does_not_open_the_second_step(odette):
    link = link_for(odette)
    TOTP.activate(odette, generate_totp_secret())
    client = Client()
    form = client.get(path_of(link), follow=True).redirect_chain[-1][0]
    answer = client.post(form, {"password1": NEW, "password2": NEW})
    assert answer["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


# -- What a password must be ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short herons", ""),
        ("short heron", "At least 12 signs are needed, and this has 11."),
        ("password1234", "Many people use this password"),
        ("qwertyqwerty", "Many people use this password"),
        ("aaaaaaaaaaaa", "Many people use this password"),
        ("baseball2026!!!", "Many people use this password"),
        ("odettemarsh2026", "This is made of your name"),
        ("Ferry-Landing-77", "This is made of your name"),
        ("peerhallpeerhall", "This is made of your name"),
        ("odette has nine herons", ""),
    ],
)
def test_a_password_is_long_uncommon_and_not_about_oneself(odette, password, why):
    AppointmentFactory(person=odette, organisation=OrganisationFactory(name="Ferry Landing"))
    assert Appointment.objects.holding_on().filter(person=odette).exists()
    html = choose(link_for(odette), password).content.decode()
    odette.refresh_from_db()
    assert odette.check_password(password) == (why == "")
    assert why in html
    assert ("Something needs mending" in html) == bool(why)


def test_the_two_must_be_the_same(odette):
    client = Client()
    form = client.get(path_of(link_for(odette)), follow=True).redirect_chain[-1][0]
    page = client.post(form, {"password1": NEW, "password2": "seven quiet herons"})
    assert "The two are not the same." in page.content.decode()


def test_the_form_says_before_what_is_asked(odette):
    page = sign_in(odette).get(reverse("account_change_password")).content.decode()
    assert "At least 12 signs; a few words in a row do well." in page
