"""Readings of the demo's texts, so that a member's statement has something to say."""

import random

from django.db import transaction
from django.utils import timezone

from learning.models import LibraryItem
from people.demo import organisations_by_key
from people.models import ReadingCount

TEXTS_READ = 9
# Texts of the demo that went round: read everywhere, in the year before and in this one.
WENT_ROUND = ("Rent paid by the day", "A waste fee that holds")


@transaction.atomic
def plant_readings() -> None:
    """This month's readings by each invented town; where the library was read, nothing is added."""
    items = list(LibraryItem.objects.visible_to(None).order_by("external_id"))
    if not items or ReadingCount.objects.filter(page__in=items).exists():
        return
    chance = random.Random(5)  # noqa: S311 - nothing secret is made of it
    month = timezone.now().date().replace(day=1)
    towns = sorted(organisations_by_key().items())
    round_ids = [item.pk for item in items if item.title in WENT_ROUND]
    items = [item for item in items if item.pk not in round_ids]
    year_before = month.replace(year=month.year - 1)
    ReadingCount.objects.bulk_create(
        ReadingCount(page_id=pk, organisation=town, month=on, readings=chance.randint(1, 6))
        for _key, town in towns
        for pk in round_ids
        for on in (year_before, month)
        if chance.random() < (0.5 if on == year_before else 0.8)
    )
    ReadingCount.objects.bulk_create(
        ReadingCount(page_id=item.pk, organisation=town, month=month, readings=chance.randint(1, 9))
        for _key, town in towns
        for item in chance.sample(items, min(TEXTS_READ, len(items)))
    )
