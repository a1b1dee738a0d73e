"""Records of this room that an administrator opens by exception: risks and papers (2B, R7)."""

import uuid
from typing import Any

from partnerships.contracting.lines import shown_contract
from partnerships.models import Contract, Risk
from partnerships.permissions import readers_of
from partnerships.risks.lines import words_of
from partnerships.roles import COORDINATOR, holders_of
from partnerships.states import ContractState
from people.breaking_glass.registries import KindOfRecord
from people.models import Person
from people.querysets import editors_for_programme, speakers_for


def _risk(reference: uuid.UUID) -> Risk | None:
    rows = Risk.objects.select_related("partnership", "owner", "written_by")
    return rows.filter(pk=reference).first()


def _shown_risk(risk: Risk) -> dict[str, Any]:
    return {"risk": risk, **words_of(risk)}


def _contract(reference: uuid.UUID) -> Contract | None:
    rows = Contract.objects.select_related("partnership", "amends")
    return rows.filter(pk=reference).first()


def _whose_contract(contract: Contract) -> list[Person]:
    """Who coordinates the partnership, and who speaks for those that sign the paper; where nobody
    does, the programme, which reads papers.
    """
    sides = set(contract.signatures.values_list("organisation_id", flat=True))
    if contract.state == ContractState.SIGNING:
        sides.update(contract.partnership.partners.values_list("organisation_id", flat=True))
    own = [*holders_of(COORDINATOR, contract.partnership), *speakers_for(sides)]
    return own or list(editors_for_programme())


RECORDS = (
    KindOfRecord(
        key="partnerships.risk",
        find=_risk,
        asks_for_two=lambda risk: risk.is_confidential,
        whose=readers_of,
        page="risk",
        template="partnerships/risk_opened.html",
        shown=_shown_risk,
        is_sensitive=True,
    ),
    KindOfRecord(
        key="partnerships.contract",
        find=_contract,
        asks_for_two=lambda contract: False,
        whose=_whose_contract,
        page="contract",
        template="partnerships/contracts/opened.html",
        shown=shown_contract,
    ),
)
