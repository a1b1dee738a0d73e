"""What the journey meets: the small world of tests/house, with a file too large for any buffer.

Run on the deployed site's own database: `manage.py shell`, then plant(). Prints one JSON object.
"""

from __future__ import annotations

import json
import secrets

from django.core.files.base import ContentFile

from learning.models import ArticlePage
from pages.audiences import set_audience
from pages.models import File
from pages.registries import settle
from tests.house.world import World

LARGE_BYTES = 25 * 1024 * 1024


def plant() -> None:
    """Make it, wait until it can be found, and print where it is and who may have it."""
    world = World()
    large = File.objects.create(
        # Noise, which nothing on the way can make small.
        title="A survey",
        file=ContentFile(secrets.token_bytes(LARGE_BYTES), name="survey of X.csv"),
    )
    body = [("file", {"file": large, "title": "A survey"})]
    page = world._add(
        world.shelf_of_x,
        ArticlePage(title="Pumping stations surveyed", summary="Measured by night.", body=body),
    )
    set_audience(page.translation_key, f"association:{world.x.pk}")
    member = world.persons["member of X"]
    member.set_password("a bridge over nine rivers")
    member.save()
    settle()
    stored = File.objects.get(title="A list", pk=int(world.things["file_of_x"].split("/")[2]))
    print(
        json.dumps(
            {
                **{key: value for key, value in world.things.items() if isinstance(value, str)},
                "survey": large.url,
                "survey_stored_as": large.file.name,
                "file_of_x_stored_as": stored.file.name,
                "email": member.email,
                "password": "a bridge over nine rivers",
            }
        )
    )
