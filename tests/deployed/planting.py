"""What the journey meets: the small world of tests/house, with a file too large for any buffer.

Run on the deployed site's own database: `manage.py shell`, then plant(). Prints one JSON object.
"""

from __future__ import annotations

import json
import secrets

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from forums.models import Attachment
from internships.models import Application
from learning.models import ArticlePage
from pages.audiences import set_audience
from pages.models import File
from pages.registries import announce_things, settle
from partnerships.models import ContractSignature, Report, StoryPhoto
from people.granting.permissions import holds_staff_role
from search.sources import ROOMS
from tests.house.world import World

LARGE_BYTES = 30_000_000
PRIVATE_BYTES = 600_000


def plant() -> None:
    """Make it, wait until it can be found, and print where it is and who may have it."""
    world = World()
    large = File.objects.create(
        # Noise, which nothing on the way can make small.
        title="A survey",
        file=ContentFile(secrets.token_bytes(LARGE_BYTES), name="survey of X.csv"),
    )
    body = [("file", {"file": large, "title": "A survey"})]
    page = world.add(
        world.shelf_of_x,
        ArticlePage(title="Pumping stations surveyed", summary="Measured by night.", body=body),
    )
    set_audience(page.translation_key, f"association:{world.x.pk}")
    member = world.persons["member of X"]
    member.set_password("a bridge over nine rivers")
    member.save()
    private = _private(world)
    # Its factories tell the index nothing.
    for rows in ROOMS:
        numbers = rows.seen().values_list("pk", flat=True)
        announce_things("changed", [f"{rows.type}:{number}" for number in numbers])
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
                "private": private,
            }
        )
    )


def _private(world: World) -> dict[str, dict[str, object]]:
    """A private file of each room that keeps any: its door, its place, and who may have it."""
    attachment = Attachment.objects.get(pk=world.things["attachment_of_x"])
    application = Application.objects.exclude(cv="").first()
    photo, signature = StoryPhoto.objects.first(), ContractSignature.objects.first()
    report = Report.objects.first()
    kept = {
        "attachment": (attachment, "file", "attachment", [attachment.pk, "list.csv"]),
        "CV": (application, "cv", "application_cv", [application.pk]),
        "photo": (photo, "picture", "story_photo", [photo.story_id, photo.pk]),
        "contract": (
            signature,
            "copy",
            "contract_copy",
            [signature.contract_id, signature.organisation_id],
        ),
        "report": (report, "file", "report_file", [report.pk]),
    }
    doors = {}
    for name, (row, field, door, where) in kept.items():
        content = ContentFile(secrets.token_bytes(PRIVATE_BYTES), name=f"{name}.png")
        getattr(row, field).save(content.name, content)
        if name in ("contract", "report"):
            setattr(row, "copy_type" if name == "contract" else "file_type", "application/pdf")
            row.save()
        with translation.override("en"):
            address = reverse(door, args=where)
        stored = getattr(row, field)
        place = f"{stored.storage.room}/{stored.name}"
        doors[name] = {
            "address": address,
            "stored_as": place,
            "cookie": _whoever_may(world, address),
        }
    return doors


def _whoever_may(world: World, address: str) -> list[str]:
    """Name and value of a session of the first person of the world who gets it."""
    for person in filter(None, world.persons.values()):
        if holds_staff_role(person) and not person.authenticator_set.exists():
            TOTP.activate(person, generate_totp_secret())
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
        head = {"host": settings.ALLOWED_HOSTS[0], "x-forwarded-proto": "https"}
        if client.get(address, headers=head).status_code == 200:
            name = settings.SESSION_COOKIE_NAME
            return [name, client.cookies[name].value]
    raise SystemExit(f"nobody may have {address}")
