"""What the statement of a member says of coaching: that there was other learning, and no more (2C).

No kind, date or partner, and no number below five.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from mentoring.models import Pair
from pages.registries import BenefitLine
from people.models import Appointment, Organisation
from people.readings import shown


def lines(*, organisation: Organisation, year: int, reader: Any) -> Iterable[BenefitLine]:
    """Pairs that went on in that year, of who works or worked there then; two queries."""
    then = Appointment.objects.filter(organisation=organisation, from_on__year__lte=year)
    there = then.exclude(until_on__year__lt=year).values("person_id")
    went_on = Pair.objects.exclude(agreed_at=None).filter(
        Q(ended_at=None) | Q(ended_at__year__gte=year), agreed_at__year__lte=year
    )
    yield BenefitLine(
        True, _("Other learning that its people gave"), _number(went_on.filter(mentor__in=there))
    )
    yield BenefitLine(
        False, _("Other learning that its people got"), _number(went_on.filter(mentee__in=there))
    )


def _number(pairs: QuerySet[Pair]) -> int | None:
    """None where there are some and fewer than five: that there is learning may be known."""
    number = pairs.count()
    return shown(number) if number else 0
