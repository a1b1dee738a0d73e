"""Who sees which figures of a course: for all, nothing below five that could name someone (2B)."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from people.models import Organisation
from people.permissions import edited_association_ids, is_programme_editor
from training.models import Course


def get_cascade_for(person: Any, pk: int) -> Course:
    """The door to the figures of a course: titles, dates and figures are open to everybody."""
    course = Course.objects.select_related("organisation").filter(pk=pk).first()
    if course is None:
        raise Http404
    return course


def sees_all_figures(person: Any, organisation_id: int | None) -> bool:
    """Whether small numbers are shown too: to who edits for the keeper, or for the programme."""
    if not getattr(person, "is_authenticated", False):
        return False
    return is_programme_editor(person) or organisation_id in edited_association_ids(person)


def keeps_figures_of(person: Any, organisation_id: int | None) -> Organisation | None:
    """The association whose figures the person keeps, None for the programme's; else Http404."""
    if not getattr(person, "is_authenticated", False):
        raise Http404
    if organisation_id is None:
        if not is_programme_editor(person):
            raise Http404
        return None
    found = Organisation.objects.associations().filter(pk=organisation_id).first()
    if found is None or not sees_all_figures(person, found.pk):
        raise Http404
    return found


def kept_for(keeper: Organisation | None) -> QuerySet[Course]:
    """The courses an association keeps; all of them for the programme."""
    courses = Course.objects.select_related("organisation").order_by("name", "pk")
    return courses if keeper is None else courses.filter(organisation=keeper)
