"""Who may do what here (safeguards 2B): parties of plans, keepers of partnerships, guarded doors.

Everybody reads plans that were agreed and summaries that were published. Drafts of a plan are for
the programme and the plan's associations. What is inside a partnership (people of activities, who
confirmed) is for its coordinators, the programme, and who answers for a partner.
"""

import uuid
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from pages.moving import Move
from pages.permissions import one_or_404
from partnerships.models import (
    CountryPlan,
    Partner,
    Partnership,
    PlanAssociation,
    Risk,
    RiskReader,
)
from partnerships.roles import COORDINATOR, coordinated_by, holders_of
from partnerships.states import Party
from people.granting.permissions import speaks_for
from people.models import Organisation, Person
from people.permissions import edited_association_ids, is_programme_editor


def check_may(move: Move, parties: set[str]) -> None:
    """Raise Http404 where none of `parties` may make `move`: its button is not there for them."""
    if not move.by & parties:
        raise Http404


# -- Country plans ---------------------------------------------------------------------------------


def is_drafting(person: Any) -> bool:
    """Whether `person` drafts plans: the programme does."""
    return person.is_authenticated and is_programme_editor(person)


def plan_parties_of(plan: CountryPlan, person: Any) -> set[str]:
    """What `person` is to a plan, in words of `Party`."""
    if not person.is_authenticated:
        return set()
    parties: set[str] = {Party.PROGRAMME} if is_programme_editor(person) else set()
    if associations_signing(plan, person).exists():
        parties.add(Party.ASSOCIATION)
    return parties


def associations_signing(plan: CountryPlan, person: Person) -> QuerySet[Organisation]:
    """Associations of the plan for which `person` signs: who edits for them."""
    own = edited_association_ids(person)
    named = PlanAssociation.objects.filter(plan=plan, association__in=own)
    return Organisation.objects.filter(pk__in=named.values("association"))


def plans_shown() -> QuerySet[CountryPlan]:
    """Plans that were agreed: what everybody reads."""
    return CountryPlan.objects.exclude(agreed=None).select_related("agreed")


def plans_drafted_with(person: Any) -> QuerySet[CountryPlan]:
    """Plans whose draft `person` reads."""
    if not person.is_authenticated:
        return CountryPlan.objects.none()
    if is_programme_editor(person):
        return CountryPlan.objects.all()
    own = edited_association_ids(person)
    return CountryPlan.objects.filter(associations__association__in=own).distinct()


def get_plan_for(pk: uuid.UUID) -> CountryPlan:
    """The guarded door to what was agreed; else Http404."""
    return one_or_404(plans_shown().select_related("agreed"), pk)


def get_draft_for(person: Person, pk: uuid.UUID) -> CountryPlan:
    """The guarded door to a plan as it is drafted, its versions and signatures; else Http404."""
    found = one_or_404(CountryPlan.objects.select_related("agreed"), pk)
    if not plan_parties_of(found, person):
        raise Http404
    return found


def get_draft_to_write_for(person: Person, pk: uuid.UUID) -> CountryPlan:
    """The guarded door to writing a plan; else Http404."""
    found = get_draft_for(person, pk)
    if not is_programme_editor(person):
        raise Http404
    return found


# -- Partnerships ----------------------------------------------------------------------------------


def partnerships_visible_to(person: Any) -> QuerySet[Partnership]:
    """Published summaries, and those inside which `person` looks."""
    public = Q(is_published=True)
    if not person.is_authenticated:
        return Partnership.objects.filter(public)
    if is_programme_editor(person):
        return Partnership.objects.all()
    own = Partner.objects.filter(organisation__in=speaks_for(person))
    inside = Q(pk__in=coordinated_by(person)) | Q(pk__in=own.values("partnership"))
    return Partnership.objects.filter(public | inside)


def partnerships_kept_by(person: Any) -> QuerySet[Partnership]:
    """Those that `person` writes: the programme all, coordinators their own."""
    if not person.is_authenticated:
        return Partnership.objects.none()
    if is_programme_editor(person):
        return Partnership.objects.all()
    return Partnership.objects.filter(pk__in=coordinated_by(person))


