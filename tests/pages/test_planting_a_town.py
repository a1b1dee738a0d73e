"""`plant --size`: a little of everything at once, nothing twice, and never among real people."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from forums.models import Post
from learning.models import LibraryItem, TriedReport
from pages.planting import UNUSABLE_PASSWORD
from pages.registries import planting
from partnerships.models import Partnership
from people.models import ReadingCount
from training.models import Participation

pytestmark = pytest.mark.django_db


def counted():
    models = (get_user_model(), LibraryItem, Post, Participation, Partnership)
    events = ReadingCount.objects.count() + TriedReport.objects.count()
    return [*(model.objects.count() for model in models), events]


def test_a_world_has_what_safeguards_ask_for():
    assert {one.name: one.number_of("world") for one in planting} == {
        "persons": 10_000,
        "pages": 50_000,
        "posts": 200_000,
        "participations": 100_000,
        "partnerships": 12_000,
        "events": 300_000,
    }
    assert {one.number_of("country") * 10 for one in planting} == {
        one.number_of("world") for one in planting
    }


def test_what_was_interrupted_goes_on_and_nothing_is_planted_twice(capsys):
    call_command("plant", persons=100)
    call_command("plant", size="town")
    assert "Persons of seed 1 are already here." in capsys.readouterr().err
    once = counted()
    assert once[0] == 100
    assert once[2:] == [2_000, 1_000, 120, 3_000]
    call_command("plant", size="town")
    assert counted() == once


def test_a_database_with_real_people_is_refused():
    person = get_user_model().objects.create_user("vera@town.example", "seven rivers", name="Vera")
    with pytest.raises(CommandError, match="real people"):
        call_command("plant", persons=10)
    assert get_user_model().objects.count() == 1
    call_command("plant", persons=10, beside_real_people=True)
    assert get_user_model().objects.exclude(password=UNUSABLE_PASSWORD).get() == person


def test_events_of_another_seed_find_places_of_their_own():
    call_command("plant", size="town")
    once = counted()[-1]
    call_command("plant", events=20, seed=2)
    assert counted()[-1] == once + 20
    with pytest.raises(CommandError, match="seed 2 are already here"):
        call_command("plant", events=20, seed=2)
