"""Plants a register as large as a country's programme has, to see what it costs."""

import datetime
import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from pages.models import Theme
from partnerships.models import (
    CountryPlan,
    Figure,
    Indicator,
    Partner,
    Partnership,
    PartnershipCountry,
    PlanAssociation,
    PlanIndicator,
    PlanTheme,
)
from partnerships.planning.content import content_of
from partnerships.states import FigureState, PlanState
from people.models import Organisation

BATCH = 500
COUNTRIES = ("ZM", "PE", "MA", "CV", "KE", "BO", "ML", "MZ")
TOWNS = 400


class NothingToStandOn(Exception):
    """There are no themes yet: the site has not been prepared."""


@transaction.atomic
def plant(number: int, *, shown: Callable[[Iterable[Any]], Iterable[Any]] = iter) -> CountryPlan:
    """Plant so many partnerships below one agreed plan, which is given back.

    What is planted is the same for the same number; planting again adds as many more.
    """
    themes = list(Theme.objects.filter(parent=None).order_by("slug")[:5])
    if not themes:
        raise NothingToStandOn
    dice = random.Random(number)  # noqa: S311 - the same register each time
    towns = _towns()
    plan, counted = _plan(themes)
    for start in shown(range(0, number, BATCH)):
        _plant_some(range(start, min(start + BATCH, number)), plan, counted, towns, themes, dice)
    return plan


def _towns() -> list[Organisation]:
    kind = Organisation.Kind.LOCAL_GOVERNMENT
    known = list(Organisation.objects.filter(kind=kind).order_by("pk")[:TOWNS])
    missing = [
        Organisation(name=f"Planted town {one}", kind=kind, country=COUNTRIES[one % len(COUNTRIES)])
        for one in range(len(known), TOWNS)
    ]
    return [*known, *Organisation.objects.bulk_create(missing)]


def _plan(themes: list[Theme]) -> tuple[CountryPlan, PlanIndicator]:
    association = Organisation.objects.create(
        name="Planted association", kind=Organisation.Kind.ASSOCIATION
    )
    today = timezone.localdate()
    plan = CountryPlan.objects.create(
        title="A planted plan",
        countries=",".join(COUNTRIES),
        language="en",
        starts_on=today,
        ends_on=today + datetime.timedelta(days=1_000),
        number=1,
    )
    PlanAssociation.objects.create(plan=plan, association=association)
    PlanTheme.objects.bulk_create(
        PlanTheme(plan=plan, theme=theme, rank=rank) for rank, theme in enumerate(themes, start=1)
    )
    plan.agreed = plan.versions.create(number=1, content=content_of(plan))
    plan.state = PlanState.AGREED
    plan.save()
    counted = PlanIndicator.objects.create(
        plan=plan, theme=themes[0], title="People who pay", unit="people"
    )
    return plan, counted


def _plant_some(
    numbers: range,
    plan: CountryPlan,
    counted: PlanIndicator,
    towns: list[Organisation],
    themes: list[Theme],
    dice: random.Random,
) -> None:
    now, today = timezone.now(), timezone.localdate()
    made = Partnership.objects.bulk_create(
        Partnership(
            title=f"Planted partnership {number}",
            summary="What two towns do together.",
            language="en",
            plan=plan,
            status=dice.choice("12234"),
            starts_on=today - datetime.timedelta(days=dice.randrange(2_000)),
            is_published=True,
            changed_at=now - datetime.timedelta(minutes=number),
        )
        for number in numbers
    )
    Partner.objects.bulk_create(
        Partner(partnership=one, organisation=town, role=Partner.Role.IMPLEMENTING)
        for one in made
        for town in dice.sample(towns, 2)
    )
    PartnershipCountry.objects.bulk_create(
        PartnershipCountry(partnership=one, country=dice.choice(COUNTRIES)) for one in made
    )
    through = Partnership.themes.through
    through.objects.bulk_create(
        through(partnership_id=one.pk, theme_id=dice.choice(themes).pk) for one in made
    )
    parts = Indicator.objects.bulk_create(
        Indicator(
            partnership=one, adds_to=counted, title="Payers", unit="people", baseline=0, target=100
        )
        for one in made
    )
    Figure.objects.bulk_create(_figures(parts, today, dice))


def _figures(
    parts: Iterable[Indicator], today: datetime.date, dice: random.Random
) -> Iterator[Figure]:
    for part in parts:
        for half in (1, 2):
            last = today - datetime.timedelta(days=180 * half)
            yield Figure(
                indicator=part,
                starts_on=last - datetime.timedelta(days=179),
                ends_on=last,
                actual=dice.randrange(100),
                state=FigureState.APPROVED,
            )
