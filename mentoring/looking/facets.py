"""What one can narrow the shortlist by, with numbers, and what is asked for in words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from mentoring.looking.forms import NEEDED, asked_by
from mentoring.looking.wish import Wish
from mentoring.models import Offer, OfferLanguage
from mentoring.models.weight import FacetKey
from mentoring.words import LANGUAGES, LEVELS, SIZES
from pages.querysets import ThemeRow


@dataclass(frozen=True)
class Asked:
    """One thing that is asked for: its name and what was said."""

    label: str
    words: list[str]


def words_of(wish: Wish, themes: Sequence[ThemeRow]) -> list[Asked]:
    """The wish as facts; what is not asked about is left out."""
    names = {theme.slug: theme.name for theme in themes}
    facts = [
        Asked(_("Theme"), [names[slug] for slug in wish.themes if slug in names]),
        Asked(_("Languages"), [LANGUAGES[code] for code in wish.languages if code in LANGUAGES]),
        Asked(_("Town"), [str(SIZES[wish.size])] if wish.size else []),
        Asked(_("Level"), [str(LEVELS[wish.level])] if wish.level else []),
        Asked(_("Needed"), [str(NEEDED[key]) for key in NEEDED if key in wish.needed]),
    ]
    return [fact for fact in facts if fact.words]


def facets_of(
    offers: QuerySet[Offer], wish: Wish, path: str, themes: Sequence[ThemeRow]
) -> list[dict[str, Any]]:
    """Themes, languages, sizes and levels with the number of offers of each; four queries.

    Choosing one asks for it and needs it; choosing it again lets it go.
    """
    ids = offers.values("pk")
    names = {theme.pk: theme for theme in themes}
    themed = _counted(Offer.themes.through.objects.filter(offer__in=ids), "theme_id")
    spoken = _counted(OfferLanguage.objects.filter(offer__in=ids), "code")
    return [
        _facet(
            _("Theme"),
            [(names[pk].slug, names[pk].name, themed[pk]) for pk in names if pk in themed],
            wish.themes,
            lambda slugs: replace(wish, themes=slugs, needed=_with(wish, FacetKey.THEMES, slugs)),
            path,
        ),
        _facet(
            _("Language"),
            [(code, LANGUAGES[code], spoken[code]) for code in LANGUAGES if code in spoken],
            wish.languages,
            lambda codes: replace(
                wish, languages=codes, needed=_with(wish, FacetKey.LANGUAGES, codes)
            ),
            path,
        ),
        *(_facets_of_columns(ids, wish, path)),
    ]


def _facets_of_columns(ids: QuerySet[Any], wish: Wish, path: str) -> Iterable[dict[str, Any]]:
    for name, label, options, key in (
        ("size", _("Size of town"), SIZES, FacetKey.SIZE),
        ("level", _("Level"), LEVELS, FacetKey.LEVEL),
    ):
        counted = _counted(Offer.objects.filter(pk__in=ids), name)
        chosen = getattr(wish, name)

        def changed(values: tuple[str, ...], name: str = name, key: str = key) -> Wish:
            needed = _with(wish, key, values)
            fields: dict[str, Any] = {name: values[-1] if values else "", "needed": needed}
            return replace(wish, **fields)

        rows = [(one, str(options[one]), counted[one]) for one in options if one in counted]
        yield _facet(label, rows, (chosen,) if chosen else (), changed, path)


def _counted(rows: QuerySet[Any], column: str) -> dict[Any, int]:
    return dict(rows.order_by().values(column).annotate(n=Count("pk")).values_list(column, "n"))


def _with(wish: Wish, key: str, values: tuple[str, ...]) -> frozenset[str]:
    return wish.needed | {key} if values else wish.needed - {key}


def _facet(
    label: str,
    rows: list[tuple[str, str, int]],
    chosen: tuple[str, ...],
    changed: Callable[[tuple[str, ...]], Wish],
    path: str,
) -> dict[str, Any]:
    def address(value: str) -> str:
        rest = tuple(one for one in chosen if one != value)
        asked = asked_by(changed(rest if value in chosen else (*chosen, value)))
        # Nothing asked for would be what the profile says.
        return f"{path}?{urlencode(asked or {'size': ''}, doseq=True)}"

    return {
        "label": label,
        "entries": [
            {"label": name, "count": number, "url": address(value), "is_chosen": value in chosen}
            for value, name, number in rows
        ],
    }
