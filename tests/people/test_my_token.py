"""A person's token for programs: made, shown once, good for a year, taken back at any time."""

import datetime
import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from people.account.api_token import make_api_token, person_behind
from people.models import ApiToken, AuditEntry, PrivateToken
from tests.factories import PASSWORD, do_waiting_work, sign_in
from tests.people.test_choosing_a_new_password import NEW, choose, link_for

pytestmark = pytest.mark.django_db


def test_a_new_token_ends_the_old_one_and_taking_back_ends_both(cast):
    odette = sign_in(cast.odette)
    old = make_api_token(by=cast.odette)
    assert person_behind(old) == cast.odette
    said = odette.post(reverse("my_api_token"), {"then": "make"}).content.decode()
    assert "This is your token. It is shown only now." in said
    token = re.search(r'dir="ltr">([\w-]{43})<', said)[1]
    assert person_behind(old) is None
    assert person_behind(token) == cast.odette
    assert ApiToken.objects.get().token_hash not in said
    page = odette.get(reverse("my_api_token")).content.decode()
    assert token not in page
    assert "You made a token on" in page
    odette.post(reverse("my_api_token"), {"then": "take-back"})
    assert person_behind(token) is None
    acts = list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))
    assert acts[-3:] == ["people.token-made", "people.token-made", "people.token-taken-back"]


def test_a_new_token_is_told_by_mail_and_only_its_button_makes_one(cast):
    odette = sign_in(cast.odette)
    assert odette.post(reverse("my_api_token")).status_code == 400
    assert not ApiToken.objects.exists()
    odette.post(reverse("my_api_token"), {"then": "make"})
    do_waiting_work()
    assert "A token was made" in mail.outbox[-1].body


def test_s08_a_new_password_and_ending_other_sessions_end_the_token(cast):
    odette = sign_in(cast.odette)
    token = make_api_token(by=cast.odette)
    odette.post(reverse("my_sessions"))
    assert person_behind(token) is None
    token = make_api_token(by=cast.odette)
    words = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert odette.post(reverse("account_change_password"), words).status_code == 302
    assert person_behind(token) is None
    token = make_api_token(by=cast.odette)
    choose(link_for(cast.odette), "nine other plain words")
    assert person_behind(token) is None


def test_s08_an_account_that_is_closed_has_no_token(cast):
    token = make_api_token(by=cast.odette)
    cast.odette.is_active = False
    cast.odette.save()
    assert person_behind(token) is None


def test_a_token_is_good_for_a_year(cast):
    token = make_api_token(by=cast.odette)
    ApiToken.objects.update(made_at=timezone.now() - datetime.timedelta(days=366))
    assert person_behind(token) is None


def test_staff_without_the_second_step_have_no_token(cast):
    petra = sign_in(cast.petra, with_second_factor=False)
    assert petra.get(reverse("my_api_token"))["Location"].endswith(reverse("mfa_activate_totp"))
    token = make_api_token(by=cast.petra)
    assert person_behind(token) is None
    sign_in(cast.petra)
    assert person_behind(token) == cast.petra


def test_the_database_does_not_hold_the_token(cast):
    token = make_api_token(by=cast.odette)
    row = ApiToken.objects.values_list("token_hash", flat=True).get()
    assert token not in row
    assert len(row) == 64
    assert person_behind(row) is None


def test_p18_nothing_is_made_by_opening_the_page(cast):
    sign_in(cast.odette).get(reverse("my_api_token"), {"then": "make"})
    assert not ApiToken.objects.exists()


def test_the_account_leads_to_it(cast):
    assert (
        reverse("my_api_token") in sign_in(cast.odette).get(reverse("my_account")).content.decode()
    )


@pytest.mark.parametrize("kind", PrivateToken.__subclasses__())
def test_s08_a_new_password_ends_every_token_and_private_address(cast, kind):
    kind.renew(cast.odette)
    kind.renew(cast.bruno)
    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert sign_in(cast.odette).post(reverse("account_change_password"), sent).status_code == 302
    assert list(kind.objects.values_list("person", flat=True)) == [cast.bruno.pk]
