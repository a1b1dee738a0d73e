"""Who can sign in to the demo, and that nobody learns it elsewhere."""

import io
import json

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.core.management.base import CommandError

from people.audiences import association_ids_of
from people.demo import demo_accounts, persons_by_key, plant_people
from people.joining.demo import plant_joining
from people.joining.permissions import stands
from people.models import Appointment, Invitation, JoinRequest, Organisation, Person
from people.permissions import edited_association_ids, is_programme_editor

pytestmark = pytest.mark.django_db


def test_accounts_are_refused_outside_the_demo(settings) -> None:
    settings.PEERHALL_IS_DEMO = False
    plant_people()
    with pytest.raises(CommandError):
        call_command("demo_accounts", "--json", stdout=io.StringIO())


def test_each_account_opens_with_the_password_that_is_printed(settings) -> None:
    settings.PEERHALL_IS_DEMO = True
    plant_people()
    printed = io.StringIO()
    call_command("demo_accounts", "--json", stdout=printed)
    accounts = json.loads(printed.getvalue())
    assert len(accounts) >= 10
    for account in accounts:
        assert set(account) == {
            *("email", "password", "second_factor", "role", "organisation", "association"),
        }
        assert Person.objects.get(email=account["email"]).check_password(account["password"])
    first = accounts[0]
    assert authenticate(username=first["email"], password=first["password"]) is not None


def test_there_is_one_of_each_role() -> None:
    plant_people()
    assert {account.role for account in demo_accounts()} == {
        *("administrator", "programme editor", "editor", "member"),
    }
    persons = persons_by_key()
    copperline = Organisation.objects.get(name="Copperline Towns Association")
    assert edited_association_ids(persons["daniel-sikota"]) == {copperline.pk}
    assert is_programme_editor(persons["marijke-doornveld"])
    assert persons["tobias-haverkate"].is_superuser
    assert not edited_association_ids(persons["thandiwe-mulenga"])


def test_a_post_that_has_ended_gives_no_association() -> None:
    plant_people()
    assert association_ids_of(persons_by_key()["esther-katongo"]) == set()


def test_people_are_there_without_e_mail_and_with_a_shared_mailbox() -> None:
    plant_people()
    assert Person.objects.get(name="Ruth Chisala").email is None
    assert Person.objects.get(email="registry@mwinga.example").appointments.exists()


def test_a_dozen_towns_of_four_countries_belong_to_four_associations() -> None:
    plant_people()
    towns = Organisation.objects.filter(kind=Organisation.Kind.LOCAL_GOVERNMENT)
    assert towns.count() == 12
    assert len({town.country.code for town in towns}) == 4
    assert Organisation.objects.associations().count() == 4
    assert all(town.memberships_held.exists() for town in towns)


def test_planting_again_adds_nobody() -> None:
    plant_people()
    before = (Person.objects.count(), Organisation.objects.count(), Appointment.objects.count())
    plant_people()
    after = (Person.objects.count(), Organisation.objects.count(), Appointment.objects.count())
    assert after == before


def test_people_are_invited_and_ask_to_join_once_however_often_the_demo_starts() -> None:
    for _ in range(2):
        plant_people()
        plant_joining()
    assert Invitation.objects.open().count() == 5
    assert all(stands(one) for one in Invitation.objects.all())
    assert JoinRequest.objects.waiting().count() == 3
    listed = Person.objects.listed_for(persons_by_key()["joseph-kabwata"])
    assert listed.filter(name="Rosalía Quispe Arce").exists()
