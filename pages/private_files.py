"""Files for one person, outside the folder of pictures and files, from which nginx sends.

Only a view of the room that keeps them opens one.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
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
