"""What the load meets beside `plant --size`: accounts with a password, and files.

Run on the deployed site's own database: `manage.py shell`, then plant(). Prints one JSON object.
"""

from __future__ import annotations

import json
import random
import secrets

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.test import Client

from forums.models import Board, Topic
from learning.models import ArticlePage, LibraryPage
from learning.planting.writing import WORDS
from pages.models import File, PageAddress
from pages.planting import MAIL_DOMAIN
from pages.registries import settle
from partnerships.models import CountryPlan, Partnership
from people.models import Person
from training.models import Course

PASSWORD = "eleven kites above the harbour"
READERS, MOST_ADDRESSES = 150, 2_000
SMALL_BYTES, LARGE_BYTES = 300_000, 30 * 1024 * 1024


def plant() -> None:
    """Print who reads, with their cookies, and what they ask for."""
    chance = random.Random(11)
    persons = Person.objects.filter(email__endswith=f"@{MAIL_DOMAIN}", role_grants=None)
    readers = list(persons.order_by("pk")[:READERS])
    # One hash for all: a thousand would take minutes.
    Person.objects.filter(pk__in=[one.pk for one in readers]).update(
        password=make_password(PASSWORD)
    )
    small, large = _files()
    settle()
    public = list(
        PageAddress.objects.filter(is_public=True, page__live=True)
        .order_by("page_id")
        .values_list("address", flat=True)
    )
    print(
        json.dumps(
            {
                "password": PASSWORD,
                "readers": [{"email": one.email, "cookie": _cookie_of(one)} for one in readers],
                "read": chance.sample(public, min(len(public), MOST_ADDRESSES)) + _other_pages(),
                "boards": [f"/en/boards/{pk}/" for pk in _open_boards()],
                "topics": [f"/en/boards/topic/{pk}/" for pk in _open_topics(chance)],
                "words": _words(chance),
                "files": [small],
                "large_file": large,
            }
        )
    )


def _cookie_of(person: Person) -> list[str]:
    """Name and value of a session; signing in by the form is a part of the load itself."""
    client = Client()
    client.force_login(
        Person.objects.get(pk=person.pk), backend=settings.AUTHENTICATION_BACKENDS[-1]
    )
    name = settings.SESSION_COOKIE_NAME
    return [name, client.cookies[name].value]


def _files() -> tuple[str, str]:
    """A file as most are, and a manual of thirty megabytes, on a public page."""
    sizes = {"The form we use": SMALL_BYTES, "The whole manual, scanned": LARGE_BYTES}
    made = [
        # Noise, which nothing on the way can make small.
        File.objects.create(title=title, file=ContentFile(secrets.token_bytes(size), name="f.csv"))
        for title, size in sizes.items()
    ]
    library = LibraryPage.objects.get(locale__language_code="en", depth=3)
    body = [("file", {"file": one, "title": one.title}) for one in made]
    page = ArticlePage(title="Files to take along", locale=library.locale, body=body)
    library.add_child(instance=page)
    small, large = (one.url for one in made)
    return small, large


def _other_pages() -> list[str]:
    """Of every room a few, as often as readers of a home page come upon them."""
    rows = (
        [f"/en/partnerships/{pk}/" for pk in _first(Partnership.objects.filter(is_published=True))],
        [f"/en/plans/{pk}/" for pk in _first(CountryPlan.objects.all())],
        [f"/en/courses/{pk}/" for pk in _first(Course.objects.all())],
        ["/en/", "/fr/", "/ar/", "/en/library/", "/en/organisations/", "/en/trainings/"] * 10,
        ["/en/mentors/", "/en/placements/", "/en/benchmarks/", "/en/partnerships/"] * 5,
    )
    return [address for row in rows for address in row]


def _first(rows: object) -> list[object]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:60])


def _open_boards() -> list[int]:
    return list(Board.objects.visible_to(None).order_by("pk").values_list("pk", flat=True))


def _open_topics(chance: random.Random) -> list[int]:
    topics = Topic.objects.visible_to(None).order_by("pk")
    keys = list(topics.values_list("pk", flat=True)[: 10 * MOST_ADDRESSES])
    return chance.sample(keys, min(len(keys), MOST_ADDRESSES))


def _words(chance: random.Random) -> list[str]:
    topics = list(WORDS["en"]["topics"].values())
    more = ("", " budget", " residents", " cost", *(f" {place}" for place in WORDS["places"]))
    return [f"{topic}{end}" for topic in topics for end in chance.sample(more, 12)]
