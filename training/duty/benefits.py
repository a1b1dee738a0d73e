"""What the statement of a member says of duties: how many were kept, none below five (2C)."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from pages.registries import BenefitLine
from people.models import Organisation
from people.readings import shown
from training.duty.states import DutyState
from training.models import Duty


def lines(*, organisation: Organisation, year: int, reader: Any) -> Iterable[BenefitLine]:
    """Kept in that year by its people and by itself; one query."""
    kept = Duty.objects.filter(
        organisation=organisation, state=DutyState.KEPT, settled_at__year=year
    )
    number = kept.count()
    yield BenefitLine(
        True, _("What its people learnt and passed on"), shown(number) if number else 0
    )
