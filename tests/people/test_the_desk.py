"""A person's desk: one list of what waits, and the way to the own lists."""

import datetime
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learning.actions import send_for_approval
from learning.models import ShelfEntry
from pages.desk import lines_of
from pages.registries import DeskLine, DeskPart, desk_lines
from people.arranging import desk_of as desk_of_registries
from tests.factories import (
    library_in,
    make_article,
    make_booked_session,
    make_draft,
    make_offer,
    make_pair,
    make_request,
    sign_in,
)

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


def day(number):
    return timezone.localdate() + datetime.timedelta(days=number)


def line(number, title="x"):
    return DeskLine(title=title, url="/", verb="y", due_on=None if number is None else day(number))


def test_what_waits_stands_under_when_it_is_due(cast, monkeypatch):
    days = (None, 8, 7, 1, 0, -1, -40)
    monkeypatch.setattr(desk_lines, "_entries", [lambda person: map(line, days)])
    groups = desk_of_registries(cast.odette)["waiting"]
    assert [(group.key, len(group.lines)) for group in groups] == [
        ("late", 2),
        ("today", 1),
        ("week", 2),
        ("later", 1),
        ("undated", 1),
    ]
    html = desk_of(cast.odette)
    assert "Late: 2. For today: 1." in html
    assert html.index('id="late"') < html.index('id="today"') < html.index('id="undated"')
    assert html.count("button is-second") == len(days) - 1


def test_what_has_no_day_keeps_the_order_of_its_room(cast, monkeypatch):
    titles = ["Oldest", "Newer", "And 5 more"]
    room = [line(None, title=title) for title in titles]
    monkeypatch.setattr(desk_lines, "_entries", [lambda person: room])
    (group,) = desk_of_registries(cast.odette)["waiting"]
    assert [one.title for one in group.lines] == titles


def test_twenty_of_a_kind_are_shown_and_then_how_many_more(cast, monkeypatch):
    asked = list(range(25))
    shown = list(lines_of(asked, lambda number: line(number, title=f"no {number}"), all_at="/all/"))
    assert [one.title for one in shown[:20]] == [f"no {number}" for number in range(20)]
    assert [(one.title, one.url, one.due_on) for one in shown[20:]] == [
        ("And 5 more", "/all/", day(20))
    ]
    assert len(list(lines_of(asked[:20], line, all_at="/all/"))) == 20


def drafts_of(cast, numbers):
    for number in numbers:
        make_draft(
            library_in("en", cast.lake), cast.odette, title=f"Carts {number}", slug=f"c{number}"
        )


def test_a_desk_asks_the_database_as_often_for_twenty_lines_as_for_one(cast):
    client = sign_in(cast.odette)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("desk"))
        return len(asked)

    drafts_of(cast, [1])
    cost()
    with_one = cost()
    drafts_of(cast, range(2, 21))
    assert cost() == with_one
    assert "Carts 20" in desk_of(cast.odette)
    drafts_of(cast, [21, 22])
    assert "And 2 more" in desk_of(cast.odette)


def starts_of(person):
    """Where an empty desk leads, each address once opened by the person."""
    client = sign_in(person)
    html = client.get(reverse("desk")).content.decode()
    assert "Nothing waits for you" in html
    links = re.findall(r'<li>\s*<a href="([^"]+)">([^<]+)</a>\s*<p', html)
    for address, _label in links:
        assert client.get(unescape(address)).status_code == 200, address
    return [unescape(label) for _address, label in links]


def test_an_empty_desk_leads_an_officer_to_what_they_have_not_done(cast):
    labels = starts_of(cast.odette)
    assert labels == [
        "Say who you are",
        "Find how another town did it",
        "Keep a manual for later",
        "Tell what your town tried",
        "Ask colleagues",
        "Find a mentor",
        "Say what you can help with",
    ]
    cast.odette.about = "I look after carts."
    cast.odette.save()
    ShelfEntry.objects.create(person=cast.odette, item=make_article())
    make_offer(cast.odette)
    assert starts_of(cast.odette) == [
        "Find how another town did it",
        "Tell what your town tried",
        "Ask colleagues",
        "Find a mentor",
        "Keep your offer up to date",
    ]
    make_request(cast.odette, make_offer(cast.petra), state="withdrawn", settled_at=timezone.now())
    assert "Find a mentor" not in starts_of(cast.odette)


def test_who_is_coached_is_led_to_a_first_session_until_a_time_is_proposed(cast):
    pair = make_pair(mentee=cast.odette)
    assert "Find a time for your first session" in desk_of(cast.odette)
    assert reverse("propose_times", args=[pair.pk]) in desk_of(cast.odette)
    make_booked_session(pair)
    assert "Find a time for your first session" not in desk_of(cast.odette)


def test_a_mentor_whose_offer_rests_or_whose_pair_has_no_session_is_led_there(cast):
    offer = make_offer(cast.odette, state="paused", paused_until=day(9))
    assert "Open your offer again" in starts_of(cast.odette)
    offer.state, offer.paused_until = "open", None
    offer.save()
    make_pair(mentor=cast.odette)
    assert "Offer three times" in starts_of(cast.odette)


def test_editors_of_an_association_and_of_the_programme_have_starts_of_their_own(cast):
    assert "Publish to members" in starts_of(cast.lena)
    programme = starts_of(cast.petra)
    for label in ("See the reports that are due", "Look at the calls", "Draft a country plan"):
        assert label in programme
        assert label not in starts_of(cast.odette)


def test_own_lists_are_folded_by_the_part_of_the_site(cast):
    html = desk_of(cast.odette)
    headings = re.findall(r"<summary>([^<]+)</summary>", html.partition('id="yours"')[2])
    assert [unescape(heading) for heading in headings] == [part.label for part in DeskPart]


def test_pages_that_say_no_lead_to_the_desk_or_to_the_door(cast, client):
    assert reverse("account_login") in client.get("/en/nowhere/").content.decode()
    html = sign_in(cast.odette).get("/en/nowhere/").content.decode().partition("<main")[2]
    assert reverse("desk") in html


def test_only_what_was_due_before_today_is_late():
    today = timezone.localdate()
    for days, is_late in ((-1, True), (0, False), (1, False)):
        line = DeskLine(title="x", url="/", verb="y", due_on=today + datetime.timedelta(days=days))
        assert line.is_late is is_late
    assert not DeskLine(title="x", url="/", verb="y").is_late
