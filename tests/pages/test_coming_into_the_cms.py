"""Who comes into the CMS, by which door, and which doors are shut for all."""

import pytest
from django.urls import reverse

from tests.factories import (
    sign_in,
)
from tests.pages.cms import (
    address_with,
    cms_patterns,
)
from tests.pages.foreign import own_id_for, said

pytestmark = pytest.mark.django_db


SHUT = [
    ("wagtailadmin_password_reset", []),
    ("wagtailadmin_pages:set_privacy", ["page"]),
    ("wagtailadmin_collections:set_privacy", ["collection"]),
    ("wagtailembeds:chooser", []),
    ("wagtailadmin_error_test", []),
]


@pytest.mark.parametrize(("name", "args"), SHUT)
def test_some_doors_are_shut_even_for_administrators(cast, client, own, name, args):
    ids = {"page": own.pk, "collection": cast.lake.role_group.collection_id}
    address = reverse(name, args=[ids[arg] for arg in args])
    for browser in (sign_in(cast.simon, with_second_factor=True), client):
        for method in (browser.get, browser.post):
            assert method(address).status_code == 404


def test_there_is_one_door_to_sign_in(cast, client):
    answer = client.post(reverse("wagtailadmin_login"), {"username": "x", "password": "y"})
    assert answer["Location"] == reverse("account_login")
    answer = client.get("/cms/")
    assert answer["Location"].startswith(reverse("account_login"))


def test_who_edits_nothing_does_not_get_in(cast, own):
    browser = sign_in(cast.odette, with_second_factor=True)
    for address in ("/cms/", reverse("wagtailadmin_pages:edit", args=[own.pk])):
        answer = browser.get(address)
        assert answer.status_code == 404
        assert "Lake matters" not in said(answer)


def test_without_a_second_factor_the_cms_stays_shut(cast, own, settings):
    browser = sign_in(cast.lena, with_second_factor=False)
    edit = reverse("wagtailadmin_pages:edit", args=[own.pk])
    answer = browser.get(edit)
    assert answer["Location"] == reverse("mfa_activate_totp")
    settings.PEERHALL_IS_DEMO = True
    assert browser.get(edit).status_code == 200


# Faults of Wagtail and wagtail-localize that are theirs: nothing of ours runs there.
LEFT_OUT = ("wagtail_localize:translations_report", "wagtailadmin_logout")


def test_no_door_breaks_under_an_administrators_hand(cast, own, foreign):
    simon = sign_in(cast.simon, with_second_factor=True)
    broken = []
    for name, pattern in cms_patterns():
        things = {**foreign.ids, "pk": own_id_for(name, foreign)}
        found = None if name.startswith(LEFT_OUT) else address_with(name, pattern, things)
        if found is not None and simon.get(found[0]).status_code >= 500:
            broken.append(name)
    assert broken == []
