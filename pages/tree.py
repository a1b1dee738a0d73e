"""Branches of the page tree as ranges of its indexed path.

Wagtail's own `descendant_of` says `path LIKE 'x%'`, which SQLite answers by reading every page.
"""

from django.db.models import Q
from wagtail.models import Page

# Steps are digits and capital letters of this length, so no path below x sorts after x + "ZZZZ".
_LAST_STEP = "Z" * Page.steplen


def below(path: str) -> Q:
    """All pages below the one with this path, itself not included."""
    return Q(path__gt=path, path__lte=path + _LAST_STEP)


def branch(path: str) -> Q:
    """The page with this path and all below it."""
    return Q(path__gte=path, path__lte=path + _LAST_STEP)
