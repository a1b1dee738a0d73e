"""Beginning a round, and the values that participants write and send."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from benchmarking.collecting.judging import Said
from benchmarking.models import Benchmark, IndicatorVersion, Round, Value
from benchmarking.states import (
    BEGIN,
    ENTER,
    HANDED_IN,
    BenchmarkState,
    RoundState,
    VersionState,
)
from benchmarking.telling import tell_round
from pages.moving import NotAnyMore
from people.audit import record
from people.models import Organisation, Person


class NothingAdopted(Exception):
    """No indicator has been adopted yet."""


@transaction.atomic
def begin_round(*, by: Person, benchmark: Benchmark, said: dict[str, Any]) -> Round:
    """Collect what is adopted today. Raises NothingAdopted, and NotAnyMore while one goes on."""
    fresh = Benchmark.objects.select_for_update().get(pk=benchmark.pk)
    if fresh.state != BenchmarkState.OPEN:
        raise NotAnyMore
    adopted = list(adopted_in(benchmark))
    if not adopted:
        raise NothingAdopted
    try:
        with transaction.atomic():
            made = Round.objects.create(
                benchmark=benchmark,
                state=BEGIN.to,
                publication=fresh.publication,
                public_after=fresh.public_after,
                **said,
            )
    except IntegrityError as error:
        raise NotAnyMore from error
    made.versions.set(adopted)
    record("benchmarking.round-begun", by=by, thing=benchmark, organisation=benchmark.convener)
    tell_round(made, "collect", by=by)
    return made


def adopted_in(benchmark: Benchmark) -> Iterable[IndicatorVersion]:
    return IndicatorVersion.objects.filter(
        indicator__benchmark=benchmark, state=VersionState.ADOPTED
    )


def figures_before(found: Round, organisation: Organisation) -> dict[int, Decimal]:
    """By version, what the organisation last sent in an earlier round; one query."""
    rows = Value.objects.filter(
        organisation=organisation,
        version__in=found.versions.all(),
        state__in=HANDED_IN,
        figure__isnull=False,
        round__begun_at__lt=found.begun_at,
    )
    ordered = rows.order_by("round__begun_at").values_list("version_id", "figure")
    return {version: figure for version, figure in ordered if figure is not None}


@transaction.atomic
def keep_values(
    *, by: Person, found: Round, organisation: Organisation, said: dict[int, Said]
) -> None:
    """Keep drafts, by version; what was sent is to be sent and confirmed again. Raises NotAnyMore
    once the round is compared.
    """
    must_collect(found)
    for version_id, one in said.items():
        Value.objects.update_or_create(
            round=found,
            version_id=version_id,
            organisation=organisation,
            defaults={
                "kind": one.kind,
                "numerator": one.numerator,
                "denominator": one.denominator,
                "figure": one.figure,
                "note": one.note,
                "source": one.source,
                "state": ENTER.to,
                "sent_at": None,
                "confirmed_by": None,
                "confirmed_at": None,
                "accepted_because": "",
                "written_by": by,
                "changed_at": timezone.now(),
            },
        )


def must_collect(found: Round) -> None:
    """Holds the round, so that nobody compares meanwhile."""
    fresh = Round.objects.select_for_update().get(pk=found.pk)
    if fresh.state != RoundState.COLLECT:
        raise NotAnyMore


def sent_by(found: Round) -> dict[int, int]:
    """By participant, how many values it has sent, confirmed or not."""
    counts: dict[int, int] = {}
    sent = found.values.filter(state__in=HANDED_IN)
    for pk in sent.values_list("organisation_id", flat=True):
        counts[pk] = counts.get(pk, 0) + 1
    return counts
