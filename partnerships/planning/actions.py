"""Drafting a plan, offering a version, signing it."""

from typing import Any

from django.db import models, transaction

from notices.actions import tell
from pages.moving import NotAnyMore, make
from pages.registries import announce_things
from partnerships.kinds import PLAN
from partnerships.models import CountryPlan, PlanAssociation, PlanVersion, Signature
from partnerships.planning.content import content_of
from partnerships.states import AGREE, CLOSE, OFFER, REOPEN, SIGN, WRITE, PlanState
from people.audit import record
from people.models import Organisation, Person
from people.querysets import editors_for, editors_for_programme


class NobodySigns(Exception):
    """The plan names no association that would sign it."""


@transaction.atomic
def save_plan(*, by: Person, plan: CountryPlan | None, said: dict[str, Any]) -> CountryPlan:
    """Begin a draft, or write in it, by the words of PlanForm. Raises NotAnyMore."""
    said = dict(said)
    associations = said.pop("associations")
    if plan is None:
        plan = CountryPlan.objects.create(made_by=by, state=WRITE.to, **said)
    else:
        _lock_draft(plan)
        for name, value in said.items():
            setattr(plan, name, value)
        plan.save(update_fields=list(said))
    PlanAssociation.objects.filter(plan=plan).exclude(association__in=associations).delete()
    known = set(plan.associations.values_list("association_id", flat=True))
    PlanAssociation.objects.bulk_create(
        PlanAssociation(plan=plan, association=one) for one in associations if one.pk not in known
    )
    return plan


@transaction.atomic
def save_row(*, plan: CountryPlan, row: models.Model) -> None:
    """Write a theme, an actor, a policy or a window of the draft. Raises NotAnyMore."""
    _lock_draft(plan)
    row.save()


@transaction.atomic
def remove_row(*, plan: CountryPlan, row: models.Model) -> None:
    """Take it out of the draft. Raises NotAnyMore."""
    _lock_draft(plan)
    row.delete()


def _lock_draft(plan: CountryPlan) -> None:
    """What is offered for signing is not written in. Raises NotAnyMore."""
    locked = CountryPlan.objects.select_for_update().filter(pk=plan.pk, state=PlanState.DRAFT)
    if not locked.exists():
        raise NotAnyMore


@transaction.atomic
def offer_plan(*, by: Person, plan: CountryPlan) -> PlanVersion:
    """Keep the draft as a version, and ask its associations to sign.

    Raises NobodySigns, NotAnyMore.
    """
    associations = list(plan.associations.values_list("association_id", flat=True))
    if not associations:
        raise NobodySigns
    make(OFFER, plan, number=models.F("number") + 1)
    version = PlanVersion.objects.create(
        plan=plan, number=plan.number, content=content_of(plan), made_by=by
    )
    record("partnerships.plan-offered", by=by, thing=plan)
    words = {"what": "sign", "plan": str(plan.pk)}
    once = f"sign:{plan.pk}:{version.number}"
    tell(PLAN, editors_for(associations), once=once, words=words, by=by)
    return version


@transaction.atomic
def sign_plan(*, by: Person, plan: CountryPlan, association: Organisation, number: int) -> bool:
    """Sign version `number` for an association; True where it was the last to sign.

    Raises NotAnyMore where another version is offered by now, or none.
    """
    make(SIGN, plan)
    if plan.number != number:
        raise NotAnyMore
    version = PlanVersion.objects.get(plan=plan, number=number)
    Signature.objects.get_or_create(
        version=version, association=association, defaults={"signed_by": by}
    )
    record("partnerships.plan-signed", by=by, thing=plan, organisation=association)
    named = {one["pk"] for one in version.content["associations"]}
    signed = set(version.signatures.values_list("association_id", flat=True))
    if not named <= signed:
        return False
    make(AGREE, plan, agreed=version)
    # Calls are for the themes that were agreed.
    announce_things("changed", [plan.scope, *(call.scope for call in plan.calls.only("pk"))])
    words = {"what": "agreed", "plan": str(plan.pk)}
    persons = editors_for(named) | editors_for_programme()
    tell(PLAN, persons.distinct(), once=f"agreed:{plan.pk}:{number}", words=words, by=by)
    return True


@transaction.atomic
def reopen_plan(*, by: Person, plan: CountryPlan) -> None:
    """Draft the next version; what was agreed stays what everybody reads. Raises NotAnyMore."""
    make(REOPEN, plan)
    record("partnerships.plan-reopened", by=by, thing=plan)


@transaction.atomic
def close_plan(*, by: Person, plan: CountryPlan) -> None:
    """Its time is over. Raises NotAnyMore."""
    make(CLOSE, plan)
    record("partnerships.plan-closed", by=by, thing=plan)
