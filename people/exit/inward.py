"""From numbers of an archive to numbers of this site."""

from functools import cached_property
from typing import Any

from django.core.files.storage import default_storage
from taggit.models import Tag
from wagtail.models import Collection, Page

from pages.models import File, Picture, Theme
from pages.models.audience import PUBLIC, SIGNED_IN
from people.exit.fields import KIND_OF
from people.exit.kinds import ASSOCIATION_AUDIENCE, GROUP_AUDIENCE
from people.models import ClosedGroup, Organisation, Person

# A group that nobody is in: what it closes, editors open again when they know to whom.
NOBODY = "Readers who did not come along"


class Inward:
    """The crossing from an archive into this site, filled as its rows are written.

    `is_ahead` says that a page was asked for which is not here, or not yet; `pages_ahead` are the
    rows of pages that asked so.
    """

    def __init__(self) -> None:
        self.numbers: dict[str, dict[int, int]] = {kind: {} for kind in KIND_OF.values()}
        self.groups: dict[int, int] = {}
        self.is_ahead = False
        self.pages_ahead: set[int] = set()
        self.unknown_themes: set[str] = set()
        self.stored: list[Picture | File] = []
        self._themes = dict(Theme.objects.values_list("slug", "pk"))
        self._nobody: ClosedGroup | None = None

    @cached_property
    def association(self) -> Organisation:
        """The one whose archive it is: the first of its organisations."""
        return Organisation.objects.get(pk=self.numbers["organisations"][1])

    def of(self, kind: str, number: int | None) -> int | None:
        """The number here; None for none, and for what was lost before the archive was made."""
        return None if number is None else self.numbers[kind].get(number)

    def person(self, number: int | None) -> Person | None:
        pk = self.of("persons", number)
        return None if pk is None else Person.objects.get(pk=pk)

    def number_of(self, model: type[Any], number: int) -> int | None:
        there = self.of(KIND_OF[model], number)
        if there is None and model is Page:
            self.is_ahead = True
        return there

    def address_of(self, page: int) -> str | None:
        return None

    def named(self, model: type[Any], name: Any) -> int | None:
        if model is Tag:
            tag, _is_new = Tag.objects.get_or_create(name=str(name)[:100])
            return int(tag.pk)
        if name not in self._themes:
            self.unknown_themes.add(str(name))
        return self._themes.get(name)

    def audience_key(self, sign: str) -> str:
        """The key of an audience; deny by default: what is not known here is open to nobody."""
        if sign in (PUBLIC, SIGNED_IN):
            return sign
        association = self.association
        if sign == ASSOCIATION_AUDIENCE:
            return f"association:{association.pk}"
        kind, _colon, number = sign.partition(":")
        if kind == GROUP_AUDIENCE and number.isdecimal() and int(number) in self.groups:
            return f"group:{self.groups[int(number)]}"
        if self._nobody is None:
            self._nobody = ClosedGroup.objects.create(name=NOBODY, association=association)
        return f"group:{self._nobody.pk}"

    def collection(self, number: int | None) -> Collection | None:
        pk = self.of("collections", number)
        return None if pk is None else Collection.objects.get(pk=pk)

    def take_back_files(self) -> None:
        """Remove what was stored, sizes of pictures too: a rollback does not reach the disk."""
        stems = {one.file.name.rpartition("/")[2].partition(".")[0] for one in self.stored}
        for folder in ("original_images", "images", "documents"):
            if not default_storage.exists(folder):
                continue
            for name in default_storage.listdir(folder)[1]:
                if name.partition(".")[0] in stems:
                    default_storage.delete(f"{folder}/{name}")
