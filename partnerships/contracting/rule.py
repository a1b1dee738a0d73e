"""Which paper a partnership signs, and why: the rule stands on the page of each paper."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from partnerships.models import Contract

# From the funding manual of the programme: up to so much, in any currency of its plans, two
# partners trust each other's word.
CONTRACT_ABOVE = Decimal(10_000)


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
