"""The guarded doors to a trail and to what is rolled up; 404 for what one may not know of (R3)."""

from typing import Any

from django.http import Http404

from impact.lessons import Known, lessons_known_to
from pages.models import Theme
from pages.permissions import one_or_404
from people.models import Organisation


def get_lesson_for(person: Any, kind: str, number: str) -> Known:
    """The guarded door to the trail of one lesson; else Http404, for a mentorship always."""
    key = f"{kind}:{number}"
    found = lessons_known_to([key], person).get(key)
    if found is None:
        raise Http404
    return found


def get_theme(slug: str) -> Theme:
    """Themes are for everyone; else Http404."""
    found = Theme.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def get_association(pk: int) -> Organisation:
    """That there is an association is for everyone; else Http404."""
    return one_or_404(Organisation.objects.associations(), pk)
