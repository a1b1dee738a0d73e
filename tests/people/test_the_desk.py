"""A person's desk: one list of what waits, and the way to the own lists."""

import pytest
from django.urls import reverse

from learning.actions import send_for_approval
from tests.factories import library_in, make_cast, make_draft, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def desk_of(person):
    return sign_in(person).get(reverse("desk")).content.decode()


def test_it_names_the_person_the_post_and_the_own_lists(cast):
    html = desk_of(cast.odette)
    for words in ("Odette Marsh", "Head of waste collection", "Ferry Landing"):
        assert words in html
    for name in ("drafts", "shelf"):
        assert reverse(name) in html


def test_a_draft_waits_for_its_author_until_it_is_sent_then_for_the_editors(cast):
    draft = make_draft(library_in("en", cast.lake), cast.odette, title="Carts by plan")
    assert "Carts by plan" in desk_of(cast.odette)
    assert "Carts by plan" not in desk_of(cast.lena)
    send_for_approval(by=cast.odette, item=draft)
    assert "Carts by plan" not in desk_of(cast.odette)
    html = desk_of(cast.lena)
    assert "Carts by plan" in html
    assert reverse("wagtailadmin_pages:edit", args=[draft.pk]) in html
    assert "Carts by plan" not in desk_of(cast.yara)
    assert "Carts by plan" not in desk_of(cast.petra)


def test_a_visitor_has_none(client):
    answer = client.get(reverse("desk"))
    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]
