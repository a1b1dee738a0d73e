"""Which paper a partnership signs, and why, and which reports it makes owed: the rule stands on the
page of each paper.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from partnerships.models import Contract

# From the funding manual of the programme: up to so much, in any currency of its plans, two
# partners trust each other's word.
CONTRACT_ABOVE = Decimal(10_000)
FINAL_WITHIN = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Rule:
    """The kind of paper, and the reason in a sentence."""

    kind: str
    reason: str


def rule_for(grant: Decimal | None, currency: str, *, is_investment: bool) -> Rule:
    """A memorandum for an exchange of expertise; a contract for investment, or above the limit."""
    if is_investment:
        return Rule(
            Contract.Kind.CONTRACT, _("A grant that pays for an investment needs a contract.")
        )
    if grant is not None and grant > CONTRACT_ABOVE:
        said = _("A grant above %(limit)s %(currency)s needs a contract.")
        limit = {"limit": f"{CONTRACT_ABOVE:f}", "currency": currency}
        return Rule(Contract.Kind.CONTRACT, said % limit)
    if grant is None:
        return Rule(
            Contract.Kind.MEMORANDUM,
            _("Expertise is exchanged and no grant is given: a memorandum is enough."),
        )
    said = _("A grant of %(limit)s %(currency)s or less needs a memorandum.")
    return Rule(
        Contract.Kind.MEMORANDUM,
        said % {"limit": f"{CONTRACT_ABOVE:f}", "currency": currency},
    )


def reports_for(contract: Contract) -> str:
    """Which reports a paper makes owed, in words of `Contract.Reports`: as it says; else with
    a contract one before each further instalment, or one a year where it is paid at once.
    """
    if contract.reports:
        return contract.reports
    if contract.kind == Contract.Kind.MEMORANDUM:
        return Contract.Reports.NONE.value
    is_in_parts = contract.instalments.count() > 1
    return (Contract.Reports.INSTALMENTS if is_in_parts else Contract.Reports.YEARLY).value


def sentence_on_reports(contract: Contract) -> str:
    """What the paper says of its reports; empty where none is owed."""
    which = reports_for(contract)
    if which == Contract.Reports.NONE:
        return ""
    days = {"days": FINAL_WITHIN.days}
    if which == Contract.Reports.INSTALMENTS:
        said = _(
            "A report is due before each instalment but the first, and a final one %(days)s days "
            "after the last day."
        )
    else:
        said = _("A report is due once a year, and a final one %(days)s days after the last day.")
    return said % days
