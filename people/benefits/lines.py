"""What this room adds to the statement of a member."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from pages.audiences import keys_for
from pages.registries import BenefitLine
from people.models import Organisation


def newsletters(*, organisation: Organisation, year: int, reader: Any) -> Iterable[BenefitLine]:
    """Newsletters that at least one of its people was told of and the reader may read."""
    received = organisation.newsletters_received.filter(
        newsletter__begun_at__year=year, newsletter__audience__in=keys_for(reader)
    )
    yield BenefitLine(False, _("Newsletters it got"), received.count())
