"""Where the newsletters of an association stand once they are out."""

from django.db.models import Q
from django.http import Http404, HttpRequest

from pages.tree import below
from people.models import AssociationPage, NewsIndexPage, Organisation
from people.space.head import SpaceHead, head_of, space_of
from people.space.permissions import get_home_of


def news_by_language(association: Organisation) -> dict[str, NewsIndexPage]:
    """The list of news in each language of its space, in the order of the tree; two queries.

    Empty where the association has no space yet.
    """
    within = Q(pk=None)
    homes = AssociationPage.objects.filter(association=association, live=True)
    for path in homes.values_list("path", flat=True):
        within |= below(path)
    rows = NewsIndexPage.objects.filter(within, live=True).select_related("locale")
    return {row.locale.language_code: row for row in rows.order_by("path")}


def head_over(request: HttpRequest, association: Organisation) -> SpaceHead | None:
    """The head of the association's space, over what its editors do; None where it has none."""
    try:
        space = space_of(get_home_of(association.pk), None)
    except Http404:
        return None
    return None if space is None else head_of(request, space, "newsletters")
