"""Editors see what was sought in vain, which translations are wanted, and what nobody confirmed."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learning.models import ArticlePage, LibraryItem
from learning.wanted.querysets import Wanted
from pages.audiences import set_audience
from people.models import ClosedGroup, ReadingCount
from search.gaps import views
from search.gaps.desk import duties
from search.models import SettledGap, VainQuery
from tests.factories import library_in, make_page, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def words_of_no_other_test(db):
    """What other tests sought in vain, and a worker of theirs has counted, is not asked about."""
    VainQuery.objects.all().delete()


TODAY = timezone.localdate()


def sought(words, times=7, language="en"):
    return VainQuery.objects.create(words=words, language=language, times=times, last_on=TODAY)


def words_seen_by(person):
    page = sign_in(person).get(reverse("gaps"))
    return [one["row"].words for one in page.context["gaps"]]


def stale_item(library, title, readings=0, town=None, **fields):
    fields.setdefault("review_by", TODAY - datetime.timedelta(days=3))
    page = make_page(ArticlePage, library, title=title, **fields)
    if readings:
        ReadingCount.objects.create(
            page=page, organisation=town, month=TODAY.replace(day=1), readings=readings
        )
    return page


def stale_seen_by(person):
    return sign_in(person).get(reverse("gaps")).context["stale"]


# -- Searches without a result ---------------------------------------------------------------------


def test_editors_see_what_was_sought_in_vain_most_first(cast):
    sought("leech farming", 5)
    sought("roof tax", 9)
    sought("somebody by name", 4)
    assert words_seen_by(cast.petra) == ["roof tax", "leech farming", "somebody by name"]
    # What was sought a few times may be a slip of somebody's hand.
    assert words_seen_by(cast.lena) == ["roof tax", "leech farming"]
    assert "Searched 9 times" in sign_in(cast.lena).get(reverse("gaps")).text


def test_nobody_else_sees_the_page(cast):
    gap = sought("roof tax")
    for client in (sign_in(cast.odette), Client()):
        assert client.get(reverse("gaps")).status_code in (302, 404)
        for name in ("gap_write", "gap_done"):
            answer = client.post(reverse(name, args=[gap.pk]), {"times": "3"})
            assert answer.status_code in (302, 404)
    assert not SettledGap.objects.exists()
    assert not LibraryItem.objects.filter(owner=cast.odette).exists()
    assert not list(duties(cast.odette))
    assert [one.url for one in duties(cast.lena)] == [reverse("gaps")]


def test_an_association_s_editor_does_not_reach_what_they_are_not_shown(cast):
    gap = sought("somebody by name", 4)
    client = sign_in(cast.lena)
    for name in ("gap_write", "gap_done"):
        assert client.post(reverse(name, args=[gap.pk]), {"times": "1"}).status_code == 404


def test_one_begins_a_text_under_these_words(cast):
    gap = sought("la taxe sur les toits", language="fr")
    client = sign_in(cast.lena)
    first = client.post(reverse("gap_write", args=[gap.pk]))
    # A double click is one draft.
    second = client.post(reverse("gap_write", args=[gap.pk]))
    (draft,) = LibraryItem.objects.filter(owner=cast.lena)
    assert first.url == second.url == reverse("draft", args=[draft.pk])
    assert (draft.draft_title, draft.language, draft.live) == ("La taxe sur les toits", "fr", False)
    assert client.get(first.url).status_code == 200
    draft.get_latest_revision_as_object().save_revision().publish()
    published = LibraryItem.objects.get(pk=draft.pk)
    assert client.post(reverse("gap_write", args=[gap.pk])).url == published.address


def test_what_is_done_goes_and_comes_back_when_sought_again(cast):
    gap = sought("roof tax", 7)
    client = sign_in(cast.lena)
    client.post(reverse("gap_done", args=[gap.pk]), {"times": "7"})
    settled = SettledGap.objects.get()
    assert (settled.by, settled.times) == (cast.lena, 7)
    assert words_seen_by(cast.petra) == words_seen_by(cast.lena) == []
    VainQuery.objects.update(times=8)
    assert words_seen_by(cast.lena) == ["roof tax"]
    sign_in(cast.petra).post(reverse("gap_done", args=[gap.pk]), {"times": "8"})
    assert SettledGap.objects.get().by == cast.petra
    assert words_seen_by(cast.lena) == []


def test_what_was_sought_while_one_looked_is_not_done(cast):
    gap = sought("roof tax", 8)
    sign_in(cast.lena).post(reverse("gap_done", args=[gap.pk]), {"times": "7"})
    assert words_seen_by(cast.lena) == ["roof tax"]
    # Nor is what has not been sought yet.
    sign_in(cast.lena).post(reverse("gap_done", args=[gap.pk]), {"times": "999"})
    assert SettledGap.objects.get().times == 8


def test_a_number_that_is_none_is_refused(cast):
    gap = sought("roof tax")
    answer = sign_in(cast.lena).post(reverse("gap_done", args=[gap.pk]), {"times": "x"})
    assert answer.status_code == 400


# -- Wanted translations ---------------------------------------------------------------------------


def test_wanted_translations_stand_with_where_to_begin_them(cast, monkeypatch):
    wanted = Wanted("Night rounds", "/en/library/night-rounds/", "fr", 4, TODAY, "/translate/7/")
    monkeypatch.setattr(views, "wanted_translations", lambda person: [wanted])
    page = sign_in(cast.lena).get(reverse("gaps")).text
    assert "Into <bdi>Français" in page
    assert "4 readers asked" in page
    assert 'href="/translate/7/"' in page


# -- Read, and not confirmed -----------------------------------------------------------------------


def test_the_most_read_of_ones_own_stands_first_with_one_next_step(cast):
    shelf, town = library_in("en", cast.lake), cast.ferry_landing
    stale_item(shelf, "Read now and then", 7, town)
    stale_item(shelf, "Read by hardly anybody", 4, town)
    stale_item(shelf, "Read a lot", 40, town, contact_post="Head of rounds")
    stale_item(shelf, "Still right", 90, town, review_by=TODAY + datetime.timedelta(days=9))
    stale_item(library_in("en", cast.hill), "Of another", 80, town)
    found = stale_seen_by(cast.lena)
    assert [(one.title, one.readings) for one in found] == [
        ("Read a lot", 40),
        ("Read now and then", 7),
        ("Read by hardly anybody", None),
    ]
    assert [one.asks_contact for one in found] == [True, False, False]
    client = sign_in(cast.lena)
    for one in found:
        assert client.get(one.step_url).status_code == 200
    text = client.get(reverse("gaps")).text
    assert "fewer than five readings" in text
    assert "Of another" not in text


def test_numbers_that_are_not_told_order_nothing(cast):
    shelf, town = library_in("en", cast.lake), cast.ferry_landing
    first = stale_item(shelf, "Older", 1, town)
    stale_item(shelf, "Newer", 4, town)
    LibraryItem.objects.filter(pk=first.pk).update(listed_at=timezone.now().replace(year=2020))
    assert [one.title for one in stale_seen_by(cast.lena)] == ["Older", "Newer"]


def test_readings_of_years_ago_are_not_counted(cast):
    page = stale_item(library_in("en", cast.lake), "Read long ago")
    ReadingCount.objects.create(
        page=page, organisation=cast.ferry_landing, month=datetime.date(2020, 5, 1), readings=70
    )
    assert [one.readings for one in stale_seen_by(cast.lena)] == [None]


def test_what_was_confirmed_long_ago_or_never_is_stale_without_a_day(cast):
    shelf = library_in("en", cast.lake)
    long_ago = TODAY - datetime.timedelta(days=900)
    stale_item(shelf, "Confirmed long ago", review_by=None, confirmed_on=long_ago)
    stale_item(shelf, "Confirmed lately", review_by=None, confirmed_on=TODAY)
    never = stale_item(shelf, "Never confirmed", review_by=None)
    stale_item(shelf, "New", review_by=None)
    LibraryItem.objects.filter(pk=never.pk).update(listed_at=timezone.now().replace(year=2020))
    assert {one.title for one in stale_seen_by(cast.lena)} == {
        "Confirmed long ago",
        "Never confirmed",
    }


def test_what_is_closed_to_an_editor_is_not_named(cast):
    page = stale_item(library_in("en"), "Closed to the programme")
    assert [one.title for one in stale_seen_by(cast.petra)] == ["Closed to the programme"]
    circle = ClosedGroup.objects.create(name="A circle")
    set_audience(page.translation_key, f"group:{circle.pk}")
    petra = type(cast.petra).objects.get(pk=cast.petra.pk)
    assert stale_seen_by(petra) == []


def test_one_and_twenty_cost_the_same(cast):
    client = sign_in(cast.lena)
    shelf = library_in("en", cast.lake)
    counted = []
    for number in range(20):
        sought(f"words {number}")
        stale_item(shelf, f"Stale {number}", 6, cast.ferry_landing)
        if number in (0, 19):
            client.get(reverse("gaps"))
            with CaptureQueriesContext(connection) as queries:
                assert client.get(reverse("gaps")).status_code == 200
            counted.append(len(queries))
    assert counted[0] == counted[1]
