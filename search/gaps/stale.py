"""Texts that are read and that nobody has confirmed for long, with the one next step of each."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.urls import reverse
from django.utils import timezone
from wagtail.permissions import page_permission_policy

from learning.models import LibraryItem
from people.models import ReadingCount
from people.readings import FEWEST_SHOWN

LONG = timedelta(days=730)
YEAR = timedelta(days=365)
_FIELDS = (
    "pk", "title", "our_address__address", "language", "confirmed_on", "review_by",
    "contact_post", "contact_person_id", "told_readings",
)  # fmt: skip


@dataclass(frozen=True)
class StaleText:
    """One of them; `readings` is None where they are too few to be told."""

    title: str
    url: str
    language: str
    confirmed_on: date | None
    review_by: date | None
    readings: int | None
    asks_contact: bool
    step_url: str


def stale_texts(person: Any, most: int) -> list[StaleText]:
    """Those among what `person` edits, the most read of the last twelve months first."""
    return [
        StaleText(
            title=row.title,
            url=row.our_address__address,
            language=row.language,
            confirmed_on=row.confirmed_on,
            review_by=row.review_by,
            readings=row.told_readings,
            asks_contact=(asks := _asks_contact(row, person)),
            step_url=reverse("contact", args=[row.pk])
            if asks
            else reverse("wagtailadmin_pages:edit", args=[row.pk]),
        )
        for row in _stale(person).values_list(*_FIELDS, named=True)[:most]
    ]


def _stale(person: Any) -> QuerySet[Any]:
    """Numbers that are not told order nothing either."""
    today = timezone.localdate()
    edited = page_permission_policy.instances_user_has_permission_for(person, "change")
    unconfirmed = Q(confirmed_on__lt=today - LONG) | Q(
        confirmed_on=None, listed_at__lt=timezone.now() - LONG
    )
    is_stale = Q(review_by__lt=today) | Q(unconfirmed, review_by=None)
    since = (today - YEAR).replace(day=1)
    counted = ReadingCount.objects.filter(page=OuterRef("pk"), month__gte=since)
    of_page = counted.order_by().values("page").annotate(all=Sum("readings")).values("all")
    rows = LibraryItem.objects.visible_to(person).filter(is_stale, pk__in=edited.values("pk"))
    rows = rows.annotate(readings=Subquery(of_page)).annotate(
        told_readings=Case(When(readings__gte=FEWEST_SHOWN, then=F("readings")))
    )
    return rows.order_by(F("told_readings").desc(nulls_last=True), "listed_at", "pk")


def _asks_contact(row: Any, person: Any) -> bool:
    """Whether somebody else knows better whether it is still right."""
    if row.contact_person_id == person.pk:
        return False
    return bool(row.contact_post or row.contact_person_id)
