"""Questions about themes that every list asks."""

from dataclasses import dataclass

from pages.keeping import kept
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
    return kept(
        "themes",
        site_version,
        lambda: [
            ThemeRow(theme.pk, theme.parent_id, theme.slug, theme.name, theme.words)
            for theme in Theme.objects.all()
        ],
    )
