"""Which reports somebody may know of, and which they settle, in the language of queries."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import StrIndex

from learning.models.item import LibraryItem
from learning.models.library import LibraryPage
from learning.trying.states import ReportState, VersionState
from people.granting.permissions import Reach, reach_of
from people.models import Appointment, RoleGrant
from people.querysets import editors_for_programme, members_of_today
from people.roles import ASSOCIATION_EDITOR

NOBODY = Q(pk__in=[])


def readable_keys(person: Any) -> QuerySet[Any]:
    """Texts that `person` may read in one language at least."""
    return LibraryItem.objects.visible_to(person).order_by().values("translation_key")


def visible_reports(person: Any) -> Q:
    """Confirmed ones, and what waits for who may know of it; only of texts that they may read."""
    confirmed = Q(state=ReportState.OPEN, standing__isnull=False)
    known = confirmed | inside(person) | kept_by(person) | _written_by(person)
    return Q(translation_key__in=readable_keys(person)) & known


def inside(person: Any) -> Q:
    """Reports whose unconfirmed words `person` reads, whoever wrote them: those of the own
    organisation, and those they confirm.
    """
    if person is None or not person.is_authenticated:
        return NOBODY
    reach = reach_of(person)
    own = Appointment.objects.holding_on().filter(person=person.pk).values("organisation")
    return Q(organisation__in=own) | Q(organisation__in=reach.contact_ids) | _reached(reach)


def _written_by(person: Any) -> Q:
    """Reports of which `person` wrote a version: of who has left the organisation, no more."""
    if person is None or not person.is_authenticated:
        return NOBODY
    return Q(waiting__by=person.pk) | Q(standing__by=person.pk)


def decided_by(person: Any) -> Q:
    """Reports that wait for `person`: of their association's members, their own only where nobody
    else could (R12); for the programme where an association has no editors.
    """
    if not person.is_authenticated:
        return NOBODY
    reach = reach_of(person)
    others = _editing().exclude(person=person.pk).values("organisation")
    programme = Q(Exists(editors_for_programme().filter(is_active=True).exclude(pk=person.pk)))
    shared = Q(organisation__in=others) | Q(organisation__in=members_of_today(others))
    if reach.is_for_programme:
        shared |= _without_editors() & programme
    own = Q(waiting__by=person.pk)
    filed = Q(state=ReportState.OPEN, waiting__state=VersionState.FILED)
    return filed & _reached(reach) & ~(own & shared)


def looked_after_by(person: Any) -> Q:
    """Reports of organisations for which `person` decides, whoever wrote them and however it
    stands.
    """
    return _reached(reach_of(person)) if person.is_authenticated else NOBODY


def kept_by(person: Any) -> Q:
    """Reports that stand or stood and that `person` may hide: as editor of the programme, or of who
    owns the text.
    """
    if person is None or not person.is_authenticated:
        return NOBODY
    reach = reach_of(person)
    shown = Q(state__in=(ReportState.OPEN, ReportState.HIDDEN), standing__isnull=False)
    if reach.is_for_programme:
        return shown
    if not reach.edited_ids:
        return NOBODY
    return shown & Q(translation_key__in=_owned(reach).values("translation_key"))


def _owned(reach: Reach) -> QuerySet[Any]:
    """Texts written by these associations, and those that stand on their shelves."""
    shelves = LibraryPage.objects.filter(association__in=reach.edited_ids)
    above = shelves.annotate(place=StrIndex(OuterRef("path"), F("path")))
    written = Q(author_organisation__in=reach.edited_ids)
    return LibraryItem.objects.filter(written | Q(Exists(above.filter(place=1)))).order_by()


def _reached(reach: Reach) -> Q:
    """Of the associations one edits for and of their members; of those without editors."""
    reached = NOBODY
    if reach.edited_ids:
        reached |= Q(organisation__in=reach.edited_ids)
        reached |= Q(organisation__in=members_of_today(reach.edited_ids))
    if reach.is_for_programme:
        reached |= _without_editors()
    return reached


def _without_editors() -> Q:
    edited = _editing().values("organisation")
    return ~Q(organisation__in=edited) & ~Q(organisation__in=members_of_today(edited))


def _editing() -> QuerySet[RoleGrant]:
    """Who edits today for an association."""
    return RoleGrant.objects.holding().filter(
        role=ASSOCIATION_EDITOR.key, organisation__isnull=False, person__is_active=True
    )
