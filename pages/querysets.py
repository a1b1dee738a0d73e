"""Questions about themes that every list asks."""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import get_language

from pages.models import Theme


@dataclass(frozen=True)
class ThemeRow:
    """A theme as lists show it, in the language of the screen."""

    pk: int
    parent_id: int | None
    slug: str
    name: str
    words: str


def themes_in_order(site_version: int | None) -> list[ThemeRow]:
    """All themes in the editors' order, kept in this process while the library does not move."""
    key = f"theme-rows:{site_version}:{get_language()}"
    rows: list[ThemeRow] | None = cache.get(key) if site_version is not None else None
    if rows is None:
        rows = [
            ThemeRow(theme.pk, theme.parent_id, theme.slug, theme.name, theme.words)
            for theme in Theme.objects.all()
        ]
        if site_version is not None:
            cache.set(key, rows)
    return rows
