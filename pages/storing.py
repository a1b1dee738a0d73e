"""The one way pictures and files get into storage: checked, cleaned, under names of our own.

Forms of the site and the CMS, imports and the demo all come through here. Each function raises
ValidationError, with one sentence that says what to do, and then nothing has been stored.
"""

from typing import IO, Any

from django.core.files import File as Content
from django.core.files.base import ContentFile
from wagtail.models import Collection

from pages.images import clean_picture
from pages.models import File, Picture
from pages.uploads import CheckedFile, check_file


def store_picture(
    content: IO[bytes], *, title: str, collection: Collection | None = None, by: Any = None
) -> Picture:
    """Keep a picture without its metadata; in the root collection where none is given."""
    return store_clean_picture(clean_picture(content), title=title, collection=collection, by=by)


def store_clean_picture(
    content: ContentFile[bytes],
    *,
    title: str,
    collection: Collection | None = None,
    by: Any = None,
) -> Picture:
    """Keep what `pages.images.clean_picture` gave; for a form that has cleaned it already."""
    picture = Picture(title=title[:255], file=content, uploaded_by_user=by)
    if collection is not None:
        picture.collection = collection
    picture._set_image_file_metadata()  # noqa: SLF001 - size and hash; Wagtail's forms do the same
    picture.save()
    return picture


def store_file(
    content: IO[bytes],
    name: str,
    *,
    title: str = "",
    collection: Collection | None = None,
    by: Any = None,
) -> File:
    """Keep a file whose content is what `name` says; `title` falls back to the name.

    Its text is not read yet: call `pages.extraction.keep_text` to have it at once, or
    `pages.tasks.read_file.enqueue` to leave it to the worker.
    """
    checked = check_file(content, name)
    file = File(title=(title or checked.title)[:255], uploaded_by_user=by)
    if collection is not None:
        file.collection = collection
    file.file = Content(content, name=checked.storage_name)
    note_check(file, checked)
    file._set_document_file_metadata()  # noqa: SLF001 - size and hash; Wagtail's forms do too
    file.save()
    return file


def note_check(file: File, checked: CheckedFile) -> None:
    """Write on `file` what the check of its content has found."""
    file.kind = checked.kind
    file.human_name = checked.human_name
