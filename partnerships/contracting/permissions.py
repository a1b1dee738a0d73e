"""Who reads and signs contracts (2B): coordinators and the programme, and partners from when they
are asked to sign, and for what they signed. Readings of others than these and the coordinators are
noted (R8).
"""

import uuid
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from pages.permissions import one_or_404
from partnerships.models import Contract, ContractSignature, Partnership
from partnerships.permissions import can_keep, sides_of
from partnerships.roles import coordinated_by
from partnerships.states import ContractState, Party
from people.granting.permissions import speaks_for
from people.models import Person


def contract_parties_of(partnership: Partnership, person: Any) -> set[str]:
    """What `person` is to contracts of a partnership, in words of `Party`."""
    parties: set[str] = {Party.KEEPER} if can_keep(person, partnership) else set()
    if sides_of(person, partnership):
        parties.add(Party.PARTNER)
    return parties


def contracts_for(partnership: Partnership, person: Any) -> QuerySet[Contract]:
    """Contracts of a partnership that `person` reads; twin of `get_contract_for`."""
    parties = contract_parties_of(partnership, person)
    rows = partnership.contracts.all()
    if Party.KEEPER in parties:
        return rows
    if not person.is_authenticated:
        return rows.none()
    # Who signed reads it whatever came later; who came later does not.
    signed = ContractSignature.objects.filter(organisation__in=speaks_for(person))
    reads = Q(pk__in=signed.values("contract"))
    if Party.PARTNER in parties:
        reads |= Q(state=ContractState.SIGNING)
    return rows.filter(reads).exclude(state=ContractState.DRAFT)


def get_contract_for(person: Person, pk: uuid.UUID) -> Contract:
    """The guarded door to a contract; else Http404."""
    found = one_or_404(Contract.objects.select_related("partnership", "amends"), pk)
    if not contracts_for(found.partnership, person).filter(pk=pk).exists():
        raise Http404
    return found


def get_contract_to_draw_up_for(person: Person, pk: uuid.UUID) -> Contract:
    """The guarded door to writing a contract; else Http404."""
    found = one_or_404(Contract.objects.select_related("partnership", "amends"), pk)
    if not can_keep(person, found.partnership):
        raise Http404
    return found


def is_own(person: Person, contract: Contract) -> bool:
    """Whether it is theirs: who coordinates the partnership, or speaks for a partner."""
    is_coordinator = contract.partnership_id in coordinated_by(person)
    if is_coordinator or sides_of(person, contract.partnership):
        return True
    return contract.signatures.filter(organisation__in=speaks_for(person)).exists()


def can_read_copy_of(person: Person, contract: Contract, organisation_id: int) -> bool:
    """Whether `person` reads the paper with ink of one side: the own one, and who keeps it all."""
    return can_keep(person, contract.partnership) or organisation_id in speaks_for(person)
