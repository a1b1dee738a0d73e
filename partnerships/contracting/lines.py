"""What is shown of a paper of a partnership."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.contracting.rule import rule_for, sentence_on_reports
from partnerships.models import Contract


def crumbs_of(contract: Contract) -> list[dict[str, str]]:
    one = contract.partnership
    return [
        {"label": _("Partnerships"), "url": reverse("partnerships")},
        {"label": one.title, "url": reverse("partnership", args=[one.pk])},
    ]


def shown_contract(contract: Contract) -> dict[str, Any]:
    """What the page and the PDF show of a paper."""
    rows = list(contract.signatures.select_related("organisation"))
    signed = {one.organisation_id: one for one in rows}
    # Once it is signed its parties are those who did, whoever is a partner today.
    is_concluded = contract.signed_at is not None
    partners = (
        rows if is_concluded else contract.partnership.partners.select_related("organisation")
    )
    sides = {one.organisation_id: one.organisation for one in partners}
    return {
        "contract": contract,
        "partnership": contract.partnership,
        "rule": rule_for(contract.grant, contract.currency, is_investment=contract.is_investment),
        "instalments": list(contract.instalments.all()),
        "on_reports": sentence_on_reports(contract),
        "sides": [
            {"organisation": organisation, "signature": signed.get(pk)}
            for pk, organisation in sides.items()
        ],
    }
