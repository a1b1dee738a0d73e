"""Looks whether a benefit stands without a duty, and opens it: none is to slip through."""

from collections.abc import Iterator

from training.duty.actions import open_duty
from training.duty.registries import Benefit, learnt
from training.models import Duty


def benefits_without_a_duty() -> Iterator[Benefit]:
    """Of all that count, those for which no duty was opened; one query for each kind and one."""
    known = set(Duty.objects.values_list("benefit", flat=True))
    for benefits in learnt:
        for benefit in benefits():
            if benefit.key not in known:
                yield benefit


def open_what_is_missing() -> None:
    """A chore: what came about before this part was there, or past its signals."""
    for benefit in list(benefits_without_a_duty()):
        open_duty(benefit)
