"""Who is told of a report that was filed, and of one that stands."""

import uuid
from collections.abc import Iterable
from typing import Any

from learning.models import LibraryItem, TriedReport
from people.models import Organisation, Person
from people.querysets import (
    editors_for,
    editors_for_programme,
    those_who_can_sign_in,
    who_answers,
)


def item_told_of(translation_key: uuid.UUID) -> LibraryItem | None:
    """The version that notices are about: the original, else the oldest."""
    rows = LibraryItem.objects.live().filter(translation_key=translation_key)
    return rows.order_by("-is_original", "pk").first()


def deciders_of(report: TriedReport, author: Person | None) -> list[Person]:
    """The editors of its associations, else the programme's; the author only where they are alone.

    Whoever holds that role without an account is not counted on.
    """
    editors = list(_known(editors_for(_associations_of(report.organisation)).values("pk")))
    if not editors:
        editors = list(_known(editors_for_programme().values("pk")))
    others = [one for one in editors if author is None or one.pk != author.pk]
    return others or editors


def _associations_of(organisation: Organisation) -> list[int]:
    joined = organisation.memberships_held.holding_on()
    return [organisation.pk, *joined.values_list("association_id", flat=True)]


def _known(ids: Any) -> Iterable[Person]:
    return those_who_can_sign_in().filter(pk__in=ids)


def contacts_of_text(item: LibraryItem) -> list[Person]:
    """Who answers questions about it; nobody where nobody was named."""
    if not (item.has_contact or item.contact_organisation_id):
        return []
    return who_answers(
        post=item.contact_post, organisation=item.contact_organisation, person=item.contact_person
    )
