"""Plants courses that were passed on through several generations, to see what many cost."""

import datetime
import random
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F

from pages.models import SiteVersion, Theme
from pages.planting import PLANTED_ON, AlreadyPlanted, Grown, NothingToStandOn, Planting
from people.models import Appointment, Organisation
from training.cascade.counting import recount
from training.duty.actions import months_after
from training.duty.states import DutyState
from training.models import AgeBand, Course, Edition, Event, Participation, Role, Sex
from training.models.duty import MONTHS, REMINDED_BEFORE, BenefitKind, Duty, Waiver
from training.states import EventState

IN_EACH = 25
# Trainings of a course, generation by generation: who learnt in one leads three of the next.
WIDTHS = (1, 3, 9, 27)
DAYS_BETWEEN = 150
WAIVED = "It was before this site kept duties."
_KEYS = uuid.UUID("5f2a1a55-4a3c-5b0e-9d42-7b6b8f7c2d10")

Pool = list[Appointment]


@dataclass
class _Ground:
    """What the courses of one planting stand on: pools of persons, by their association."""

    chance: random.Random
    seed: int
    pools: list[tuple[Organisation, Pool]]
    themes: list[Theme]


@dataclass
class _Season:
    """One course while it is planted; of each training so far one learner is among `trainers`."""

    edition: Edition
    keeper: Organisation
    pool: Pool
    begun_at: datetime.datetime
    events: list[Event] = field(default_factory=list)
    trainers: Pool = field(default_factory=list)
    rows: list[Participation] = field(default_factory=list)


@transaction.atomic
def plant(participations: int, seed: int, grown: Grown) -> None:
    """Add exactly so many participations of persons who are here, and the duties they opened.

    Raises AlreadyPlanted for a seed that was used before, NothingToStandOn where too few are here.
    """
    if Event.objects.filter(pk=_key(f"{seed}:0:0")).exists():
        raise AlreadyPlanted
    ground = _Ground(random.Random(seed), seed, _pools(), list(Theme.objects.order_by("slug")))  # noqa: S311 - nothing secret is made of it
    left, number = participations, 0
    while left:
        rows = _plant_course(number, left, ground)
        left, number = left - rows, number + 1
        grown(rows)
    SiteVersion.advance()


def _pools() -> list[tuple[Organisation, Pool]]:
    """Associations in whose towns enough persons work to learn from each other, with these."""
    pools: dict[int, dict[int, Appointment]] = defaultdict(dict)
    held = Appointment.objects.holding_on().select_related("organisation").order_by("pk")
    for one in held.annotate(association=F("organisation__memberships_held__association")):
        if one.association is not None:
            pools[one.association].setdefault(one.person_id, one)
    large = {pk: list(pool.values()) for pk, pool in pools.items() if len(pool) > 2 * IN_EACH}
    keepers = Organisation.objects.filter(pk__in=large).order_by("pk")
    if not large:
        raise NothingToStandOn("Plant persons first: a hundred or more.")
    return [(one, large[one.pk]) for one in keepers]


def _plant_course(number: int, most: int, ground: _Ground) -> int:
    """One course with its trainings, `most` rows or fewer; how many."""
    season = _season(number, ground)
    for generation, width in enumerate(WIDTHS):
        for place in range(width):
            if len(season.rows) < most:
                _plant_training(season, generation, place, f"{ground.seed}:{number}", ground.chance)
    rows = season.rows[:most]
    Event.objects.bulk_create(season.events)
    Participation.objects.bulk_create(rows)
    _open_duties(row for row in rows if row.role == Role.PARTICIPANT)
    recount(season.edition.course)
    return len(rows)


