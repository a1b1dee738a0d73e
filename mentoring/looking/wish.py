"""What somebody looks for in a mentor."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from mentoring.models.offer import SIZES
from mentoring.models.weight import FacetKey
from mentoring.words import LANGUAGES, LEVELS
from pages.models import Theme
from people.models import Appointment

# What can be named as needed; where the asker works, and when, is not wished for.
NEEDABLE = tuple(FacetKey.values)


@dataclass(frozen=True)
class Wish:
    """Slugs of themes, codes of languages, a size, a level, where one works, and what is needed.

    What is empty is not asked about and gives nobody points. `needed` holds keys of facets that are
    conditions: all of the themes, one of the languages, the very size and level, something written
    about it, a working hour in common, a place that is free now.
    """

    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    size: str = ""
    level: str = ""
    zone: str = "UTC"
    needed: frozenset[str] = field(default_factory=frozenset)

    def as_data(self) -> dict[str, Any]:
        """For the database; `from_data` reads it."""
        return {
            "themes": list(self.themes),
            "languages": list(self.languages),
            "size": self.size,
            "level": self.level,
            "zone": self.zone,
            "needed": sorted(self.needed),
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Wish":
        """What `as_data` wrote, without what is not known any more."""
        return cls(
            themes=tuple(data.get("themes", ())),
            languages=tuple(code for code in data.get("languages", ()) if code in LANGUAGES),
            size=data.get("size", "") if data.get("size") in SIZES else "",
            level=data.get("level", "") if data.get("level") in LEVELS else "",
            zone=data.get("zone", "UTC"),
            needed=frozenset(data.get("needed", ())) & set(NEEDABLE),
        )


def own_wish(person: Any, page: Any = None) -> Wish:
    """What is likely looked for: the themes of `page`, or those of the person, who works where.

    Three queries for somebody who is signed in.
    """
    if not person.is_authenticated:
        return Wish(themes=_themes_of(page))
    posts = Appointment.objects.holding_on().filter(person=person).select_related("organisation")
    post = posts.order_by("from_on", "pk").first()
    spoken = person.spoken_languages.order_by("pk").values_list("code", flat=True)
    return Wish(
        themes=_themes_of(page) or _slugs(person.themes),
        languages=tuple(spoken) or (person.language,),
        size=post.organisation.size_band if post else "",
        level=post.level if post else "",
        zone=person.time_zone,
    )


def _themes_of(page: Any) -> tuple[str, ...]:
    themes = getattr(page, "themes", None)
    return _slugs(themes) if themes is not None else ()


def _slugs(themes: Any) -> tuple[str, ...]:
    found: tuple[str, ...] = tuple(sorted(theme.slug for theme in themes.all()))
    return found


@dataclass(frozen=True)
class WantedTheme:
    """A theme that is looked for: numbers of itself and those below, and of the one above."""

    fitting: frozenset[int]
    broader: frozenset[int]


def wanted_themes(slugs: tuple[str, ...]) -> dict[str, WantedTheme]:
    """The themes of these short names that are there; one query."""
    rows = list(
        Theme.objects.filter(Q(slug__in=slugs) | Q(parent__slug__in=slugs)).values_list(
            "pk", "slug", "parent_id"
        )
    )
    return {
        slug: WantedTheme(
            fitting=frozenset({pk, *(below for below, _slug, above in rows if above == pk)}),
            broader=frozenset({parent_id} - {None}),
        )
        for pk, slug, parent_id in rows
        if slug in slugs
    }
