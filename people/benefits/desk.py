"""The way from a person's desk to what their organisation gave and received."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.registries import Action
from people.models import AssociationMembership, Organisation


def statements(person: Any) -> Iterable[Action]:
    """This year's statement of each member that the person holds a post in; one query."""
    joined = AssociationMembership.objects.holding_on().values("member_id")
    own = person.appointments.holding_on().filter(organisation__in=joined)
    members = Organisation.objects.filter(pk__in=own.values("organisation_id"))
    year = timezone.now().year
    for member in members.order_by("name"):
        label = _("What %(name)s gave and received") % {"name": member.name}
        yield Action(label=label, url=reverse("benefits", args=[member.pk, year]))
