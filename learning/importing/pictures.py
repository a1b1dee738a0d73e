"""Pictures that lie beside imported texts."""

import hashlib
import posixpath
import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from wagtail.models import Collection

from pages.images import clean_picture
from pages.models import Picture
from pages.storing import store_clean_picture


class Pictures:
    """Finds and keeps the pictures of one folder; each is cleaned and stored once.

    A picture that was stored by an earlier import is known by its content. On a dry run nothing is
    stored, and a picture that would be is numbered 0.
    """

    def __init__(self, folder: Path, *, is_dry: bool) -> None:
        self.missing: set[str] = set()
        self._folder = folder
        self._is_dry = is_dry
        self._known: dict[str, int | None] = {}
        self._root = Collection.get_first_root_node()

    def get(self, source: str, document: str) -> int | None:
        """The id of the picture that `source` means in `document`; None where there is none."""
        path = self._path(source, document)
        if path is None:
            self.missing.add(source)
            return None
        if path not in self._known:
            self._known[path] = self._keep(path)
            if self._known[path] is None:
                self.missing.add(source)
        return self._known[path]

    @property
    def count(self) -> int:
        """How many pictures were found and are usable."""
        return sum(known is not None for known in self._known.values())

    def forget(self) -> None:
        """After a failed transaction: what it stored is not there any more."""
        self._known.clear()

    def _path(self, source: str, document: str) -> str | None:
        """The path in the folder, None for a remote picture or one that is not there."""
        try:
            parts = urlsplit(source.strip())
            if parts.scheme or parts.netloc or not parts.path:
                return None
            target = posixpath.join(posixpath.dirname(document), unquote(parts.path))
            path = posixpath.normpath(target)
            whole = (self._folder / path).resolve()
            is_there = whole.is_relative_to(self._folder) and whole.is_file()
        except (OSError, ValueError):
            return None
        return path if is_there else None

    def _keep(self, path: str) -> int | None:
        try:
            with (self._folder / path).open("rb") as file:
                content = clean_picture(file)
        except (ValidationError, OSError):
            return None
        digest = hashlib.sha1(content.read(), usedforsecurity=False).hexdigest()
        content.seek(0)
        stored = Picture.objects.filter(file_hash=digest, collection=self._root)
        known = stored.order_by("pk").values_list("pk", flat=True).first()
        if known is not None or self._is_dry:
            return known or 0
        return store_clean_picture(content, title=_title(path)).pk


def _title(path: str) -> str:
    """`080301_health_mapped.jpg` is called `health mapped`."""
    words = " ".join(re.split(r"[\W_]+", PurePosixPath(path).stem))
    return re.sub(r"^[\d\s]+", "", words) or words
