"""A person's desk: one list of what waits, and the way to the own lists."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from learning.actions import send_for_approval
from pages.registries import DeskLine
from tests.factories import library_in, make_draft, sign_in

pytestmark = pytest.mark.django_db


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


def test_a_button_says_what_one_does_there(cast):
    draft = make_draft(library_in("en", cast.lake), cast.odette, title="Carts by plan")
    assert 'Go on writing<span class="unseen">: Carts by plan</span>' in desk_of(cast.odette)
    send_for_approval(by=cast.odette, item=draft)
    assert 'Read and decide<span class="unseen">: Carts by plan</span>' in desk_of(cast.lena)


def test_what_one_looks_after_stands_apart_from_what_is_ones_own(cast):
    def parts(person):
        html = desk_of(person)
        return html.partition("You look after")[2].partition('id="yours"')

    kept, _, own = parts(cast.lena)
    for name in ("invitations", "audit_log", "wagtailadmin_home"):
        assert reverse(name) in kept
    assert reverse("shelf") in own
    assert parts(cast.odette) == ("", "", "")


def test_an_officer_finds_what_the_town_gave_and_received(cast):
    town = cast.odette.appointments.get().organisation
    address = reverse("benefits", args=[town.pk, timezone.now().year])
    assert address in desk_of(cast.odette)
    assert sign_in(cast.odette).get(address).status_code == 200
    assert "gave and received" not in desk_of(cast.lena)


def test_only_what_was_due_before_today_is_late():
    today = timezone.localdate()
    for days, is_late in ((-1, True), (0, False), (1, False)):
        line = DeskLine(title="x", url="/", due_on=today + datetime.timedelta(days=days))
        assert line.is_late is is_late
    assert not DeskLine(title="x", url="/").is_late
