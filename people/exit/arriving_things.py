"""Collections, pictures and files out of an archive, through the one door of all uploads."""

import io
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import Collection

from pages.models import File, Picture
from pages.storing import store_file, store_picture
from pages.tasks import read_file
from pages.uploads.check import LARGEST as LARGEST_FILE
from pages.uploads.pictures import LARGEST as LARGEST_PICTURE
from people.actions import make_association_editors
from people.exit.archive import Archive, Row
from people.exit.inward import Inward

FOCAL_POINT = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


def collection(into: Inward, row: Row) -> None:
    """The first is the association's own, which its editors' group brings; others stand in it."""
    if row["number"] == 1:
        own = make_association_editors(into.association).collection
        assert own is not None  # made with the group
        own.name = row["name"]
        own.save()
    else:
        above = into.collection(row["parent"])
        if above is None:
            raise ValidationError("The collection around it must come first.")
        own = Collection(name=row["name"])
        above.add_child(instance=own)
    into.numbers["collections"][row["number"]] = own.pk


def picture(into: Inward, row: Row, archive: Archive) -> None:
    """A picture, drawn anew like every other that comes in."""
    if row["file"] is None:
        return
    with archive.open(row["file"]) as content:
        piece = io.BytesIO(content.read(LARGEST_PICTURE + 1))
    one = store_picture(piece, title=row["title"], **_kept_with(into, row))
    into.stored.append(one)
    one.description = row["description"]
    for name, value in zip(FOCAL_POINT, row["focal_point"], strict=False):
        setattr(one, name, value)
    one.full_clean(exclude=["file"])
    one.save()
    _finish(into, "pictures", row, one)


def file(into: Inward, row: Row, archive: Archive) -> None:
    """A file; a worker reads its text."""
    if row["file"] is None:
        return
    with archive.open(row["file"]) as content:
        piece = io.BytesIO(content.read(LARGEST_FILE + 1))
    one = store_file(piece, row["name"], title=row["title"], **_kept_with(into, row))
    into.stored.append(one)
    _finish(into, "files", row, one)
    read_file.enqueue(one.pk)


def _kept_with(into: Inward, row: Row) -> dict[str, Any]:
    return {
        "collection": into.collection(row["collection"]),
        "by": into.person(row["uploaded_by"]),
    }


def _finish(into: Inward, kind: str, row: Row, one: Picture | File) -> None:
    one.tags.set(row["tags"])
    # A save sets it to now.
    type(one).objects.filter(pk=one.pk).update(created_at=row["created_at"])
    into.numbers[kind][row["number"]] = one.pk
