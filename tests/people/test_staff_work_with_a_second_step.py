"""Whatever a role of staff opens on the site opens after the second step, like the CMS."""

import pytest
from django.urls import reverse

from people.models import Invitation, Newsletter
from tests.factories import make_cast, make_contact, sign_in
from tests.standing import standing

pytestmark = pytest.mark.django_db


cast = standing(make_cast)


def doors_of_staff(cast):
    lake, town = cast.lake.pk, cast.ferry_landing.pk
    return [
        *(reverse(name) for name in ("invitations", "join_requests", "audit_log")),
        *(reverse(name, args=[town]) for name in ("invite", "invite_list", "mail_domains")),
        *(reverse(name, args=[town]) for name in ("invite_list_send", "organisation_confirm")),
        *(reverse(name, args=[town]) for name in ("organisation_edit", "people_of")),
        reverse("benefits", args=[town, 2025]),
        *(reverse(name, args=[lake]) for name in ("publish", "newsletters", "space_settings")),
        *(reverse(name, args=[lake]) for name in ("keep_members", "keep_groups", "space_waiting")),
    ]


@pytest.mark.parametrize("who", ["lena", "petra", "simon"])
def test_without_it_staff_are_led_to_set_it_up(cast, who):
    browser = sign_in(getattr(cast, who), with_second_factor=False)
    for address in doors_of_staff(cast):
        for answer in (browser.get(address), browser.post(address)):
            if answer.status_code != 405:
                assert answer.headers.get("Location") == reverse("mfa_activate_totp"), address


def test_without_it_a_stolen_password_invites_nobody_and_sends_nothing(cast):
    browser = sign_in(cast.lena, with_second_factor=False)
    words = {
        "name": "Ines Vale",
        "email": "ines@elsewhere.example",
        "post": "Clerk",
        "level": "specialist",
        "language": "en",
        "role": "association-editor",
    }
    browser.post(reverse("invite", args=[cast.lake.pk]), words)
    browser.post(reverse("publish", args=[cast.lake.pk]), {"then": "send", "subject": "Read me"})
    assert not Invitation.objects.exists()
    assert not Newsletter.objects.exists()


def test_who_is_no_staff_needs_none(cast):
    make_contact(cast.odette, cast.ferry_landing)
    browser = sign_in(cast.odette)
    town = cast.ferry_landing.pk
    for name in ("invite", "people_of", "organisation_edit", "mail_domains"):
        assert browser.get(reverse(name, args=[town])).status_code == 200
