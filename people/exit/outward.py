"""From numbers of this site to numbers of an archive, which say nothing about the site."""

from typing import Any

from taggit.models import Tag
from wagtail.models import Collection, Page

from pages.addresses import absolute
from pages.models import File, PageAddress, Picture, Theme
from people.models import Organisation, Person


class Numbers:
    """Numbers from 1 on, for rows in the order in which they were named.

    Others have none, but where it `grows` whoever is asked for gets the next.
    """

    def __init__(self, ids: list[int], *, grows: bool = False) -> None:
        self.ids = list(ids)
        self._grows = grows
        self._numbers = {pk: number for number, pk in enumerate(self.ids, 1)}

    def of(self, pk: int | None) -> int | None:
        if pk is not None and pk not in self._numbers and self._grows:
            self.ids.append(pk)
            self._numbers[pk] = len(self.ids)
        return self.known(pk)

    def known(self, pk: int | None) -> int | None:
        """The same, and nobody gets a new one."""
        return None if pk is None else self._numbers.get(pk)


class Outward:
    """The crossing from this site into an archive.

    Persons and organisations come along as soon as something of the association names them; of all
    else there is what was chosen at the beginning.
    """

    def __init__(
        self,
        *,
        organisations: list[int],
        persons: list[int],
        pages: list[int],
        collections: list[int],
        pictures: list[int],
        files: list[int],
    ) -> None:
        self.organisations = Numbers(organisations, grows=True)
        self.persons = Numbers(persons, grows=True)
        self.pages = Numbers(pages)
        self.pictures = Numbers(pictures)
        self.files = Numbers(files)
        self.collections = Numbers(collections)
        self._tables: dict[type[Any], Numbers] = {
            Organisation: self.organisations,
            Person: self.persons,
            Page: self.pages,
            Picture: self.pictures,
            File: self.files,
            Collection: self.collections,
        }
        self._names: dict[type[Any], dict[int, str]] = {
            Theme: dict(Theme.objects.values_list("pk", "slug")),
            Tag: {},
        }

    def number_of(self, model: type[Any], number: int) -> int | None:
        return self._tables[model].of(number)

    def address_of(self, page: int) -> str | None:
        """The whole address of a page that everyone may read; of others not even that (R4)."""
        row = PageAddress.objects.filter(page=page, is_public=True).first()
        return None if row is None else absolute(row.address)

    def named(self, model: type[Any], name: Any) -> str | None:
        names = self._names[model]
        if model is Tag and name not in names:
            names.update(Tag.objects.filter(pk=name).values_list("pk", "name"))
        return names.get(name)
