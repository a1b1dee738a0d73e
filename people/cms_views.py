"""Persons in the CMS: its chooser and its lists of pages name whom the editor may know of.

Wagtail's chooser asks for nothing but access to the CMS, and gives the name of any number; its
lists of pages offer everybody who ever wrote one, to filter by (R1, R4).
"""

from collections.abc import Callable
from typing import Any

from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.views.generic.chooser import (
    ChooseResultsView,
    ChooseView,
    ChosenMultipleView,
    ChosenView,
)
from wagtail.admin.views.pages.listing import PageFilterSet

from pages.cms_doors import whole_numbers
from people.models import Person
from people.permissions import may_choose_persons
from people.querysets import choosable_by


class ForEditors:
    """404 for whoever edits for nobody, like for an address that is not there (R3)."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Wagtail has asked before whether somebody is signed in and may enter the CMS.
        editor: Any = request.user
        if not may_choose_persons(editor):
            raise Http404
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class ChoosePersonView(ForEditors, ChooseView):
    def get_object_list(self) -> QuerySet[Person]:
        return choosable_by(self.request.user)


class ChoosePersonResultsView(ForEditors, ChooseResultsView):
    def get_object_list(self) -> QuerySet[Person]:
        return choosable_by(self.request.user)


class ChosenPersonView(ForEditors, ChosenView):
    def get_object(self, pk: str) -> Person:
        return persons_chosen(self.request.user, [pk])[0]


class ChosenPersonsView(ForEditors, ChosenMultipleView):
    def get_objects(self, pks: list[str]) -> list[Person]:
        return persons_chosen(self.request.user, [unquote(pk) for pk in pks])


def persons_chosen(editor: Any, sent: list[str]) -> list[Person]:
    """The persons of these numbers, as they were sent; one that is not offered spoils all (L30)."""
    found = list(choosable_by(editor).filter(pk__in=whole_numbers(set(sent))).order_by("pk"))
    if len(found) < len(set(sent)):
        raise Http404
    return found


def narrow_filters() -> None:
    """From now on lists of pages offer as owners and editors only whom the asker may know of."""
    for name in ("owner", "edited_by"):
        persons = PageFilterSet.base_filters[name]
        persons.queryset = _known_among(persons.queryset)


def _known_among(
    everybody: Callable[[HttpRequest], QuerySet[Person]],
) -> Callable[[Any], QuerySet[Person]]:
    return lambda request: everybody(request).filter(pk__in=choosable_by(request.user).values("pk"))
