"""Records of this room that an administrator opens by exception: risks and papers (2B, R7)."""

import uuid
from typing import Any

from notices.actions import tell
from partnerships.contracting.lines import shown_contract
from partnerships.kinds import PARTNERSHIP
from partnerships.models import Contract, Risk
from partnerships.risks.actions import tell_readers
from partnerships.risks.lines import words_of
from partnerships.roles import COORDINATOR, holders_of
from people.breaking_glass.registries import KindOfRecord


def _risk(reference: uuid.UUID) -> Risk | None:
    rows = Risk.objects.select_related("partnership", "owner", "written_by")
    return rows.filter(pk=reference).first()


def _tell_of_risk(risk: Risk, once: str) -> None:
    tell_readers(risk, once=once)


def _shown_risk(risk: Risk) -> dict[str, Any]:
    return {"risk": risk, **words_of(risk)}


def _contract(reference: uuid.UUID) -> Contract | None:
    rows = Contract.objects.select_related("partnership", "amends")
    return rows.filter(pk=reference).first()


def _tell_of_contract(contract: Contract, once: str) -> None:
    """Who coordinates the partnership; a paper belongs to nobody else by name."""
    words = {"what": "opened", "contract": str(contract.pk)}
    tell(PARTNERSHIP, holders_of(COORDINATOR, contract.partnership), once=once, words=words)


RECORDS = (
    KindOfRecord(
        key="partnerships.risk",
        find=_risk,
        asks_for_two=lambda risk: risk.is_confidential,
        tell=_tell_of_risk,
        template="partnerships/risk_opened.html",
        shown=_shown_risk,
        is_sensitive=True,
    ),
    KindOfRecord(
        key="partnerships.contract",
        find=_contract,
        asks_for_two=lambda contract: False,
        tell=_tell_of_contract,
        template="partnerships/contracts/opened.html",
        shown=shown_contract,
    ),
)