def _season(number: int, ground: _Ground) -> _Season:
    keeper, pool = ground.pools[number % len(ground.pools)]
    theme = ground.themes[number % len(ground.themes)] if ground.themes else None
    subject = theme.name_en if theme else "Registers"
    course = Course.objects.create(
        name=f"{subject}: a course for trainers {ground.seed}-{number + 1}",
        about="What works, by those who do it; afterwards each teaches colleagues.",
        organisation=keeper,
        made_at=PLANTED_ON,
    )
    if theme:
        course.themes.add(theme)
    begun_at = PLANTED_ON - datetime.timedelta(days=ground.chance.randint(560, 1700), hours=15)
    edition = Edition.objects.create(course=course, label="1", from_on=begun_at.date())
    return _Season(edition, keeper, list(pool), begun_at)


def _plant_training(
    season: _Season, generation: int, place: int, key: str, chance: random.Random
) -> None:
    number = len(season.events)
    begin = season.begun_at + datetime.timedelta(days=DAYS_BETWEEN * generation + 3 * place)
    event = Event(
        pk=_key(f"{key}:{number}"),
        edition=season.edition,
        organiser=season.keeper,
        title=f"{season.edition.course.name}, {number + 1}",
        place=chance.choice(season.pool).organisation.name,
        country=season.keeper.country,
        language="en",
        starts_at=begin,
        ends_at=begin + datetime.timedelta(hours=7),
        state=EventState.HELD,
        unnamed=chance.choice((0, 0, 0, 12)),
        made_at=begin,
    )
    lead = season.trainers[_parent_of(number)] if generation else None
    leads = [lead] if lead else []
    learners = chance.sample(season.pool, IN_EACH - len(leads))
    season.events.append(event)
    # Who will lead does not learn it again: their trainings would be of a later generation.
    if generation < len(WIDTHS) - 1:
        season.trainers.append(learners[0])
        season.pool.remove(learners[0])
    season.rows += [_row(event, one, Role.LEAD, chance) for one in leads]
    season.rows += [_row(event, one, Role.PARTICIPANT, chance) for one in learners]


def _parent_of(number: int) -> int:
    """Trainings are numbered row by row, each with three below it: 0; 1 to 3; 4 to 12; …"""
    return (number - 1) // 3


def _row(event: Event, one: Appointment, role: str, chance: random.Random) -> Participation:
    is_scored = role == Role.PARTICIPANT and chance.random() < 0.7
    before = chance.randint(15, 60)
    return Participation(
        pk=_key(f"{event.pk}:{one.person_id}"),
        event=event,
        person_id=one.person_id,
        entered_as_id=one.person_id,
        organisation_id=one.organisation_id,
        role=role,
        function=one.post,
        sex=chance.choice((*Sex.values[:2], "")),
        age_band=chance.choice((*AgeBand.values, "")),
        score_before=before if is_scored else None,
        score_after=before + chance.randint(0, 40) if is_scored else None,
        entered_at=event.ends_at,
    )


def _open_duties(rows: Iterable[Participation]) -> None:
    """Whoever learnt owes to pass it on; what would be late by now was waived."""
    today, duties = PLANTED_ON.date(), []
    for row in rows:
        day = row.event.ended_on
        due_on = months_after(day, MONTHS)
        is_over = due_on <= today
        duties.append(
            Duty(
                pk=_key(f"duty:{row.pk}"),
                benefit=row.benefit_key,
                kind=BenefitKind.TRAINING,
                title=row.event.title,
                person_id=row.person_id,
                organisation_id=row.organisation_id,
                state=DutyState.WAIVED if is_over else DutyState.OPEN,
                settled_at=PLANTED_ON if is_over else None,
                opened_on=day,
                due_on=due_on,
                remind_on=due_on - REMINDED_BEFORE,
                draft_key=_key(f"draft:{row.pk}"),
            )
        )
    Duty.objects.bulk_create(duties)
    Waiver.objects.bulk_create(
        Waiver(duty=one, reason=WAIVED, at=PLANTED_ON)
        for one in duties
        if one.state == DutyState.WAIVED
    )


def _key(name: str) -> uuid.UUID:
    return uuid.uuid5(_KEYS, name)


PARTICIPATIONS = Planting(
    "participations",
    "in trainings of courses that went through four generations, with the duties they opened",
    100_000,
    plant,
)
