"""A file that a reader may have is sent by nginx where the site is behind one (safeguards L20)."""

import pytest
from django.test import Client

from pages.models import File
from pages.views import SENT_BY_NGINX
from tests.house.tree import ROOT
from tests.house.world import World
from tests.standing import standing

DOORS = ("public_picture", "public_file", "picture_of_x", "file_of_x")


world = standing(World)


def answer_to(world, person, thing):
    client = Client()
    if world.persons[person]:
        client.force_login(world.persons[person])
    return client.get(world.things[thing])


@pytest.mark.parametrize("thing", DOORS)
def test_nginx_gets_the_same_head_without_the_body(world, settings, thing):
    streamed = answer_to(world, "member of X", thing)
    assert len(b"".join(streamed)) == int(streamed["Content-Length"])
    settings.NGINX_SENDS_FILES = True
    left = answer_to(world, "member of X", thing)
    assert left.content == b""
    assert left["X-Accel-Redirect"].startswith(SENT_BY_NGINX)
    del left["X-Accel-Redirect"]
    # nginx knows the length by itself, gives parts, and has tags of its own.
    del left["Content-Length"], streamed["Content-Length"]
    del streamed["Accept-Ranges"], streamed["ETag"]
    assert dict(left.items()) == dict(streamed.items())


@pytest.mark.parametrize("is_behind_nginx", [False, True])
@pytest.mark.parametrize("person", ["visitor", "member", "editor of Y"])
@pytest.mark.parametrize("thing", ["picture_of_x", "file_of_x"])
def test_whoever_may_not_have_it_learns_no_place(world, settings, thing, person, is_behind_nginx):
    settings.NGINX_SENDS_FILES = is_behind_nginx
    refused = answer_to(world, person, thing)
    assert refused.status_code == 404
    assert "X-Accel-Redirect" not in refused


@pytest.mark.parametrize("thing", DOORS)
@pytest.mark.parametrize("person", ["visitor", "member of X", "administrator"])
def test_without_nginx_no_place_is_ever_named(world, thing, person):
    assert "X-Accel-Redirect" not in answer_to(world, person, thing)


def test_a_name_with_signs_of_its_own_stays_one_place(world, settings):
    settings.NGINX_SENDS_FILES = True
    file = File.objects.get(title="A list", pk=world.things["file_of_x"].split("/")[2])
    stored = file.file.storage.save("documents/nine % of #2?.csv", file.file)
    File.objects.filter(pk=file.pk).update(file=stored)
    place = answer_to(world, "member of X", "file_of_x")["X-Accel-Redirect"]
    assert place.isascii()
    assert not set(" #?") & set(place)
    assert "%25" in place or "%" not in stored


def test_a_file_that_is_lost_is_missing_here_as_well(world, settings):
    settings.NGINX_SENDS_FILES = True
    file = File.objects.get(pk=world.things["file_of_x"].split("/")[2])
    file.file.storage.delete(file.file.name)
    assert answer_to(world, "member of X", "file_of_x").status_code == 404


def test_nobody_can_ask_nginx_for_the_place():
    template = (ROOT / "site" / "deployment" / "nginx.conf.template").read_text()
    inside = template.split(f"location {SENT_BY_NGINX} {{", 1)[1]
    assert inside.split()[0] == "internal;"
