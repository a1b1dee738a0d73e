"""Two associations of the demo have a space with real-looking life."""

import re

import pytest

from pages.models import File
from pages.permissions import can_read
from pages.prepare import prepare_ground
from people.demo import persons_by_key, plant_people
from people.demo_spaces import plant_spaces, read_spaces
from people.models import AssociationPage, DocumentsPage, EventPage, NewsPage
from people.space.lists import coming, past

pytestmark = pytest.mark.django_db


@pytest.fixture
def planted():
    prepare_ground()
    plant_people()
    plant_spaces()


def test_two_associations_live_in_their_languages(planted):
    homes = AssociationPage.objects.select_related("locale", "association")
    spoken = sorted((home.association.name, home.locale.language_code) for home in homes)
    assert spoken == [
        ("Copperline Towns Association", "en"),
        ("Copperline Towns Association", "fr"),
        ("League of Plain Communes", "ar"),
        ("League of Plain Communes", "fr"),
    ]
    for home in homes:
        below = {"path__startswith": home.path}
        assert NewsPage.objects.filter(**below, live=True).exists()
        assert coming(EventPage.objects.filter(**below)).exists()
        assert DocumentsPage.objects.filter(**below).first().files().exists()
    assert past(EventPage.objects.all()).count() == 2


def test_members_find_what_others_do_not(planted):
    persons = persons_by_key()
    circular = NewsPage.objects.get(slug="grant-circular")
    assert can_read(persons["thandiwe-mulenga"], circular)
    assert not can_read(persons["samira-benhaddi"], circular)
    assert not can_read(None, circular)


def test_planting_again_changes_nothing(planted):
    def counts():
        return [model.objects.count() for model in (NewsPage, EventPage, DocumentsPage, File)]

    before = counts()
    plant_spaces()
    assert counts() == before


def test_no_text_of_a_space_names_a_host_that_could_be_real():
    for space in read_spaces():
        for host in re.findall(r"https://([\w.-]+)", str(space)):
            assert host.endswith(".example")
