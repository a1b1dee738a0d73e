"""Drawing up a paper, offering it, signing it, amending it."""

import uuid
from pathlib import Path
from typing import Any

from django.core.files import File as Content
from django.db import models, transaction
from django.utils import timezone

from notices.actions import tell
from pages.moving import NotAnyMore, make
from pages.uploads import CheckedFile
from partnerships.contracting.permissions import is_own
from partnerships.contracting.rule import rule_for
from partnerships.kinds import PARTNERSHIP
from partnerships.models import Contract, ContractSignature, Instalment, Partnership
from partnerships.reporting.actions import owe_reports_of
from partnerships.states import (
    CONCLUDE,
    DRAW_UP,
    OFFER_CONTRACT,
    REPLACE,
    SIGN_CONTRACT,
    TAKE_BACK,
    ContractState,
)
from people.audit import record
from people.models import Organisation, Person
from people.querysets import speakers_for


class NotComplete(Exception):
    """Something is missing before it can be signed; the words say what."""


@transaction.atomic
def save_contract(
    *,
    by: Person,
    partnership: Partnership,
    contract: Contract | None,
    said: dict[str, Any],
    amends: Contract | None = None,
) -> Contract:
    """Draw up a paper, or write in its draft; its kind follows from the rule. Raises NotAnyMore."""
    rule = rule_for(said["grant"], said["currency"], is_investment=said["is_investment"])
    fields = {**said, "kind": rule.kind, "changed_at": timezone.now()}
    if contract is not None:
        drafts = Contract.objects.filter(pk=contract.pk, state=ContractState.DRAFT)
        if not drafts.update(**fields):
            raise NotAnyMore
        contract.refresh_from_db()
        if contract.grant is None:
            contract.instalments.all().delete()
        contract.instalments.update(currency=contract.currency)
        return contract
    # Two papers at once get two numbers.
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    if amends is not None and amendments_under_way(amends).exists():
        raise NotAnyMore
    last = partnership.contracts.aggregate(models.Max("number"))["number__max"] or 0
    return Contract.objects.create(
        partnership=partnership,
        number=last + 1,
        amends=amends,
        state=DRAW_UP.to,
        made_by=by,
        **fields,
    )


def amendments_under_way(contract: Contract) -> Any:
    """The amendment of a signed paper that is a draft or waits for signatures, if there is one."""
    return contract.amendments.filter(state__in=(ContractState.DRAFT, ContractState.SIGNING))


@transaction.atomic
def add_instalment(*, contract: Contract, said: dict[str, Any]) -> None:
    """One more part of the grant. Raises NotAnyMore where it is no draft."""
    _lock_draft(contract)
    Instalment.objects.create(
        contract=contract, currency=contract.currency, valued_on=contract.starts_on, **said
    )


@transaction.atomic
def remove_instalment(*, contract: Contract, instalment: Instalment) -> None:
    """One part less. Raises NotAnyMore."""
    _lock_draft(contract)
    instalment.delete()


def _lock_draft(contract: Contract) -> None:
    rows = Contract.objects.select_for_update().filter(pk=contract.pk, state=ContractState.DRAFT)
    if not rows.exists():
        raise NotAnyMore


@transaction.atomic
def offer_contract(*, by: Person, contract: Contract) -> None:
    """Ask the partners to sign. Raises NotComplete, NotAnyMore."""
    if contract.kind == Contract.Kind.CONTRACT and not contract.audit:
        raise NotComplete("audit")
    parts = contract.instalments.aggregate(models.Sum("value"))["value__sum"]
    if parts is not None and parts != contract.grant:
        raise NotComplete("instalments")
    sides = list(contract.partnership.partners.values_list("organisation_id", flat=True))
    if not sides:
        raise NotComplete("partners")
    make(OFFER_CONTRACT, contract, changed_at=timezone.now())
    record("partnerships.contract-offered", by=by, thing=contract)
    _tell(contract, "sign", speakers_for(sides), by)


def _tell(contract: Contract, what: str, persons: Any, by: Person) -> None:
    words = {"what": what, "contract": str(contract.pk)}
    once = f"contract:{what}:{contract.pk}:{contract.changed_at:%Y%m%d%H%M%S}"
    tell(PARTNERSHIP, persons, once=once, words=words, by=by)


@transaction.atomic
def take_contract_back(*, by: Person, contract: Contract) -> None:
    """Write in it again; who has signed signs anew. Raises NotAnyMore."""
    make(TAKE_BACK, contract, changed_at=timezone.now())
    for signature in contract.signatures.all():
        _forget_copy(signature)
        signature.delete()
    record("partnerships.contract-taken-back", by=by, thing=contract)


@transaction.atomic
def sign_contract(
    *, by: Person, contract: Contract, organisation: Organisation, seen_at: str
) -> bool:
    """Sign for a partner what was read at `seen_at`; True where it was the last to sign.

    Raises NotAnyMore where it was changed since.
    """
    make(SIGN_CONTRACT, contract)
    if contract.changed_at.isoformat() != seen_at:
        raise NotAnyMore
    ContractSignature.objects.get_or_create(
        contract=contract, organisation=organisation, defaults={"signed_by": by}
    )
    record("partnerships.contract-signed", by=by, thing=contract, organisation=organisation)
    sides = set(contract.partnership.partners.values_list("organisation_id", flat=True))
    signed = set(contract.signatures.values_list("organisation_id", flat=True))
    if not sides <= signed:
        return False
    make(CONCLUDE, contract, signed_at=timezone.now())
    if contract.amends is not None:
        make(REPLACE, contract.amends)
    owe_reports_of(contract)
    _tell(contract, "signed", speakers_for(sides), by)
    return True


@transaction.atomic
def keep_copy(*, signature: ContractSignature, content: Any, checked: CheckedFile) -> None:
    """Keep the paper with ink of one side, in place of an earlier one. Raises NotAnyMore where
    the paper was taken back meanwhile.
    """
    signature_now = ContractSignature.objects.select_for_update().filter(pk=signature.pk).first()
    if signature_now is None:
        raise NotAnyMore
    signature = signature_now
    _forget_copy(signature)
    signature.copy = Content(content, name=f"{uuid.uuid4()}{Path(checked.storage_name).suffix}")
    signature.copy_name, signature.copy_type = checked.human_name, checked.content_type
    signature.save(update_fields=["copy", "copy_name", "copy_type"])


def _forget_copy(signature: ContractSignature) -> None:
    stored, name = signature.copy.storage, signature.copy.name
    if name:
        transaction.on_commit(lambda: stored.delete(name))


@transaction.atomic
def note_reading(*, by: Person, contract: Contract) -> None:
    """Write down that somebody read a contract that is not theirs (R8)."""
    if not is_own(by, contract):
        record("partnerships.contract-read", by=by, thing=contract)
