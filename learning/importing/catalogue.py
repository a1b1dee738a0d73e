"""Themes and organisations that a folder names, found or added."""

import re
from collections import Counter
from collections.abc import Iterable

from django.conf import settings
from django.utils.text import slugify

from learning.importing.manifest import Entry
from pages.models import Theme
from people.models import Organisation

_LABEL = re.compile(r"^\w+: ")
_AFTER_NAME = re.compile(r",\s|\s\(|\s[–—-]\s|;")


class Themes:
    """Themes of the curated tree by the names that imports give them."""

    def __init__(self) -> None:
        self.added: dict[str, None] = {}
        self._known: dict[str, Theme] = {}
        names = [f"name_{code}" for code, _name in settings.LANGUAGES]
        for theme in Theme.objects.all():
            called = [theme.slug, *(getattr(theme, name) for name in names)]
            for name in called:
                self._known.setdefault(_key(name), theme)
        for theme in Theme.objects.all():
            # What editors call an alias outranks a name that happens to be the same.
            self._known.update({_key(alias): theme for alias in theme.aliases})

    def get(self, name: str, *, is_dry: bool) -> Theme | None:
        """The theme called `name`; a new one at the end of the tree where there is none.

        None on a dry run, for a theme that would be added.
        """
        known = self._known.get(_key(name))
        if known is None:
            self.added[name] = None
            if is_dry:
                return None
            known = Theme.objects.create(
                slug=_free_slug(name),
                name_en=name[:1].upper() + name[1:],
                aliases=[name],
                order=999,
            )
            self._known[_key(name)] = known
        return known


class Organisations:
    """Organisations by the `source` that imports give them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.added: dict[str, None] = {}
        self._known: dict[str, Organisation] = {}
        self._attributions: dict[str, Counter[str]] = {}
        for entry in entries:
            counts = self._attributions.setdefault(entry.source, Counter())
            counts[name_in(entry.attribution)] += 1

    def get(self, source: str, *, is_dry: bool) -> Organisation | None:
        """The organisation of a source; None where there is no source, or on a dry run."""
        if not source:
            return None
        if source not in self._known:
            name = self._name_of(source)
            known = (
                Organisation.objects.filter(external_id=source).first()
                or Organisation.objects.filter(name__iexact=name).first()
            )
            if known is None:
                self.added[name] = None
                if is_dry:
                    return None
                known = Organisation.objects.create(
                    name=name, kind=Organisation.Kind.OTHER, external_id=source
                )
            self._known[source] = known
        return self._known[source]

    def _name_of(self, source: str) -> str:
        """Whom most of its documents credit; else the source's own short name, made readable."""
        counts = self._attributions.get(source, Counter())
        name, count = counts.most_common(1)[0] if counts else ("", 0)
        if name and count * 2 > counts.total():
            return name
        return source.replace("-", " ").replace("_", " ").capitalize()


def name_in(attribution: str) -> str:
    """The name at the beginning of a credit line: `Source: The Town, Plan` gives `The Town`."""
    return _AFTER_NAME.split(_LABEL.sub("", attribution), maxsplit=1)[0].strip()[:200]


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def _free_slug(name: str) -> str:
    slug = slugify(name)[:70] or "theme"
    taken = set(Theme.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    number = 2
    free = slug
    while free in taken:
        free = f"{slug}-{number}"
        number += 1
    return free
