"""Plants a register as large as a country's programme has, to see what it costs."""

import datetime
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from pages.models import PageAddress, Theme
from pages.planting import PLANTED_ON, AlreadyPlanted, Grown, NothingToStandOn, Planting
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
from partnerships.registries import key_at
from partnerships.states import FigureState, PlanState
from people.models import Organisation

BATCH = 500
COUNTRIES = ("ZM", "PE", "MA", "CV", "KE", "BO", "ML", "MZ")
TOWNS = 400
REFERENCE = "XM-PLANTED-{seed}"
MOST_THINGS = 200
# One in so many has learnt something.
LEARNT_BY_ONE_IN = 12


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
def plant(number: int, seed: int, grown: Grown) -> CountryPlan:
    """Plant so many partnerships below one agreed plan, which is given back.

    What was learnt in them are texts of the library, as far as there are any. Raises AlreadyPlanted
    for a seed that was used before, NothingToStandOn where no theme is there.
    """
    if OrganisationCode.objects.filter(reference=REFERENCE.format(seed=seed)).exists():
        raise AlreadyPlanted
    themes = list(Theme.objects.filter(parent=None).order_by("slug")[:5])
    if not themes:
        raise NothingToStandOn("There are no themes yet. Run prepare_site first.")
    dice = random.Random(seed)  # noqa: S311 - nothing secret is made of it
    plan, counted = _plan(themes, seed)
    ground = _Ground(plan, counted, _reporting(seed), _towns(), themes, _things())
    for start in range(0, number, BATCH):
        some = range(start, min(start + BATCH, number))
        _plant_some(some, ground, dice)
        grown(len(some))
    return plan


def _things() -> list[str]:
    """Keys of what stands on public pages and can be tied."""
    public = PageAddress.objects.filter(is_public=True, language="en").order_by("page_id")
    keys = map(key_at, public.values_list("address", flat=True)[: 5 * MOST_THINGS])
    return list(dict.fromkeys(key for key in keys if key))[:MOST_THINGS]


def _reporting(seed: int) -> Organisation:
    programme = Organisation.objects.create(
        name=f"Programme of Towns {seed}", kind=Organisation.Kind.PROGRAMME
    )
    reference = REFERENCE.format(seed=seed)
    OrganisationCode.objects.create(organisation=programme, reference=reference, kind="15")
    return programme


def _towns() -> list[Organisation]:
    kind = Organisation.Kind.LOCAL_GOVERNMENT
    known = list(Organisation.objects.filter(kind=kind).order_by("pk")[:TOWNS])
    missing = [
        Organisation(
            name=f"Riverside {one + 1}", kind=kind, country=COUNTRIES[one % len(COUNTRIES)]
        )
        for one in range(len(known), TOWNS)
    ]
    made = Organisation.objects.bulk_create(missing)
    announce_things("changed", [one.scope for one in made])
    return [*known, *made]


def _plan(themes: list[Theme], seed: int) -> tuple[CountryPlan, PlanIndicator]:
    association = Organisation.objects.associations().order_by("pk").first()
    if association is None:
        association = Organisation.objects.create(
            name="Association of Riversides", kind=Organisation.Kind.ASSOCIATION
        )
    today = PLANTED_ON.date()
    plan = CountryPlan.objects.create(
        title=f"Towns that learn from each other {seed}",
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
    now, today = PLANTED_ON, PLANTED_ON.date()
    pairs = [dice.sample(ground.towns, 2) for _ in numbers]
    made = Partnership.objects.bulk_create(
        Partnership(
            title=f"Partnership {number + 1} of {one.name} and {other.name}",
            summary="What two towns do together.",
            language="en",
            plan=ground.plan,
            reporting=ground.reporting,
            status=dice.choice("12234"),
            starts_on=today - datetime.timedelta(days=dice.randrange(2_000)),
            is_published=True,
            changed_at=now - datetime.timedelta(minutes=number),
        )
        for number, (one, other) in zip(numbers, pairs, strict=True)
    )
    Partner.objects.bulk_create(
        Partner(partnership=one, organisation=town, role=Partner.Role.IMPLEMENTING)
        for one, pair in zip(made, pairs, strict=True)
        for town in pair
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


PARTNERSHIPS = Planting(
    "partnerships",
    "below one agreed plan, with partners, themes, budgets and figures",
    12_000,
    plant,
)
