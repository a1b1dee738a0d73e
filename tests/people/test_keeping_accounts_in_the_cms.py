"""Administrators shut accounts in the CMS; nobody is made, changed or deleted there."""

import pytest
from django.urls import reverse

from people.models import AuditEntry, ClosedGroup, Person
from tests.factories import make_cast, sign_in
from tests.standing import standing

pytestmark = pytest.mark.django_db


cast = standing(make_cast)


@pytest.fixture
def simon(cast):
    return sign_in(cast.simon)


def door(name, *args):
    return reverse(f"wagtailusers_users:{name}", args=args)


def test_d08_an_administrator_deletes_nobody_there(cast, simon):
    bulk = [
        f"/cms/bulk/people/person/{action}/?id={cast.odette.pk}"
        for action in ("delete", "assign_role", "set_active_state")
    ]
    for address in (door("delete", cast.odette.pk), door("usage", cast.odette.pk), *bulk):
        assert simon.get(address).status_code == 404, address
        assert simon.post(address, {"role": 1, "mark_as_active": ""}).status_code == 404, address
    cast.odette.refresh_from_db()
    assert cast.odette.is_active


def test_r12_an_administrator_gives_no_right_there_past_the_second_person(cast, simon):
    words = {
        "is_superuser": "on",
        "is_active": "on",
        "groups": [group.pk for group in cast.lena.groups.all()],
        "email": "another@towns.example",
        "name": "Another",
        "password1": "plain lake water 8",
        "password2": "plain lake water 8",
    }
    password = cast.odette.password
    simon.post(door("edit", cast.odette.pk), words)
    cast.odette.refresh_from_db()
    kept = (cast.odette.is_superuser, cast.odette.name, cast.odette.email, cast.odette.password)
    assert kept == (False, "Odette Marsh", "odette-marsh@towns.example", password)
    assert not cast.odette.groups.exists()
    assert simon.post(door("add"), words).status_code == 404
    group = cast.lena.groups.get()
    for address in ("/cms/groups/", "/cms/groups/new/", f"/cms/groups/edit/{group.pk}/"):
        assert simon.get(address).status_code == 404


def test_s08_an_account_that_is_shut_loses_its_sessions_and_both_acts_are_noted(cast, simon):
    odette = sign_in(cast.odette)
    assert odette.get(reverse("desk")).status_code == 200
    assert simon.post(door("edit", cast.odette.pk), {}).status_code == 302
    assert odette.get(reverse("desk")).status_code == 302
    assert simon.post(door("edit", cast.odette.pk), {"is_active": "on"}).status_code == 302
    entries = AuditEntry.objects.filter(person=cast.odette, by=cast.simon)
    acts = list(entries.order_by("pk").values_list("act", flat=True))
    assert acts == ["people.account-shut", "people.account-opened"]


def test_nobody_shuts_the_own_account(cast, simon):
    simon.post(door("edit", cast.simon.pk), {})
    assert Person.objects.get(pk=cast.simon.pk).is_active


def test_the_list_names_persons_and_neither_shows_nor_finds_nor_orders_addresses(cast, simon):
    listed = simon.get(door("index")).content.decode()
    assert "Odette Marsh" in listed
    assert "odette-marsh@" not in listed
    for query in ({"q": "odette-marsh"}, {"q": "towns.example"}):
        assert "Odette Marsh" not in simon.get(door("index_results"), query).content.decode()
    assert "Odette Marsh" in simon.get(door("index_results"), {"q": "odette m"}).content.decode()
    names = [person.name for person in Person.objects.order_by("pk")]
    for key in ("email", "-email"):
        html = simon.get(door("index_results"), {"ordering": key}).content.decode()
        assert sorted(names, key=html.index) == names
    for name in ("edit", "history"):
        page = simon.get(door(name, cast.odette.pk))
        assert page.status_code == 200
        assert "odette-marsh@" not in page.content.decode()


def test_l38_the_programme_keeps_its_own_groups_and_learns_of_no_other(cast):
    petra = sign_in(cast.petra)
    own = ClosedGroup.objects.create(name="Reviewers")
    foreign = ClosedGroup.objects.create(name="Heron circle", association=cast.lake)
    place = "/cms/snippets/people/closedgroup"
    listed = petra.get(f"{place}/").content.decode()
    assert "Reviewers" in listed
    assert "Heron" not in listed
    assert petra.get(f"{place}/edit/{own.pk}/").status_code == 200
    for browser in (petra, sign_in(cast.simon)):
        for door_of in ("edit", "delete", "history", "usage"):
            address = f"{place}/{door_of}/{foreign.pk}/"
            for answer in (browser.get(address), browser.post(address, {"name": "Mine"})):
                assert answer.status_code == 404, address
                assert "Heron" not in answer.content.decode()
        bulk = f"/cms/bulk/people/closedgroup/delete/?id={own.pk}"
        assert browser.post(bulk).status_code == 404
    words = {"name": "Reviewers", "association": cast.lake.pk, "members": [cast.petra.pk]}
    petra.post(f"{place}/edit/{own.pk}/", words)
    assert ClosedGroup.objects.get(pk=own.pk).association is None
    foreign.refresh_from_db()
    assert foreign.name == "Heron circle"


def test_u06_the_cms_takes_no_picture_of_a_person(cast):
    lena = sign_in(cast.lena)
    assert 'type="file"' not in lena.get(reverse("wagtailadmin_account")).content.decode()
