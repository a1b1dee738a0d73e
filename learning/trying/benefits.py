"""What the statement of a member says of what was tried."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from learning.models import LibraryItem, TriedReport
from learning.trying.reach import readable_keys
from pages.registries import BenefitLine
from people.models import Organisation


def lines(*, organisation: Organisation, year: int, reader: Any) -> Iterable[BenefitLine]:
    """Confirmed in that year, on texts that the reader may read; two queries."""
    confirmed = TriedReport.objects.confirmed().filter(standing__decided_at__year=year)
    readable = confirmed.filter(translation_key__in=readable_keys(reader))
    own_texts = LibraryItem.objects.filter(author_organisation=organisation).order_by()
    by_others = readable.of(own_texts.values("translation_key")).exclude(organisation=organisation)
    yield BenefitLine(
        True,
        _("Reports of what it tried, and what came of it"),
        readable.filter(organisation=organisation).count(),
    )
    yield BenefitLine(
        True,
        _("Organisations that tried its texts"),
        by_others.values("organisation").distinct().count(),
    )
