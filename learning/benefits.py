"""What a member gave to the library and received from it in a year."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Left, Length
from django.utils.translation import gettext as _
from wagtail.models import Page

from learning.models import LibraryItem
from pages.registries import BenefitLine
from people.models import Organisation, ReadingCount
from people.readings import shown


def lines(*, organisation: Organisation, year: int, reader: Any) -> Iterable[BenefitLine]:
    """Five lines and as many queries; only of texts that the reader of the statement may read.

    Language versions of one text are one text.
    """
    readable = LibraryItem.objects.visible_to(reader)
    own = readable.filter(author_organisation=organisation)
    foreign = readable.exclude(author_organisation=organisation)
    answered = readable.filter(contact_organisation=organisation, listed_at__year__lte=year)
    readings = ReadingCount.objects.filter(month__year=year)
    by_others = readings.exclude(organisation=organisation)
    by_own = readings.filter(organisation=organisation)
    yield BenefitLine(True, _("Texts it published"), _texts(own.filter(listed_at__year=year)))
    yield BenefitLine(
        True, _("Texts it confirmed as still right"), _texts(own.filter(confirmed_on__year=year))
    )
    yield BenefitLine(True, _("Texts it answers questions about"), _texts(answered))
    yield BenefitLine(True, _("Times others read its texts"), shown(_sum(by_others, own)))
    yield BenefitLine(
        False, _("Times its people read what others wrote"), shown(_sum(by_own, foreign))
    )


def _texts(items: QuerySet[Any]) -> int:
    return int(items.order_by().values("translation_key").distinct().count())


def _sum(readings: QuerySet[ReadingCount], items: QuerySet[Any]) -> int:
    """Readings of these items; those of a chapter are of its manual."""
    above = Left("page__path", Length("page__path") - Page.steplen)
    of_items = Q(page__in=items.values("pk")) | Q(above__in=items.values("path"))
    found = readings.alias(above=above).filter(of_items)
    return int(found.aggregate(number=Sum("readings"))["number"] or 0)
