"""An association's editors keep their own members, groups and settings, and nobody else's."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from people.models import AssociationMembership, AuditEntry, ClosedGroup
from tests.factories import (
    OrganisationFactory,
    PersonFactory,
    library_in,
    make_article,
    make_officer,
    sign_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lena(cast):
    return sign_in(cast.lena, with_second_factor=True)


def test_an_editor_finds_a_town_and_makes_it_a_member(cast, lena):
    town = OrganisationFactory(name="Reed Harbour")
    address = reverse("keep_members", args=[cast.lake.pk])
    assert "Reed Harbour" not in lena.get(address).content.decode()
    assert "Reed Harbour" in lena.get(address, {"q": "reed"}).content.decode()
    answer = lena.post(f"{address}?q=reed", {"member": town.pk, "from_on": "2026-01-01"})
    assert answer.status_code == 302
    membership = AssociationMembership.objects.get(member=town)
    assert (membership.association, str(membership.from_on)) == (cast.lake, "2026-01-01")
    entry = AuditEntry.objects.latest("pk")
    assert (entry.act, entry.by, entry.organisation) == (
        "people.member-added",
        cast.lena,
        cast.lake,
    )


def test_who_is_a_member_is_not_offered_again_and_a_bad_day_keeps_what_was_typed(cast, lena):
    address = reverse("keep_members", args=[cast.lake.pk])
    answer = lena.get(address, {"q": "ferry"})
    assert answer.context["form"] is None
    town = OrganisationFactory(name="Reed Harbour")
    answer = lena.post(f"{address}?q=reed", {"member": town.pk, "from_on": "the first"})
    assert answer.status_code == 200
    said = answer.content.decode()
    assert 'value="the first"' in said
    assert "Something needs mending" in said
    assert not AssociationMembership.objects.filter(member=town).exists()


def test_with_its_last_day_a_member_reads_what_others_read(cast, lena):
    closed = make_article(library_in(association=cast.lake), audience=f"association:{cast.lake.pk}")
    odette = sign_in(cast.odette)
    assert odette.get(closed.address).status_code == 200
    membership = AssociationMembership.objects.get(member=cast.ferry_landing)
    address = reverse("end_membership", args=[cast.lake.pk, membership.pk])
    early = lena.post(address, {"until_on": "2001-01-01"})
    assert "The membership began later." in early.content.decode()
    yesterday = datetime.datetime.now(tz=datetime.UTC).date() - datetime.timedelta(days=1)
    assert lena.post(address, {"until_on": yesterday.isoformat()}).status_code == 302
    assert odette.get(closed.address).status_code == 404
    assert AuditEntry.objects.latest("pk").act == "people.membership-ended"


def test_l28_no_editor_keeps_what_is_anothers(cast, lena):
    foreign = AssociationMembership.objects.get(association=cast.hill)
    group = ClosedGroup.objects.create(name="Hill circle", association=cast.hill)
    for address in (
        reverse("keep_members", args=[cast.hill.pk]),
        reverse("end_membership", args=[cast.hill.pk, foreign.pk]),
        reverse("end_membership", args=[cast.lake.pk, foreign.pk]),
        reverse("keep_groups", args=[cast.hill.pk]),
        reverse("keep_group", args=[cast.hill.pk, group.pk]),
        reverse("keep_group", args=[cast.lake.pk, group.pk]),
        reverse("space_settings", args=[cast.hill.pk]),
        reverse("space_waiting", args=[cast.hill.pk]),
    ):
        for method in (lena.get, lena.post):
            answer = method(address)
            assert answer.status_code in (404, 405), address
            assert "Hill circle" not in answer.content.decode()
            assert "High Pasture" not in answer.content.decode()
    foreign.refresh_from_db()
    assert foreign.until_on is None


def test_an_editor_makes_a_group_and_chooses_people_of_the_members(cast, lena):
    mina = make_officer("Mina Reed", cast.ferry_landing, "Treasurer")
    answer = lena.post(reverse("keep_groups", args=[cast.lake.pk]), {"name": "Treasurers"})
    group = ClosedGroup.objects.get(name="Treasurers")
    assert answer["Location"] == reverse("keep_group", args=[cast.lake.pk, group.pk])
    assert (group.association, list(group.members.all())) == (cast.lake, [cast.lena])
    address = reverse("keep_group", args=[cast.lake.pk, group.pk])
    assert "Mina Reed" in lena.get(address, {"q": "mina"}).content.decode()
    assert "Bruno Sel" not in lena.get(address, {"q": "bruno"}).content.decode()
    lena.post(f"{address}?q=mina", {"persons": [mina.pk]})
    assert mina in group.members.all()
    closed = make_article(library_in(association=cast.lake), audience=f"group:{group.pk}")
    reader = sign_in(mina)
    assert reader.get(closed.address).status_code == 200
    lena.post(address, {"then": "take-out", "out-persons": [mina.pk]})
    assert reader.get(closed.address).status_code == 404
    assert Client().get(closed.address).status_code == 404


def test_l30_one_foreign_person_among_own_ones_refuses_all(cast, lena):
    mina = make_officer("Mina Reed", cast.ferry_landing, "Treasurer")
    group = ClosedGroup.objects.create(name="Treasurers", association=cast.lake)
    address = reverse("keep_group", args=[cast.lake.pk, group.pk])
    for stranger in (cast.bruno, PersonFactory(name="Zoltan Kin")):
        answer = lena.post(address, {"persons": [mina.pk, stranger.pk]})
        assert answer.status_code == 200
        assert stranger.name not in answer.content.decode()
        assert not group.members.exists()


def test_p06_a_group_stays_with_its_association_whatever_is_posted(cast, lena):
    words = {"name": "Treasurers", "association": cast.hill.pk, "members": [cast.bruno.pk]}
    lena.post(reverse("keep_groups", args=[cast.lake.pk]), words)
    group = ClosedGroup.objects.get()
    assert (group.association, list(group.members.all())) == (cast.lake, [cast.lena])


def test_a_colour_that_is_none_is_refused_and_kept_on_the_form(cast, lena):
    address = reverse("space_settings", args=[cast.lake.pk])
    for colour in ("red", "#12345", "#12345g", "#123456; } body { display: none", "#123456\n"):
        answer = lena.post(address, {"colour": colour, "days_to_approve": "7"})
        cast.lake.space_settings.refresh_from_db()
        if colour == "#123456\n":
            # A field of a form is stripped before it is looked at.
            assert cast.lake.space_settings.colour == "#123456"
            continue
        assert answer.status_code == 200
        assert cast.lake.space_settings.colour == ""
    assert "Six digits after #" in answer.content.decode() or answer.status_code == 302


def test_an_editor_makes_collections_in_the_own_one_only(cast, lena):
    own, foreign = (one.role_group.collection for one in (cast.lake, cast.hill))
    add = reverse("wagtailadmin_collections:add")
    assert cast.hill.name not in lena.get(add).content.decode()
    lena.post(add, {"name": "Minutes", "parent": own.pk})
    own.refresh_from_db()
    assert own.get_children().filter(name="Minutes").exists()
    lena.post(add, {"name": "Sneaky", "parent": foreign.pk})
    foreign.refresh_from_db()
    assert not foreign.get_descendants().exists()
    for name in ("edit", "delete"):
        address = reverse(f"wagtailadmin_collections:{name}", args=[foreign.pk])
        for method in (lena.get, lena.post):
            answer = method(address)
            assert answer.status_code in (302, 403, 404)
            assert cast.hill.name not in answer.content.decode()
    foreign.refresh_from_db()
    assert cast.hill.name not in lena.get("/cms/collections/").content.decode()


@pytest.mark.parametrize("whose", ["high_pasture", "hill", "programme"])
def test_r2_no_editor_draws_in_what_belongs_to_others_and_then_sees_its_people(cast, lena, whose):
    programme = OrganisationFactory(name="High house", kind="programme", population=None)
    other = {"programme": programme}.get(whose) or getattr(cast, whose)
    address = reverse("keep_members", args=[cast.lake.pk])
    words = {"member": other.pk, "from_on": "2026-01-01"}
    for query in ("", f"?q={other.name}"):
        answer = lena.post(f"{address}{query}", words)
        assert answer.status_code == 200
    assert not AssociationMembership.objects.filter(association=cast.lake, member=other).exists()
    assert lena.get(reverse("people_of", args=[other.pk])).status_code == 404


def test_a_town_that_has_left_another_association_can_be_brought_in(cast, lena):
    AssociationMembership.objects.filter(member=cast.high_pasture).update(
        until_on=datetime.date(2025, 1, 1)
    )
    words = {"member": cast.high_pasture.pk, "from_on": "2026-01-01"}
    address = reverse("keep_members", args=[cast.lake.pk])
    assert lena.post(address, words).status_code == 302