def keeps_any(person: Any) -> bool:
    """Whether `person` writes one at least; where no role says so, without a query of its own."""
    if not person.is_authenticated:
        return False
    if is_programme_editor(person):
        return Partnership.objects.exists()
    return bool(coordinated_by(person))


def can_keep(person: Any, partnership: Partnership) -> bool:
    """Twin of `partnerships_kept_by`."""
    if not person.is_authenticated:
        return False
    return is_programme_editor(person) or partnership.pk in coordinated_by(person)


def sides_of(person: Any, partnership: Partnership) -> set[int]:
    """Numbers of the partners in whose name `person` speaks."""
    if not person.is_authenticated:
        return set()
    own = partnership.partners.filter(organisation__in=speaks_for(person))
    return set(own.values_list("organisation_id", flat=True))


def can_look_inside(person: Any, partnership: Partnership) -> bool:
    """Keepers, and who answers for a partner."""
    return can_keep(person, partnership) or bool(sides_of(person, partnership))


def get_partnership_for(person: Any, pk: uuid.UUID) -> Partnership:
    """The guarded door to a partnership's page; else Http404."""
    found = one_or_404(Partnership.objects.select_related("plan__agreed", "reporting"), pk)
    if not (found.is_published or can_look_inside(person, found)):
        raise Http404
    return found


def get_partnership_to_keep_for(person: Person, pk: uuid.UUID) -> Partnership:
    """The guarded door to writing in a partnership; else Http404."""
    found = one_or_404(Partnership.objects.select_related("plan"), pk)
    if not can_keep(person, found):
        raise Http404
    return found


def get_partnership_to_confirm_for(person: Person, pk: uuid.UUID) -> Partnership:
    """The guarded door to saying that it is alive: who speaks for a partner; else Http404."""
    found = one_or_404(Partnership.objects.all(), pk)
    if not sides_of(person, found):
        raise Http404
    return found


# -- Risks -----------------------------------------------------------------------------------------


def risks_read_by(person: Any) -> QuerySet[Risk]:
    """What `person` reads, and so writes: RISK-1 of partnerships they coordinate, and all of which
    they are a named reader. No role opens RISK-2, nor RISK-1 to the programme (R7, R9).
    """
    if not person.is_authenticated:
        return Risk.objects.none()
    named = RiskReader.objects.filter(person=person)
    coordinated = Q(partnership__in=coordinated_by(person), is_confidential=False)
    return Risk.objects.filter(coordinated | Q(pk__in=named.values("risk")))


def readers_of(risk: Risk) -> list[Person]:
    """Everybody who reads it: its named readers, and coordinators of RISK-1. Twin of
    `risks_read_by`.
    """
    named = list(Person.objects.filter(risks_read__risk=risk, is_active=True))
    if risk.is_confidential:
        return named
    return [*named, *holders_of(COORDINATOR, risk.partnership)]


def can_write_risks(person: Any, partnership: Partnership) -> bool:
    """Whether `person` writes down new ones: a coordinator does."""
    return person.is_authenticated and partnership.pk in coordinated_by(person)


def get_risk_for(person: Any, pk: uuid.UUID) -> Risk:
    """The guarded door to one risk; else Http404, whatever stands there (R3)."""
    people = ("partnership", "owner", "written_by")
    return one_or_404(risks_read_by(person).select_related(*people), pk)


def get_partnership_with_risks_for(person: Any, pk: uuid.UUID) -> Partnership:
    """The guarded door to the risks of a partnership: who looks inside, and named readers; else
    Http404.
    """
    found = one_or_404(Partnership.objects.all(), pk)
    has_own = risks_read_by(person).filter(partnership=found)
    if not (can_look_inside(person, found) or has_own.exists()):
        raise Http404
    return found


def get_partnership_to_warn_of_for(person: Any, pk: uuid.UUID) -> Partnership:
    """The guarded door to writing down a risk; else Http404."""
    found = one_or_404(Partnership.objects.all(), pk)
    if not can_write_risks(person, found):
        raise Http404
    return found
