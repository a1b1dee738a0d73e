"""What was done with an account is told by mail, in the person's language, with the change or not
at all.
"""

import re

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.models import Person
from tests.factories import PASSWORD, PersonFactory, do_waiting_work
from tests.people.app_code import app_code

pytestmark = pytest.mark.django_db

NEW = "seven quiet herons fly"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0"


@pytest.fixture
def odette():
    return PersonFactory(
        name="Odette Marsh", email="odette-marsh@towns.example", time_zone="Africa/Lusaka"
    )


@pytest.fixture
def inside(odette):
    client = Client(REMOTE_ADDR="198.51.100.4", headers={"user-agent": WINDOWS})
    client.post(reverse("account_login"), {"login": odette.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def change_password(client):
    words = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    return client.post(reverse("account_change_password"), words)


def set_up_app(client):
    client.get(reverse("mfa_activate_totp"))
    with time_machine.travel(timezone.now(), tick=False):
        code = app_code(client.session[SECRET_SESSION_KEY])
        return client.post(reverse("mfa_activate_totp"), {"code": code})


def letters():
    do_waiting_work()
    return [(letter.subject, letter.body) for letter in mail.outbox]


def test_a_changed_password_is_told_with_when_and_from_where(inside):
    change_password(inside)
    ((subject, body),) = letters()
    assert subject == "Your password was changed"
    assert "(Africa/Lusaka)" in body
    assert "Firefox on Windows, 198.51.100.4" in body
    assert re.search(r"https?://\S+/en/account/password/reset/", body)


def test_each_step_of_the_second_step_is_told_once(inside):
    set_up_app(inside)
    inside.post(reverse("mfa_generate_recovery_codes"))
    inside.post(reverse("mfa_deactivate_totp"))
    assert [subject for subject, _body in letters()] == [
        "The second step is in use",
        "You have new recovery codes",
        "The second step is not in use any more",
    ]


def test_a_password_chosen_by_the_link_is_told(odette):
    Client().post(reverse("account_reset_password"), {"email": odette.email})
    ((_subject, body),) = letters()
    client = Client()
    form = client.get(re.search(r"https?://[^/\s]+(/\S+)", body)[1], follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    assert [subject for subject, _body in letters()] == [
        "Choose a new password",
        "Your password was changed",
    ]


def test_what_one_reads_after_each_step_is_in_our_words(inside):
    page = inside.get(change_password(inside)["Location"]).content.decode()
    assert "Your password is changed. You are signed out everywhere else." in page
    assert "Successfully" not in page


def test_no_mail_no_change(inside, odette, monkeypatch):
    """A fault in writing the mail takes the change with it."""

    def fail(**_words):
        raise RuntimeError("the outbox is full")

    monkeypatch.setattr("people.account.emails.post", fail)
    inside.raise_request_exception = False
    assert change_password(inside).status_code == 500
    assert Person.objects.get(pk=odette.pk).check_password(PASSWORD)


def test_in_french(inside, odette):
    odette.language = "fr"
    odette.save()
    change_password(inside)
    ((subject, body),) = letters()
    assert subject == "Votre mot de passe a été changé"
    assert "/fr/account/password/reset/" in body
