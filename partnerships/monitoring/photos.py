"""Photos of a story: drawn anew and made small, kept in private storage, taken out again."""

import io
import mimetypes
import uuid
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

from pages.moving import NotAnyMore
from partnerships.models import Story, StoryPhoto
from partnerships.models.monitoring import MOST_PHOTOS
from partnerships.permissions import can_keep
from people.audit import record
from people.models import Person

SMALL = (640, 640)


class NoMorePhotos(Exception):
    """The story has as many as it may have."""


def can_add_photos(person: Person, story: Story) -> bool:
    """Its author."""
    return story.author_id == person.pk


def can_take_photos_out(person: Person, story: Story) -> bool:
    """Its author, and who keeps the partnership: whoever is seen may ask any of them."""
    return story.author_id == person.pk or can_keep(person, story.partnership)


@transaction.atomic
def add_photo(*, by: Person, story: Story, content: Any, described: str, agreed: str) -> StoryPhoto:
    """Keep what `pages.images.clean_picture` gave. Raises NoMorePhotos, NotAnyMore."""
    # Of two at once the second takes the next place.
    if not Story.objects.select_for_update().filter(pk=story.pk, author=by).exists():
        raise NotAnyMore
    taken = set(story.photos.values_list("place", flat=True))
    free = next((one for one in range(1, MOST_PHOTOS + 1) if one not in taken), None)
    if free is None:
        raise NoMorePhotos
    small, size = _made_small(content)
    content.seek(0)
    name = str(uuid.uuid4())
    picture = ContentFile(content.read(), name=f"{name}{Path(content.name).suffix}")
    return StoryPhoto.objects.create(
        story=story,
        place=free,
        picture=picture,
        small=ContentFile(small, name=f"{name}-small.webp"),
        width=size[0],
        height=size[1],
        described=described,
        agreed=agreed,
        added_by=by,
    )


def _made_small(content: Any) -> tuple[bytes, tuple[int, int]]:
    """The first picture of it, no larger than SMALL; and the size of the whole one."""
    content.seek(0)
    with Image.open(content) as picture:
        size = picture.size
        small = picture.convert("RGBA" if "A" in picture.getbands() else "RGB")
        small.thumbnail(SMALL)
        written = io.BytesIO()
        small.save(written, "WEBP", quality=80)
    return written.getvalue(), size


@transaction.atomic
def take_photo_out(*, by: Person, photo: StoryPhoto) -> None:
    """It is not shown any more, and its files go. Again does nothing."""
    for file in (photo.picture, photo.small):
        transaction.on_commit(partial(file.storage.delete, str(file.name)))
    if StoryPhoto.objects.filter(pk=photo.pk).delete()[0]:
        record("partnerships.photo-taken-out", by=by, thing=photo.story)


def type_of(file: Any) -> str:
    """What a browser is told that it is: our own ending says so."""
    return mimetypes.guess_type(str(file.name))[0] or "application/octet-stream"
