"""Who may do what with a call and an application (safeguards 2B).

Whoever speaks for an applicant is an applicant and nothing else, whatever other role they hold
(R7). A draft is for who speaks for the organisation that leads; once it is sent in it is for the
applicants, the programme, and, once screened, for the association that is asked and the assessors
of the call who are of no applicant.
"""

import uuid
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from pages.permissions import one_or_404
from partnerships.calling.roles import assessed_by
from partnerships.models import Application, Call, CoApplicant, PlanAssociation
from partnerships.states import ApplicationState, CallParty, CallState
from people.granting.permissions import speaks_for
from people.models import Appointment, AssociationMembership, Organisation, Person
from people.permissions import edited_association_ids, is_programme_editor

_UNSCREENED = (ApplicationState.DRAFT, ApplicationState.SUBMITTED)


# -- Calls -----------------------------------------------------------------------------------------


def keeps_calls(person: Any) -> bool:
    """Whether `person` writes calls and decides: the programme does."""
    return person.is_authenticated and is_programme_editor(person)


def calls_shown() -> QuerySet[Call]:
    """Calls that were opened: for everyone."""
    return Call.objects.exclude(state=CallState.DRAFT).select_related("plan__agreed")


def get_call_for(person: Any, pk: uuid.UUID) -> Call:
    """The guarded door to a call; drafts are the programme's; else Http404."""
    rows = Call.objects.select_related("plan__agreed") if keeps_calls(person) else calls_shown()
    return one_or_404(rows, pk)


def get_call_to_keep_for(person: Person, pk: uuid.UUID) -> Call:
    """The guarded door to writing a call; else Http404."""
    found = get_call_for(person, pk)
    if not keeps_calls(person):
        raise Http404
    return found


def get_call_to_read_applications_of_for(person: Person, pk: uuid.UUID) -> Call:
    """The guarded door to the list of who applied: the programme, its assessors; else Http404."""
    found = get_call_for(person, pk)
    if not (keeps_calls(person) or found.pk in assessed_by(person)):
        raise Http404
    return found


def leads_for(person: Any) -> QuerySet[Organisation]:
    """Local governments and associations in whose name `person` may apply."""
    if not person.is_authenticated:
        return Organisation.objects.none()
    kinds = (Organisation.Kind.LOCAL_GOVERNMENT, Organisation.Kind.ASSOCIATION)
    return Organisation.objects.filter(pk__in=speaks_for(person), kind__in=kinds)


# -- Applications ----------------------------------------------------------------------------------


def organisations_of(person: Person) -> frozenset[int]:
    """Where `person` works today, and for whom they speak: none of it they assess."""
    posts = Appointment.objects.holding_on().filter(person=person)
    return speaks_for(person) | set(posts.values_list("organisation_id", flat=True))


def applicants_of(application: Application) -> set[int]:
    """Numbers of who applies: the one that leads, and the others."""
    others = application.co_applicant_rows.values_list("organisation_id", flat=True)
    return {application.lead_id, *others}


def application_parties_of(application: Application, person: Any) -> set[str]:
    """What `person` is to an application, in words of `CallParty`."""
    if not person.is_authenticated:
        return set()
    own, applicants = speaks_for(person), applicants_of(application)
    is_draft = application.state == ApplicationState.DRAFT
    if application.lead_id in own or (not is_draft and own & applicants):
        return {CallParty.APPLICANT}
    if is_draft or own & applicants:
        return set()
    parties: set[str] = {CallParty.PROGRAMME} if is_programme_editor(person) else set()
    if application.state in _UNSCREENED:
        return parties
    if application.association_id in edited_association_ids(person):
        parties.add(CallParty.ASSOCIATION)
    is_assessor = application.call_id in assessed_by(person)
    if is_assessor and not organisations_of(person) & applicants:
        parties.add(CallParty.ASSESSOR)
    return parties


def applications_visible_to(person: Any) -> QuerySet[Application]:
    """Twin of `application_parties_of`."""
    if not person.is_authenticated:
        return Application.objects.none()
    own = speaks_for(person)
    applies = Q(lead__in=own) | ~Q(state=ApplicationState.DRAFT) & _named_in(own)
    if is_programme_editor(person):
        mine = ~Q(state=ApplicationState.DRAFT)
    else:
        of_an_applicant = Q(lead__in=organisations_of(person)) | _named_in(organisations_of(person))
        assesses = Q(call__in=assessed_by(person)) & ~of_an_applicant
        asked = Q(association__in=edited_association_ids(person))
        mine = ~Q(state__in=_UNSCREENED) & (asked | assesses)
    return Application.objects.filter(applies | mine)


def _named_in(organisation_ids: Any) -> Q:
    named = CoApplicant.objects.filter(organisation__in=organisation_ids)
    return Q(pk__in=named.values("application"))


def get_application_for(person: Person, pk: uuid.UUID) -> Application:
    """The guarded door to an application; else Http404."""
    rows = Application.objects.select_related(
        "call__plan__agreed", "lead", "theme", "association", "partnership"
    )
    found = one_or_404(rows, pk)
    if not application_parties_of(found, person):
        raise Http404
    return found


def get_application_to_write_for(person: Person, pk: uuid.UUID) -> Application:
    """The guarded door to writing a draft and sending it: who speaks for the lead; else Http404."""
    found = get_application_for(person, pk)
    if found.lead_id not in speaks_for(person):
        raise Http404
    return found


def get_application_as(party: str, person: Person, pk: uuid.UUID) -> Application:
    """The guarded door to what one party alone does with it; else Http404."""
    found = get_application_for(person, pk)
    if party not in application_parties_of(found, person):
        raise Http404
    return found


def associations_to_ask(application: Application) -> QuerySet[Organisation]:
    """Associations of the plan and those of which the lead is a member; none that applies."""
    of_plan = PlanAssociation.objects.filter(plan=application.call.plan_id)
    joined = AssociationMembership.objects.holding_on().filter(member=application.lead_id)
    named = Q(pk__in=of_plan.values("association")) | Q(pk__in=joined.values("association"))
    rows = Organisation.objects.filter(named).exclude(pk__in=applicants_of(application))
    return rows.order_by("name")


def may_assess(person: Person, application: Application) -> bool:
    """Whether `person` may be asked for a review: an assessor of the call, of no applicant."""
    is_assessor = application.call_id in assessed_by(person)
    return is_assessor and not organisations_of(person) & applicants_of(application)
