"""Plants a register as large as a country's programme has, to see what it costs."""

import datetime
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from pages.models import Theme
from pages.registries import announce_things
from partnerships.models import (
    Budget,
    CountryPlan,
    Figure,
    Goal,
    Indicator,
    OrganisationCode,
    Output,
    Partner,
    Partnership,
    PartnershipCountry,
    PlanAssociation,
    PlanIndicator,
    PlanTheme,
    Sector,
)
from partnerships.planning.content import content_of
from partnerships.states import FigureState, PlanState
from people.models import Organisation

BATCH = 500
COUNTRIES = ("ZM", "PE", "MA", "CV", "KE", "BO", "ML", "MZ")
TOWNS = 400
REFERENCE = "XM-PLANTED-1"
# One in so many has learnt something.
LEARNT_BY_ONE_IN = 12


class NothingToStandOn(Exception):
    """There are no themes yet: the site has not been prepared."""


@dataclass(frozen=True)
class _Ground:
    """What planted partnerships stand on; `things` are keys of what is learnt in them."""

    plan: CountryPlan
    counted: PlanIndicator
    reporting: Organisation
    towns: list[Organisation]
    themes: list[Theme]
    things: Sequence[str]


@transaction.atomic
def plant(
    number: int,
    *,
    things: Sequence[str] = (),
    shown: Callable[[Iterable[Any]], Iterable[Any]] = iter,
) -> CountryPlan:
    """Plant so many partnerships below one agreed plan, which is given back.

    What is planted is the same for the same number; planting again adds as many more.
    """
    themes = list(Theme.objects.filter(parent=None).order_by("slug")[:5])
    if not themes:
        raise NothingToStandOn
    dice = random.Random(number)  # noqa: S311 - the same register each time
    plan, counted = _plan(themes)
    ground = _Ground(plan, counted, _reporting(), _towns(), themes, things)
    for start in shown(range(0, number, BATCH)):
        _plant_some(range(start, min(start + BATCH, number)), ground, dice)
    return plan


def _reporting() -> Organisation:
    known = OrganisationCode.objects.filter(reference=REFERENCE).first()
    if known is not None:
        return known.organisation
    programme = Organisation.objects.create(
        name="Planted programme", kind=Organisation.Kind.PROGRAMME
    )
    OrganisationCode.objects.create(organisation=programme, reference=REFERENCE, kind="15")
    return programme


def _towns() -> list[Organisation]:
    kind = Organisation.Kind.LOCAL_GOVERNMENT
    known = list(Organisation.objects.filter(kind=kind).order_by("pk")[:TOWNS])
    missing = [
        Organisation(name=f"Planted town {one}", kind=kind, country=COUNTRIES[one % len(COUNTRIES)])
        for one in range(len(known), TOWNS)
    ]
    made = Organisation.objects.bulk_create(missing)
    announce_things("changed", [one.scope for one in made])
    return [*known, *made]


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
    announce_things("changed", [plan.scope])
    counted = PlanIndicator.objects.create(
        plan=plan, theme=themes[0], title="People who pay", unit="people"
    )
    return plan, counted


def _plant_some(numbers: range, ground: _Ground, dice: random.Random) -> None:
    now, today = timezone.now(), timezone.localdate()
    made = Partnership.objects.bulk_create(
        Partnership(
            title=f"Planted partnership {number}",
            summary="What two towns do together.",
            language="en",
            plan=ground.plan,
            reporting=ground.reporting,
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
        for town in dice.sample(ground.towns, 2)
    )
    PartnershipCountry.objects.bulk_create(
        PartnershipCountry(partnership=one, country=dice.choice(COUNTRIES)) for one in made
    )
    _plant_themes(made, ground, dice)
    _plant_money(made, today, dice)
    _plant_figures(made, ground, today, dice)
    announce_things("changed", [one.scope for one in made])


def _plant_themes(made: list[Partnership], ground: _Ground, dice: random.Random) -> None:
    """A theme for each, as a sector and a goal too, and here and there what was learnt on it."""
    on = [(one, dice.choice(ground.themes)) for one in made]
    through = Partnership.themes.through
    through.objects.bulk_create(
        through(partnership_id=one.pk, theme_id=theme.pk) for one, theme in on
    )
    Sector.objects.bulk_create(
        Sector(partnership=one, code=code) for one, theme in on for code in theme.dac_codes[:1]
    )
    Goal.objects.bulk_create(
        Goal(partnership=one, code=code) for one, theme in on for code in theme.sdg_targets[:1]
    )
    if ground.things:
        Output.objects.bulk_create(
            Output(partnership=one, theme=theme, thing=dice.choice(ground.things))
            for one, theme in on[::LEARNT_BY_ONE_IN]
        )


def _plant_money(made: list[Partnership], today: datetime.date, dice: random.Random) -> None:
    year = today.replace(month=1, day=1)
    Budget.objects.bulk_create(
        Budget(
            partnership=one,
            starts_on=year,
            ends_on=year.replace(month=12, day=31),
            value=1_000 * dice.randrange(5, 60),
            currency="EUR",
            valued_on=year,
        )
        for one in made
    )


def _plant_figures(
    made: list[Partnership], ground: _Ground, today: datetime.date, dice: random.Random
) -> None:
    parts = Indicator.objects.bulk_create(
        Indicator(
            partnership=one,
            adds_to=ground.counted,
            title="Payers",
            unit="people",
            baseline=0,
            target=100,
            is_public=True,
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
