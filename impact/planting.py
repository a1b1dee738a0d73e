"""Plants what makes a trail long: readings from many towns, and what these tried, of texts that
partnerships learnt from."""

import datetime
import random
import uuid
from dataclasses import dataclass
from itertools import product

from django.db import transaction

from impact.lessons import lessons_known_to
from learning.models import TriedReport, TriedVersion
from learning.models.trying import Outcome
from learning.trying.states import VersionState
from pages.models import SiteVersion
from pages.planting import PLANTED_ON, AlreadyPlanted, Grown, NothingToStandOn, Planting
from pages.registries import Lesson
from partnerships.models import Output
from people.models import Organisation, ReadingCount

BATCH = 2_000
YEARS = 6
# One report comes of so many months in which somebody read.
READINGS_FOR_A_REPORT = 30
POST = "Planted by seed {seed}"


@dataclass(frozen=True)
class _Ground:
    """Lessons with their pages; towns."""

    lessons: list[Lesson]
    towns: list[int]


@transaction.atomic
def plant(number: int, seed: int, grown: Grown) -> None:
    """Plant so many events: nothing of it but what every visitor may know.

    Raises AlreadyPlanted for a seed that was used before, NothingToStandOn where no partnership has
    learnt from a text, or there are too few towns and months for so many readings.
    """
    post = POST.format(seed=seed)
    if TriedVersion.objects.filter(post=post).exists():
        raise AlreadyPlanted
    dice = random.Random(seed)  # noqa: S311 - nothing secret is made of it
    ground = _ground()
    reports = _plant_reports(max(1, number // READINGS_FOR_A_REPORT), ground, post, dice, grown)
    _plant_readings(number - reports, ground, dice, grown)
    SiteVersion.advance()


def _ground() -> _Ground:
    keys = Output.objects.order_by("thing").values_list("thing", flat=True).distinct()
    lessons = [one.lesson for one in lessons_known_to(keys, None).values() if one.lesson.page_ids]
    towns = Organisation.objects.filter(kind=Organisation.Kind.LOCAL_GOVERNMENT).order_by("pk")
    if not lessons or not towns:
        raise NothingToStandOn("No partnership has learnt from a text. Plant --partnerships first.")
    return _Ground(lessons, list(towns.values_list("pk", flat=True)))


def _plant_reports(
    number: int, ground: _Ground, post: str, dice: random.Random, grown: Grown
) -> int:
    """Confirmed ones, one of a town on a text where there is none; how many found a place."""
    texts = [uuid.UUID(lesson.key.partition(":")[2]) for lesson in ground.lessons]
    taken = set(TriedReport.objects.values_list("translation_key", "organisation_id"))
    places = [place for place in product(texts, ground.towns) if place not in taken]
    chosen = dice.sample(places, min(number, len(places)))
    for start in range(0, len(chosen), BATCH):
        versions, reports = [], []
        for text, town in chosen[start : start + BATCH]:
            report = TriedReport(translation_key=text, organisation_id=town, moved_at=PLANTED_ON)
            version = TriedVersion(
                report=report,
                number=1,
                state=VersionState.CONFIRMED,
                outcome=dice.choice(Outcome.values),
                change="We pay the collectors by the load now.",
                since=_month(dice),
                post=post,
                filed_at=PLANTED_ON,
                decided_at=PLANTED_ON,
            )
            report.standing = version
            versions.append(version)
            reports.append(report)
        # Both tables look for the other's row at the end of the transaction.
        TriedVersion.objects.bulk_create(versions)
        TriedReport.objects.bulk_create(reports)
        grown(len(reports))
    return len(chosen)


def _plant_readings(number: int, ground: _Ground, dice: random.Random, grown: Grown) -> None:
    """Each a town, a page and a month of their own."""
    pages = [page for lesson in ground.lessons for page in sorted(lesson.page_ids)]
    known = ReadingCount.objects.filter(page__in=pages)
    taken = set(known.values_list("page_id", "organisation_id", "month"))
    # Where more than half were taken, finding the next by chance would take ever longer.
    most = (len(pages) * len(ground.towns) * 12 * YEARS - len(taken)) // 2
    if number > most:
        raise NothingToStandOn(f"There are places for {most:,} readings, not for {number:,}.")
    chosen: set[tuple[int, int, datetime.date]] = set()
    while len(chosen) < number:
        chosen |= {(dice.choice(pages), dice.choice(ground.towns), _month(dice))} - taken
    rows = sorted(chosen)
    for start in range(0, number, BATCH):
        some = rows[start : start + BATCH]
        ReadingCount.objects.bulk_create(
            ReadingCount(page_id=page, organisation_id=town, month=month, readings=1)
            for page, town, month in some
        )
        grown(len(some))


def _month(dice: random.Random) -> datetime.date:
    return datetime.date(PLANTED_ON.year - 1 - dice.randrange(YEARS), dice.randint(1, 12), 1)


EVENTS = Planting(
    "events",
    "readings and reports of what was tried, for the trails of what partnerships learnt",
    300_000,
    plant,
)
