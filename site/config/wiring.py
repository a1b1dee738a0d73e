"""The one place where sibling rooms are joined, by signals and registries."""

import datetime
from typing import Any

from django.dispatch import receiver

from benchmarking.registries import (
    begin_talk,
    cases_from,
    elections_between,
    mentors_from,
    talk_of,
)
from config import duties, elections, gaps, guidance, learning_outputs
from internships.signals import placement_begun
from mentoring.models import Pair
from mentoring.signals import pair_agreed
from partnerships.models import Traveller
from partnerships.registries import learnable, manuals
from partnerships.signals import visit_begun
from people.models import Organisation, Person
from training.duty.actions import open_duty, take_back
from training.duty.registries import Benefit, learnt, taught
from training.models.duty import BenefitKind
from training.signals import training_attended, training_not_attended

learnt.add_all((duties.mentorships, duties.placements, duties.visits))
taught.add_all(duties.TAUGHT)
learnable.add_all(learning_outputs.LEARNABLE)
manuals.add_all(guidance.MANUALS)
cases_from.add(gaps.cases)
mentors_from.add(gaps.mentors)
talk_of.add(gaps.talk_of)
begin_talk.add(gaps.begin_talk)
elections_between.add(elections.between)


@receiver(pair_agreed)
def coaching_was_agreed(sender: type, pair: Pair, **_: Any) -> None:
    open_duty(duties.mentorship(pair))


@receiver(placement_begun)
def placement_was_begun(
    sender: type,
    person: Person,
    organisation: Organisation | None,
    on: datetime.date,
    key: str,
    **_: Any,
) -> None:
    open_duty(Benefit(key, BenefitKind.PLACEMENT, person, on, organisation))


@receiver(training_attended)
def training_was_attended(
    sender: type,
    person: Person,
    organisation: Organisation | None,
    on: datetime.date,
    key: str,
    said: str = "",
    **_: Any,
) -> None:
    open_duty(Benefit(key, BenefitKind.TRAINING, person, on, organisation, said))


@receiver(training_not_attended)
def training_was_not_attended(sender: type, key: str, by: Person, **_: Any) -> None:
    take_back(key, by=by)


@receiver(visit_begun)
def visit_was_begun(sender: type, traveller: Traveller, **_: Any) -> None:
    open_duty(duties.visit(traveller))
