"""The page of preferences: one choice for each kind, and what cannot be turned off."""

import pytest
from django.core import mail

from notices.actions import tell
from notices.models import Notice, Preference
from tests.factories import do_waiting_work, sign_in
from tests.notices.kinds import CARTS, KINDS, NEWS

pytestmark = pytest.mark.django_db

ADDRESS = "/en/notices/preferences/"
DEFAULTS = {kind.key: str(kind.default) for kind in KINDS if not kind.is_required}


def test_each_kind_says_what_makes_it_come_and_how_often_it_does(cast):
    answer = sign_in(cast.odette).get(ADDRESS)
    html = answer.content.decode()
    for kind in KINDS:
        assert kind.label in html
        assert kind.sentence in html
    assert set(answer.context["form"].fields) == set(DEFAULTS)
    assert {name: field.initial for name, field in answer.context["form"].fields.items()} == (
        DEFAULTS
    )


def test_only_what_differs_from_the_default_is_kept(cast):
    browser = sign_in(cast.odette)
    answer = browser.post(ADDRESS, {**DEFAULTS, "carts": "weekly"}, follow=True)
    assert "Kept." in answer.content.decode()
    assert Preference.objects.get().frequency == "weekly"
    assert answer.context["form"].fields["carts"].initial == "weekly"
    browser.post(ADDRESS, DEFAULTS)
    assert not Preference.objects.exists()


def test_a_choice_that_is_none_changes_nothing_and_says_so(cast):
    answer = sign_in(cast.odette).post(ADDRESS, {**DEFAULTS, "carts": "hourly", "news": "never"})
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"carts"}
    assert not Preference.objects.exists()


def test_p06_what_is_required_and_what_is_not_there_is_not_taken(cast):
    sign_in(cast.odette).post(ADDRESS, {**DEFAULTS, "password": "never", "other": "never"})
    assert not Preference.objects.exists()


def test_what_waits_for_the_morning_is_not_sent_after_never(cast):
    tell(NEWS, [cast.odette], once="1")
    sign_in(cast.odette).post(ADDRESS, {**DEFAULTS, "news": "never"})
    assert Notice.objects.get().frequency == "never"


def test_mail_that_is_queued_is_not_sent_after_never(cast):
    tell(CARTS, [cast.odette, cast.lena], once="1")
    sign_in(cast.odette).post(ADDRESS, {**DEFAULTS, "carts": "never"})
    do_waiting_work()
    assert [letter.to for letter in mail.outbox] == [[cast.lena.email]]
