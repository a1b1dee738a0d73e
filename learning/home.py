"""What the library shows on the home page of a language and on the home of a space."""

from typing import Any

from django.db.models import Count, F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from learning.cards import cards_for
from learning.crossings import arc_line
from learning.models import LibraryItem, ManualPage
from pages.keeping import kept
from pages.models import HomePage, Theme
from pages.querysets import themes_in_order
from pages.tree import below
from people.models import Organisation

NEWEST = 6
NEWEST_OF_A_SHELF = 4
TO_BEGIN_WITH = 3


def library_on_the_home_page(request: HttpRequest, page: HomePage) -> dict[str, Any]:
    """New items, themes with the number of public items, and what each kind of user comes for."""
    library = f"{page.address}library/"
    items = LibraryItem.objects.visible_to(request.user).newest_first().for_cards()
    site_version = getattr(request, "site_version", None)
    counts = _public_items_by_theme(site_version)
    return {
        "arc_line": arc_line(get_language(), site_version),
        "newest": cards_for(list(items[:NEWEST])),
        "themes": [
            {
                "name": theme.name,
                "url": f"{library}?theme={theme.slug}",
                "count": counts.get(theme.pk, 0),
            }
            for theme in themes_in_order(site_version)
            if theme.parent_id is None
        ],
        "ways": [
            {
                "title": _("Find how it is done"),
                "text": _("Manuals, case studies and articles, down to the paragraph."),
                "url": reverse("search"),
            },
            {
                "title": _("Say what your town did"),
                "text": _("A snapshot takes a quarter of an hour, and you need no other tool."),
                "url": reverse("draft_snapshot"),
            },
            {
                "title": _("Keep what you will need"),
                "text": _("Your shelf: manuals to print, cases to show to the council."),
                "url": reverse("shelf"),
            },
        ],
        "library_url": library,
        "manuals": _manuals_to_begin_with(site_version),
        "feed_url": reverse("feed"),
        "suggest_url": reverse("suggest"),
    }


def _manuals_to_begin_with(site_version: int | None) -> list[dict[str, str]]:
    """Manuals that everyone may read, in the language of the page, the last confirmed first: a
    stranger is at a paragraph without knowing a word to search for.
    """
    return kept("manuals-to-begin-with", site_version, _read_manuals_to_begin_with)


def _read_manuals_to_begin_with() -> list[dict[str, str]]:
    rows = ManualPage.objects.visible_to(None).filter(locale__language_code=get_language())
    # A stranger looks for what a town did, not for how the programme's forms are filled in.
    by_programme = Organisation.objects.filter(kind=Organisation.Kind.PROGRAMME)
    rows = rows.exclude(source_organisation__in=by_programme)
    rows = rows.exclude(author_organisation__in=by_programme)
    first = rows.order_by(F("confirmed_on").desc(nulls_last=True), "pk")[:TO_BEGIN_WITH]
    return [{"title": one.title, "url": one.address} for one in first]


def shelf_on_the_home_of_a_space(request: HttpRequest, page: Any) -> dict[str, Any]:
    """The newest items of an association's shelf that the reader may read."""
    items = LibraryItem.objects.filter(below(page.path)).visible_to(request.user).newest_first()
    return {"shelf": cards_for(list(items.for_cards()[:NEWEST_OF_A_SHELF]))}


def _public_items_by_theme(site_version: int | None) -> dict[int, int]:
    """Public items by top theme, its own and those of the themes below it.

    Public ones only, for everybody: a count that a member sees tells of nothing closed.
    """
    return kept("public-items-by-theme", site_version, _count_public_items)


def _count_public_items() -> dict[int, int]:
    counts: dict[int, int] = {}
    rows = Theme.objects.filter(items__in=LibraryItem.objects.visible_to(None)).order_by()
    numbered = rows.values_list("pk", "parent_id").annotate(number=Count("items", distinct=True))
    for pk, parent_id, number in numbered:
        top = parent_id or pk
        counts[top] = counts.get(top, 0) + number
    return counts
