"""Which persons, and which of their fields, somebody may see in a list.

The twin of `people.visibility`, which says it of one person; a test holds them together.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from .appointment import Appointment
from .organisation import AssociationMembership, Organisation
from .profile import FIELDS, SeenBy


class PersonQuerySet(models.QuerySet):
    """Persons; whatever narrows or orders a list by a field of theirs begins with `showing`."""

    def listed_for(self, viewer: Any) -> "PersonQuerySet":
        """Whom the directory names to `viewer`: who has agreed to be found by such as them (D11).

        Nobody for a visitor. One's own record is among them where somebody else may find it.
        """
        return self.showing("name", viewer)

    def showing(self, field: str, viewer: Any) -> "PersonQuerySet":
        """Those of `listed_for` whose `field` (of FIELDS) `viewer` may see; KeyError for another.

        The only way to filter or sort by a field: `showing("themes", viewer).filter(themes=…)`
        (safeguards 2A: hidden fields also for search, sort, filter, export).
        """
        if field not in FIELDS:
            raise KeyError(field)
        if not getattr(viewer, "is_authenticated", False):
            return self.none()
        near = persons_near(viewer)
        listed = self.filter(is_active=True)
        for name in dict.fromkeys(("name", field)):
            chosen = Q(**{f"{name}_seen_by": SeenBy.SIGNED_IN})
            for seen_by, persons in near.items():
                chosen |= Q(**{f"{name}_seen_by": seen_by}, pk__in=persons)
            listed = listed.filter(chosen)
        return listed


def persons_near(viewer: Any) -> dict[SeenBy, models.QuerySet]:
    """Numbers of those who today share the viewer's organisation, or one of their associations."""
    return {
        SeenBy.ORGANISATION: _persons_in(_posts_of(viewer)),
        SeenBy.ASSOCIATION: _persons_in(_organisations_around(viewer)),
    }


def _posts_of(viewer: Any) -> models.QuerySet:
    """Organisations in which the viewer holds a post today."""
    return Appointment.objects.holding_on().filter(person=viewer).values("organisation_id")


def _organisations_around(viewer: Any) -> models.QuerySet:
    """The viewer's organisations, their associations, and all members of these."""
    own = _posts_of(viewer)
    memberships = AssociationMembership.objects.holding_on()
    associations = Organisation.objects.associations().filter(
        Q(pk__in=own) | Q(pk__in=memberships.filter(member__in=own).values("association_id"))
    )
    ids = associations.order_by().values("pk")
    return (
        Organisation.objects.filter(
            Q(pk__in=own)
            | Q(pk__in=ids)
            | Q(pk__in=memberships.filter(association__in=ids).values("member_id"))
        )
        .order_by()
        .values("pk")
    )


def _persons_in(organisations: models.QuerySet) -> models.QuerySet:
    held = Appointment.objects.holding_on().filter(organisation__in=organisations)
    return held.values("person_id")
