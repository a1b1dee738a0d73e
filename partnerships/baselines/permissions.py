"""Who reads and who writes baselines (safeguards 2B): raw ones are for who speaks for the partner
they are about, for its coordinators, and for the programme. Nothing of them is public.

Whoever speaks for a partner says how strong it is and how strong the others are; what was said of
another is theirs to read.
"""

import uuid
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from pages.permissions import one_or_404
from partnerships.models import Baseline, Partnership
from partnerships.permissions import can_keep, can_look_inside, sides_of
from partnerships.roles import coordinated_by
from people.granting.permissions import speaks_for
from people.models import Appointment, Organisation, Person
from people.permissions import is_programme_editor


def baselines_visible_to(person: Any) -> QuerySet[Baseline]:
    """Those whose words `person` reads."""
    if not person.is_authenticated:
        return Baseline.objects.none()
    if is_programme_editor(person):
        return Baseline.objects.all()
    coordinated = Q(partnership__in=coordinated_by(person))
    return Baseline.objects.filter(coordinated | Q(about__in=speaks_for(person)))


def can_read_baselines(person: Any, partnership: Partnership, about: int) -> bool:
    """Twin of `baselines_visible_to`, for all baselines of one partner in one partnership."""
    if not person.is_authenticated:
        return False
    return can_keep(person, partnership) or about in speaks_for(person)


def sides_speaking(person: Person, partnership: Partnership) -> QuerySet[Organisation]:
    """Partners in whose name `person` says how strong partners are: those they speak for, and of a
    coordinator where they work.
    """
    own = sides_of(person, partnership)
    if partnership.pk in coordinated_by(person):
        posts = Appointment.objects.holding_on().filter(person=person)
        partners = partnership.partners.filter(organisation__in=posts.values("organisation"))
        own |= set(partners.values_list("organisation_id", flat=True))
    return Organisation.objects.filter(pk__in=own).order_by("name")


def partners_of(partnership: Partnership) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=partnership.partners.values("organisation")).order_by(
        "name"
    )


def get_partnership_inside_for(person: Person, pk: uuid.UUID) -> Partnership:
    """The guarded door to the list of baselines: keepers and partners; else Http404."""
    found = one_or_404(Partnership.objects.all(), pk)
    if not can_look_inside(person, found):
        raise Http404
    return found


def get_assessed_for(person: Person, pk: uuid.UUID, about: int) -> tuple[Partnership, Organisation]:
    """The guarded door to what is said about one partner; else Http404."""
    partnership = get_partnership_inside_for(person, pk)
    organisation = one_or_404(partners_of(partnership), about)
    if not can_read_baselines(person, partnership, organisation.pk):
        raise Http404
    return partnership, organisation


def get_assessed_to_write_for(
    person: Person, pk: uuid.UUID, about: int
) -> tuple[Partnership, Organisation]:
    """The guarded door to saying how strong a partner is; else Http404."""
    partnership = get_partnership_inside_for(person, pk)
    organisation = one_or_404(partners_of(partnership), about)
    if not sides_speaking(person, partnership).exists():
        raise Http404
    return partnership, organisation
