"""Persons and organisations by the thousand, for measuring: whole, and the same for a seed."""

import pytest
from django.core.management import CommandError, call_command

from pages.models import SiteVersion
from pages.planting import AlreadyPlanted
from people.models import Appointment, AssociationMembership, Organisation, Person, RoleGrant
from people.permissions import edited_association_ids
from people.planting import Numbers, plant
from tests.factories import sign_in

pytestmark = pytest.mark.django_db

NUMBERS = Numbers(persons=300, organisations=60, associations=4)


@pytest.fixture
def planted():
    told = []
    plant(NUMBERS, seed=3, grown=told.append)
    return told


def rows():
    """What was planted, without the numbers the database gave."""
    return [
        list(Person.objects.order_by("pk").values_list("name", "email", "language", "time_zone")),
        list(Organisation.objects.order_by("pk").values_list("name", "kind", "population")),
        list(
            Appointment.objects.order_by("pk").values_list(
                "person__name", "organisation__name", "post", "from_on", "until_on"
            )
        ),
        list(RoleGrant.objects.order_by("pk").values_list("person__name", "role")),
    ]


def test_exactly_as_many_are_planted_as_were_asked_for(planted):
    assert Person.objects.count() == 300
    assert Organisation.objects.associations().count() == 4
    assert Organisation.objects.exclude(kind="association").count() == 60
    assert sum(planted) == NUMBERS.rows


def test_every_town_is_a_member_and_every_person_has_had_a_post(planted):
    towns = Organisation.objects.exclude(kind="association")
    held = AssociationMembership.objects.holding_on().values("member_id")
    assert not towns.exclude(pk__in=held).exists()
    assert not Person.objects.filter(appointments=None).exists()
    assert Appointment.objects.exclude(until_on=None).exists()
    assert Person.objects.filter(email=None).exists()


def test_each_association_has_two_editors_who_edit_for_it_alone(planted):
    for association in Organisation.objects.associations():
        grants = RoleGrant.objects.holding().filter(
            organisation=association, role="association-editor"
        )
        editors = Person.objects.filter(role_grants__in=grants)
        assert len(editors) == 2
        for editor in editors:
            assert edited_association_ids(editor) == {association.pk}


def test_nobody_can_sign_in_with_a_password_but_the_site_knows_them(planted):
    person = Person.objects.exclude(email=None).first()
    assert not person.has_usable_password()
    assert sign_in(person).get("/en/desk/").status_code == 200


def test_the_same_seed_gives_the_same_things_on_any_day(planted):
    first = rows()
    # Taken out by hand: no action does it.
    RoleGrant.objects.all().delete()
    Appointment.objects.all().delete()
    AssociationMembership.objects.all().delete()
    Person.objects.all().delete()
    Organisation.objects.all().delete()
    plant(NUMBERS, seed=3, grown=lambda count: None)
    assert rows() == first


def test_the_same_seed_is_refused_and_another_adds(planted):
    with pytest.raises(AlreadyPlanted):
        plant(NUMBERS, seed=3, grown=lambda count: None)
    with pytest.raises(CommandError, match="Persons of seed 3 are already here"):
        call_command("plant", persons=5, seed=3)
    version = SiteVersion.current()
    call_command("plant", persons=10, organisations=4, associations=2, seed=4)
    assert Person.objects.count() == 310
    assert SiteVersion.current() > version


def test_a_planting_that_fails_leaves_nothing(monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("people.planting.growing._give_roles", fail)
    with pytest.raises(RuntimeError):
        plant(NUMBERS, seed=3, grown=lambda count: None)
    assert not Person.objects.exists()
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "Say how many"),
        ({"pages": -1}, "Every number must be 1 or more"),
        ({"organisations": 4}, "are for --persons"),
        ({"persons": 4, "associations": 0}, "Every number must be 1 or more"),
        ({"persons": -4}, "Every number must be 1 or more"),
        ({"size": "town", "persons": 5}, "give it alone"),
    ],
)
def test_a_number_that_makes_no_sense_is_named(asked, said):
    with pytest.raises(CommandError, match=said):
        call_command("plant", **asked)
    assert not Organisation.objects.exists()


def test_five_persons_a_town_and_fifty_towns_an_association_where_nothing_is_said():
    call_command("plant", persons=600, seed=8)
    assert Organisation.objects.exclude(kind="association").count() == 120
    assert Organisation.objects.associations().count() == 2
