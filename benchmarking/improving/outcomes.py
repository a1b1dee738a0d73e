"""What came of the actions of one round is asked when the next one learns."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from benchmarking.figures import shown_figure
from benchmarking.models import ImprovementAction, Outcome, Round, Value
from benchmarking.permissions import participants_of
from benchmarking.states import COUNTED, RoundState
from benchmarking.telling import tell_round
from pages.moving import NotAnyMore
from people.audit import record
from people.models import Organisation, Person

# The steps of the next round in which it can be said.
ASKED_IN = (RoundState.COMPARE, RoundState.LEARN, RoundState.IMPROVE)


@dataclass(frozen=True)
class OutcomeLine:
    """An action of the round before: what came of it, and its figure then and now."""

    action: ImprovementAction
    outcome: str
    words: str
    before: str
    now: str
    url: str = ""


def round_before(found: Round) -> Round | None:
    """The round of the same benchmark that went before; one query."""
    rows = Round.objects.filter(benchmark=found.benchmark_id, begun_at__lt=found.begun_at)
    return rows.order_by("-begun_at").first()


def round_after(found: Round) -> Round | None:
    """The one that came next; one query."""
    rows = Round.objects.filter(benchmark=found.benchmark_id, begun_at__gt=found.begun_at)
    return rows.order_by("begun_at").first()


def unanswered(before: Round) -> QuerySet[ImprovementAction]:
    """Actions of a round of which nobody has said yet what came of them."""
    going_on = participants_of(before.benchmark)
    return before.improvements.filter(outcome="", organisation__in=going_on)


def ask_what_came_of_it(*, by: Person, found: Round) -> None:
    """Tell who speaks for those with an action from the round before."""
    before = round_before(found)
    if before is None:
        return
    ids = list(unanswered(before).values_list("organisation", flat=True).distinct())
    if ids:
        tell_round(found, "outcome", by=by, organisation_ids=ids)


@transaction.atomic
def say_outcome(*, by: Person, action: ImprovementAction, outcome: Outcome, words: str) -> None:
    """What came of an action. Raises NotAnyMore outside the steps of the next round for it."""
    following = round_after(action.round)
    if following is None:
        raise NotAnyMore
    fresh = Round.objects.select_for_update().get(pk=following.pk)
    if fresh.state not in ASKED_IN:
        raise NotAnyMore
    ImprovementAction.objects.filter(pk=action.pk).update(
        outcome=outcome, outcome_words=words, outcome_by=by, outcome_at=timezone.now()
    )
    record(
        "benchmarking.outcome-said",
        by=by,
        thing=action.round.benchmark,
        organisation=action.organisation,
    )


def outcome_lines(found: Round, own: list[Organisation]) -> tuple[Round | None, list[OutcomeLine]]:
    """Of the round before, for who reads both; three queries."""
    before = round_before(found)
    if before is None:
        return None, []
    rows = before.improvements.select_related("organisation", "version")
    figures = _figures(before, found)
    mine = {one.pk for one in own}
    lines = [
        OutcomeLine(
            action=one,
            outcome=str(one.get_outcome_display()),
            words=one.outcome_words,
            before=_shown(figures.get((before.pk, one.version_id, one.organisation_id)), one),
            now=_shown(figures.get((found.pk, one.version_id, one.organisation_id)), one),
            url=url_of(one) if one.organisation_id in mine else "",
        )
        for one in rows.order_by("organisation__name", "pk")
    ]
    return before, lines


def _figures(*rounds: Round) -> dict[tuple[Any, int, int], Decimal]:
    """Those that count, by round, version and organisation; one query."""
    rows = Value.objects.filter(round__in=rounds, state__in=COUNTED, figure__isnull=False)
    named = rows.values_list("round", "version", "organisation", "figure")
    return {
        (one, version, town): figure for one, version, town, figure in named if figure is not None
    }


def _shown(figure: Decimal | None, action: ImprovementAction) -> str:
    return "" if figure is None else shown_figure(figure, action.version.unit)


def url_of(action: ImprovementAction) -> str:
    numbers = [action.round_id, action.organisation_id, action.version_id]
    return reverse("round_outcome", args=numbers)
