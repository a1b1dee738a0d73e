"""Pictures and files that come with a post, checked like every upload."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File as Content
from django.utils.translation import gettext as _

from forums.limits import LARGEST_ATTACHMENT
from forums.models import Attachment, Post
from pages.images import clean_picture
from pages.uploads import check_file

PICTURES = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".heic", ".heif"}
_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".gif": "image/gif"}


@dataclass(frozen=True)
class Upload:
    """A file that has passed the check and is not stored yet; a picture has lost its metadata."""

    content: Any
    storage_name: str
    human_name: str
    content_type: str
    size: int
    is_picture: bool
    alt: str = ""


def checked_upload(file: Any, *, alt: str = "") -> Upload:
    """Check what somebody sends with a post; raises ValidationError with what to do about it."""
    if file.size > LARGEST_ATTACHMENT:
        raise ValidationError(_("This file is larger than 5 MB. Make it smaller, or divide it."))
    ending = PurePath(file.name or "").suffix.lower()
    if ending not in PICTURES:
        checked = check_file(file, file.name or "")
        return Upload(
            content=file,
            storage_name=checked.storage_name,
            human_name=checked.human_name,
            content_type=checked.content_type,
            size=checked.size,
            is_picture=False,
        )
    if not alt:
        raise ValidationError(_("Say what the picture shows."))
    drawn = clean_picture(file)
    name = str(drawn.name)
    return Upload(
        content=drawn,
        storage_name=name,
        human_name=name,
        content_type=_TYPES[PurePath(name).suffix],
        size=drawn.size,
        is_picture=True,
        alt=alt,
    )


def attach(post: Post, uploads: Iterable[Upload]) -> None:
    """Store what came with a post."""
    for upload in uploads:
        Attachment.objects.create(
            post=post,
            by=post.author,
            file=Content(upload.content, name=upload.storage_name),
            is_picture=upload.is_picture,
            content_type=upload.content_type,
            size=upload.size,
            human_name=upload.human_name,
            alt=upload.alt,
        )
