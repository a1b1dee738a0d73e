"""Rows of collections, pictures and files, and these themselves."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from wagtail.models import Collection

from pages.models import File, Picture
from people.exit import scope
from people.exit.archive import Row
from people.exit.job import Job


def collections(job: Job) -> Iterator[Row]:
    by_path = {one.path: one.pk for one in job.collections}
    for number, one in enumerate(job.collections, 1):
        above = by_path.get(one.path[: -Collection.steplen])
        yield {
            "number": number,
            "parent": job.out.collections.known(above),
            "name": one.name,
        }


def pictures(job: Job) -> Iterator[Row]:
    for number, one in enumerate(scope.in_order(Picture, job.out.pictures.ids), 1):
        point = (one.focal_point_x, one.focal_point_y)
        size = (one.focal_point_width, one.focal_point_height)
        yield {
            **_stored(job, one, number, "pictures"),
            "description": one.description,
            "focal_point": [] if None in (*point, *size) else [*point, *size],
        }


def files(job: Job) -> Iterator[Row]:
    for number, one in enumerate(scope.in_order(File, job.out.files.ids), 1):
        yield {**_stored(job, one, number, "files"), "name": one.download_name}


def copy(job: Job, model: type[Picture] | type[File], ids: list[int]) -> None:
    folder = "pictures" if model is Picture else "files"
    numbered = enumerate(scope.in_order(model, ids), 1)
    for number, one in job.shown(numbered, f"{folder} themselves"):
        name = _name_of(one, number, folder)
        if name is not None:
            with one.file.storage.open(one.file.name) as content:
                job.archive.write_stored(name, content)


def _stored(job: Job, thing: Picture | File, number: int, folder: str) -> Row:
    return {
        "number": number,
        "file": _name_of(thing, number, folder),
        "title": thing.title,
        "collection": job.out.collections.known(thing.collection_id),
        "tags": sorted(thing.tags.names()),
        "created_at": thing.created_at,
        "uploaded_by": job.out.persons.of(thing.uploaded_by_user_id),
    }


def _name_of(thing: Picture | File, number: int, folder: str) -> str | None:
    """Its name in the archive; None where the storage has lost it."""
    if not thing.file.storage.exists(thing.file.name):
        return None
    return f"{folder}/{number:06}{PurePosixPath(thing.file.name).suffix.lower()}"
