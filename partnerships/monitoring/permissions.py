"""Who reads which track (R11): figures are for coordinators, the programme, partners and the
partnership's controllers; stories for all of these but controllers, who read what its author
opened to them.
"""

import uuid
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from pages.permissions import one_or_404
from partnerships.models import Figure, Partnership, Story
from partnerships.permissions import can_keep, can_look_inside
from partnerships.roles import controlled_by
from partnerships.states import Party
from people.models import Person
from people.permissions import is_programme_editor


def figure_parties_of(partnership: Partnership, person: Person) -> set[str]:
    """What `person` is to figures of a partnership, in words of `Party`."""
    parties: set[str] = {Party.KEEPER} if can_keep(person, partnership) else set()
    if is_programme_editor(person):
        parties.add(Party.PROGRAMME)
    return parties


def can_read_figures(person: Person, partnership: Partnership) -> bool:
    return can_look_inside(person, partnership) or partnership.pk in controlled_by(person)


def get_partnership_of_figures_for(person: Person, pk: uuid.UUID) -> Partnership:
    """The guarded door to the figures of a partnership; else Http404."""
    found = one_or_404(Partnership.objects.select_related("plan"), pk)
    if not can_read_figures(person, found):
        raise Http404
    return found


def get_figure_for(person: Person, pk: uuid.UUID) -> Figure:
    """The guarded door to writing or deciding on a figure; else Http404."""
    found = one_or_404(Figure.objects.select_related("indicator__partnership"), pk)
    if not figure_parties_of(found.indicator.partnership, person):
        raise Http404
    return found


def stories_for(partnership: Partnership, person: Any) -> QuerySet[Story]:
    """Stories of a partnership that `person` reads; twin of `get_story_for`."""
    rows = partnership.stories.select_related("author")
    if can_look_inside(person, partnership):
        return rows
    opened = Q(author=person)
    if partnership.pk in controlled_by(person):
        opened |= Q(shared_at__isnull=False)
    return rows.filter(opened)


def get_partnership_of_stories_for(person: Person, pk: uuid.UUID) -> Partnership:
    """The guarded door to the stories of a partnership; else Http404."""
    found = one_or_404(Partnership.objects.all(), pk)
    if not can_read_figures(person, found) and not stories_for(found, person).exists():
        raise Http404
    return found


def get_story_for(person: Person, pk: uuid.UUID) -> Story:
    """The guarded door to a story; else Http404."""
    found = one_or_404(Story.objects.select_related("partnership"), pk)
    if not stories_for(found.partnership, person).filter(pk=pk).exists():
        raise Http404
    return found
