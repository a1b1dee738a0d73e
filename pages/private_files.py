"""Files for one person, outside the folder of pictures and files, from which nginx sends.

Only a view of the room that keeps them opens one.
"""

from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, Http404
from django.utils.deconstruct import deconstructible


@deconstructible
class PrivateStorage(FileSystemStorage):
    """The folder `private/<room>` of the data folder; its files have no address."""

    def __init__(self, room: str) -> None:
        super().__init__()
        self.room = room

    @property
    def base_location(self) -> Any:
        return Path(settings.PEERHALL_DATA) / "private" / self.room

    @property
    def location(self) -> Any:
        return str(self.base_location)

    @property
    def base_url(self) -> Any:
        """None: asking for an address of such a file is an error."""
        return None


def opened_or_404(stored: Any) -> BinaryIO:
    """What a file field holds, opened; Http404 where there is none, or the disk has it no more."""
    if not stored:
        raise Http404
    try:
        opened: BinaryIO = stored.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return opened


def as_download(opened: BinaryIO, *, name: str, content_type: str) -> FileResponse:
    """A file to keep, shown in no page (U03) and kept by no cache."""
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    return response
