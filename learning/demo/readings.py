"""Readings of the demo's texts, so that a member's statement has something to say."""

import random

from django.db import transaction
from django.utils import timezone

from learning.models import LibraryItem
from people.demo import organisations_by_key
from people.models import ReadingCount

TEXTS_READ = 9


@transaction.atomic
def plant_readings() -> None:
    """This month's readings by each invented town; where the library was read, nothing is added."""
    items = list(LibraryItem.objects.visible_to(None).order_by("external_id"))
    if not items or ReadingCount.objects.filter(page__in=items).exists():
        return
    chance = random.Random(5)  # noqa: S311 - nothing secret is made of it
    month = timezone.now().date().replace(day=1)
    towns = sorted(organisations_by_key().items())
    ReadingCount.objects.bulk_create(
        ReadingCount(page_id=item.pk, organisation=town, month=month, readings=chance.randint(1, 9))
        for _key, town in towns
        for item in chance.sample(items, min(TEXTS_READ, len(items)))
    )
