"""An association's space: its head, its lists, and who finds what in it."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.actions import make_association_shelf
from learning.models import LibraryPage
from pages.audiences import set_audience
from people.models import AssociationMembership, NewsIndexPage
from people.space.making import make_association_space
from tests.factories import (
    AssociationFactory,
    OrganisationFactory,
    library_in,
    make_article,
    make_event,
    make_news,
    sign_in,
    space_in,
)

pytestmark = pytest.mark.django_db


def words(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_every_page_of_a_space_bears_its_head(client):
    lake = AssociationFactory(name="Association of Lake Towns")
    home = space_in(lake)
    make_association_shelf(lake, ["en"])
    news, event = make_news(lake, title="A letter"), make_event(lake, title="A day")
    article = make_article(library_in(association=lake), title="On carts")
    parts = list(home.get_children().values_list("our_address__address", flat=True))
    addresses = [home.address, *parts, news.address, event.address, article.address]
    for address in [*addresses, reverse("association_members", args=[lake.pk])]:
        said = words(client, address)
        assert '<section class="house" aria-label="Association of Lake Towns">' in said, address
        for label in ("Home", "News", "Our shelf", "Events", "Documents", "Members"):
            assert f">{label}</a>" in said, (address, label)
    assert "house" not in words(client, "/en/library/")


def test_the_colour_is_one_rule_in_a_sheet_of_its_own(client):
    lake = AssociationFactory()
    home = space_in(lake)
    sheet = reverse("colour", args=[lake.pk])
    assert client.get(sheet).status_code == 404
    assert sheet not in words(client, home.address)
    lake.space_settings.colour = "#1d5f8a"
    lake.space_settings.save()
    make_news(lake)
    assert sheet in words(client, home.address)
    answer = client.get(sheet)
    assert answer["Content-Type"] == "text/css"
    assert answer.content.decode() == ".house { --own: #1d5f8a; }\n"
    assert "style=" not in words(client, home.address)


def test_the_head_names_no_part_that_is_closed_to_the_reader(cast):
    home = space_in(cast.lake)
    documents = home.get_children().get(slug="documents")
    set_audience(documents.translation_key, f"association:{cast.lake.pk}")
    assert ">Documents</a>" not in words(Client(), home.address)
    assert ">Documents</a>" not in words(sign_in(cast.bruno), home.address)
    assert ">Documents</a>" in words(sign_in(cast.odette), home.address)


def test_news_for_members_is_news_for_members_only(cast):
    home = space_in(cast.lake)
    make_news(cast.lake, title="Open heron")
    closed = make_news(
        cast.lake, title="Closed egret", audience=f"association:{cast.lake.pk}", slug="x"
    )
    index = home.get_children().get(slug="news").specific.address
    for address in (home.address, index):
        for reader in (Client(), sign_in(cast.bruno)):
            said = words(reader, address)
            assert "Open heron" in said
            assert "Closed egret" not in said
        assert "Closed egret" in words(sign_in(cast.odette), address)
    assert Client().get(closed.address).status_code == 404


@pytest.mark.parametrize("make", [make_news, make_event])
def test_an_entry_is_promoted_upward_at_the_same_address(cast, make):
    page = make(cast.lake, title="The circular", audience=f"association:{cast.lake.pk}")
    address = page.address
    readers = {"visitor": Client(), "Bruno": sign_in(cast.bruno), "Odette": sign_in(cast.odette)}

    def can_read():
        return [name for name, client in readers.items() if client.get(address).status_code == 200]

    assert can_read() == ["Odette"]
    set_audience(page.translation_key, "signed-in")
    assert can_read() == ["Bruno", "Odette"]
    set_audience(page.translation_key, "public")
    assert can_read() == ["visitor", "Bruno", "Odette"]
    page.refresh_from_db()
    assert page.address == address


def test_a_long_list_of_news_is_read_on_from_its_last_line(client):
    lake = AssociationFactory()
    parent = space_in(lake).get_children().get(slug="news").specific
    for number in range(25):
        make_news(lake, title=f"News {number:02}")
    first = words(client, parent.address)
    assert "News 24" in first
    assert "News 04" not in first
    last = next(line.split('"')[1] for line in first.split("<a href=")[1:] if "after=" in line)
    second = words(client, last)
    assert all(f"News {number:02}" in second for number in range(5))
    assert "News 05" not in second
    assert client.get(f"{parent.address}?after=x").status_code == 400


def test_lists_of_a_space_cost_the_same_however_full(cast):
    home = space_in(cast.lake)
    odette = sign_in(cast.odette)
    addresses = [
        home.address,
        *home.get_children().values_list("our_address__address", flat=True),
        reverse("association_members", args=[cast.lake.pk]),
        reverse("associations"),
    ]

    def fill(number):
        for _ in range(number):
            make_news(cast.lake, audience=f"association:{cast.lake.pk}")
            make_event(cast.lake, audience=f"association:{cast.lake.pk}")
            AssociationMembership.objects.create(
                association=cast.lake,
                member=OrganisationFactory(),
                from_on=datetime.date(2020, 1, 1),
            )

    def cost(address):
        odette.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert odette.get(address).status_code == 200
        return len(queries)

    fill(1)
    few = {address: cost(address) for address in addresses}
    fill(12)
    assert {address: cost(address) for address in addresses} == few
    assert max(few.values()) <= 25


def test_the_list_of_members_is_of_those_of_today(client):
    lake = AssociationFactory()
    space_in(lake)
    for name, until_on in (("Old Ferry", datetime.date(2020, 1, 1)), ("High Quay", None)):
        AssociationMembership.objects.create(
            association=lake,
            member=OrganisationFactory(name=name),
            from_on=datetime.date(2019, 1, 1),
            until_on=until_on,
        )
    said = words(client, reverse("association_members", args=[lake.pk]))
    assert "High Quay" in said
    assert "Old Ferry" not in said
    assert "1 member today." in said


def test_a_long_list_of_members_misses_nobody_and_shows_nobody_twice(client):
    lake = AssociationFactory()
    space_in(lake)
    names = ["Quay"] * 60 + [f"Town {number:03}" for number in range(20)]
    for name in names:
        AssociationMembership.objects.create(
            association=lake,
            member=OrganisationFactory(name=name),
            from_on=datetime.date(2019, 1, 1),
        )
    first = client.get(reverse("association_members", args=[lake.pk]))
    second = client.get(first.context["next_url"])
    shown = [row.member_id for answer in (first, second) for row in answer.context["memberships"]]
    assert len(shown) == len(set(shown)) == 80
    assert second.context["next_url"] == ""


def test_a_space_is_made_in_the_languages_of_the_association_and_only_once():
    lake = AssociationFactory(name="Association of Lake Towns")
    assert len(make_association_space(lake, ["en", "ar"])) == 2
    make_association_shelf(lake)
    before = NewsIndexPage.objects.count(), LibraryPage.objects.count()
    make_association_space(lake)
    make_association_shelf(lake)
    assert (NewsIndexPage.objects.count(), LibraryPage.objects.count()) == before
    english, arabic = make_association_space(lake)
    assert english.translation_key == arabic.translation_key
    assert arabic.get_children().get(slug="news").title == "أخبار"


def test_an_association_whose_name_is_a_door_of_the_site_has_an_address_of_its_own(client):
    desk = AssociationFactory(name="Desk")
    home = space_in(desk)
    assert home.address == f"/en/desk-{desk.pk}/"
    assert client.get(home.address).status_code == 200


def test_a_shelf_of_before_there_were_spaces_moves_into_the_space():
    lake = AssociationFactory(name="Association of Lake Towns")
    main = library_in()
    old = LibraryPage(title="Lake Towns", slug="lake", association=lake, locale=main.locale)
    main.add_child(instance=old)
    article = make_article(old, title="On carts", slug="on-carts")
    (shelf,) = make_association_shelf(lake, ["en"])
    assert (shelf.pk, shelf.title) == (old.pk, "Lake Towns")
    article.refresh_from_db()
    assert article.address == "/en/association-of-lake-towns/lake/on-carts/"
    assert article.our_address.is_public
    assert Client().get(article.address).status_code == 200
