"""Founding a benchmark, who takes part, and the indicators they adopt together."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from benchmarking.models import (
    Assent,
    Benchmark,
    Indicator,
    IndicatorComment,
    IndicatorVersion,
    Participation,
    Round,
)
from benchmarking.permissions import participants_of
from benchmarking.states import (
    ADOPT,
    END,
    INVITE,
    JOIN,
    LEAVE,
    OPEN,
    PROPOSE,
    REPLACE,
    WITHDRAW,
    WRITE,
    BenchmarkState,
    ParticipationState,
    RoundState,
    VersionState,
)
from benchmarking.telling import day_of, tell_group, tell_partners
from pages.models import SiteVersion
from pages.moving import NotAnyMore, make
from pages.registries import announce_things
from people.audit import record
from people.models import Organisation, Person
from people.querysets import speakers_for


class RoundGoesOn(Exception):
    """A round is not closed yet."""


@transaction.atomic
def save_benchmark(*, by: Person, benchmark: Benchmark | None, said: dict[str, Any]) -> Benchmark:
    """Write a draft, or change one, by the words of BenchmarkForm."""
    said = dict(said)
    themes = said.pop("themes")
    if benchmark is None:
        benchmark = Benchmark.objects.create(state=WRITE.to, **said)
    else:
        Benchmark.objects.filter(pk=benchmark.pk).update(**said)
        benchmark.refresh_from_db()
    benchmark.themes.set(themes)
    record("benchmarking.written", by=by, thing=benchmark, organisation=benchmark.convener)
    if benchmark.state != BenchmarkState.DRAFT:
        _follow(benchmark)
    return benchmark


@transaction.atomic
def open_benchmark(*, by: Person, benchmark: Benchmark) -> None:
    make(OPEN, benchmark)
    record("benchmarking.opened", by=by, thing=benchmark, organisation=benchmark.convener)
    _follow(benchmark)


def _follow(benchmark: Benchmark) -> None:
    """Let the index follow; last in a transaction, for all wait for this row."""
    SiteVersion.advance()
    announce_things("changed", [benchmark.scope])


@transaction.atomic
def end_benchmark(*, by: Person, benchmark: Benchmark) -> None:
    """No more rounds. Raises RoundGoesOn, NotAnyMore."""
    Benchmark.objects.select_for_update().get(pk=benchmark.pk)
    if Round.objects.filter(benchmark=benchmark).exclude(state=RoundState.CLOSED).exists():
        raise RoundGoesOn
    make(END, benchmark)
    record("benchmarking.ended", by=by, thing=benchmark, organisation=benchmark.convener)


@transaction.atomic
def invite(*, by: Person, benchmark: Benchmark, organisation: Organisation) -> None:
    """Ask an organisation to take part; who answers for it is told. Raises NotAnyMore."""
    row, is_new = Participation.objects.get_or_create(
        benchmark=benchmark, organisation=organisation, defaults={"state": INVITE.to}
    )
    if not is_new:
        make(INVITE, row)
    record("benchmarking.invited", by=by, thing=benchmark, organisation=organisation)
    persons = speakers_for([organisation.pk])
    once = f"{organisation.pk}:{day_of(timezone.now())}"
    tell_group(benchmark, "invited", persons, once=once, by=by)


@transaction.atomic
def join(
    *,
    by: Person,
    benchmark: Benchmark,
    organisation: Organisation,
    contact: Person,
    second: Person | None = None,
    readiness: dict[str, bool | None] | None = None,
) -> None:
    """Take part, with the promise, a named data contact, and what one said of being ready. Raises
    NotAnyMore.
    """
    now = timezone.now()
    said = {"promised_at": now, "contact": contact, "second": second, **(readiness or {})}
    row, is_new = Participation.objects.get_or_create(
        benchmark=benchmark, organisation=organisation, defaults={"state": JOIN.to, **said}
    )
    if not is_new:
        make(JOIN, row, **said)
    record("benchmarking.joined", by=by, thing=benchmark, organisation=organisation)
    once = f"{organisation.pk}:{day_of(now)}"
    tell_group(benchmark, "joined", speakers_for([benchmark.convener_id]), once=once, by=by)
    tell_group(benchmark, "contact", [contact], once=once, by=by)
    if second is not None:
        tell_group(benchmark, "second", [second], once=once, by=by)


@transaction.atomic
def change_participation(
    *,
    by: Person,
    participation: Participation,
    contact: Person,
    second: Person | None,
    readiness: dict[str, bool | None],
) -> None:
    """Who enters the figures and who looks over them from now on, and how ready one is. Raises
    NotAnyMore.
    """
    before = participation.contact_id, participation.second_id
    still = Participation.objects.filter(pk=participation.pk, state=ParticipationState.JOINED)
    if not still.update(contact=contact, second=second, **readiness):
        raise NotAnyMore
    once = f"{participation.organisation_id}:{day_of(timezone.now())}"
    if contact.pk != before[0]:
        _name(by, participation, contact, "contact", once)
    if second is not None and second.pk != before[1]:
        _name(by, participation, second, "second", once)


def _name(by: Person, participation: Participation, person: Person, what: str, once: str) -> None:
    note_naming(by, participation, person, is_second=what == "second")
    tell_group(participation.benchmark, what, [person], once=once, by=by)


def note_naming(
    by: Person | None, participation: Participation, person: Person | None, *, is_second: bool
) -> None:
    """That somebody enters the figures, or looks over them, from now on."""
    record(
        "benchmarking.second-named" if is_second else "benchmarking.contact-named",
        by=by,
        thing=participation.benchmark,
        person=person,
        organisation=participation.organisation,
    )


@transaction.atomic
def leave(*, by: Person, participation: Participation) -> None:
    """Take part no more, or refuse; what was compared stays in its rounds."""
    make(LEAVE, participation, contact=None, second=None)
    record(
        "benchmarking.left",
        by=by,
        thing=participation.benchmark,
        organisation=participation.organisation,
    )


# -- Indicators ------------------------------------------------------------------------------------


@transaction.atomic
def propose(
    *, by: Person, benchmark: Benchmark, indicator: Indicator | None, said: dict[str, Any]
) -> IndicatorVersion:
    """A new indicator, or another version of one. Raises NotAnyMore where two come at once, or
    one is proposed already.
    """
    said = dict(said)
    theme = said.pop("theme", None)
    if indicator is None:
        indicator = Indicator.objects.create(benchmark=benchmark, theme=theme)
    elif indicator.versions.filter(state=VersionState.PROPOSED).exists():
        raise NotAnyMore
    last = indicator.versions.aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            made = IndicatorVersion.objects.create(
                indicator=indicator, number=last + 1, state=PROPOSE.to, proposed_by=by, **said
            )
    except IntegrityError as error:
        raise NotAnyMore from error
    tell_partners(benchmark, "proposed", once=str(made.pk), by=by)
    return made


@transaction.atomic
def assent(*, by: Person, version: IndicatorVersion, organisations: list[Organisation]) -> bool:
    """Agree for participants; whether it is adopted now: more than half of them agree.

    Raises NotAnyMore where it is no proposal any more.
    """
    fresh = IndicatorVersion.objects.select_for_update().get(pk=version.pk)
    if fresh.state != VersionState.PROPOSED:
        raise NotAnyMore
    Assent.objects.bulk_create(
        [Assent(version=version, organisation=one) for one in organisations],
        ignore_conflicts=True,
    )
    benchmark = version.indicator.benchmark
    partners = participants_of(benchmark)
    agreed = Assent.objects.filter(version=version, organisation__in=partners).count()
    if 2 * agreed <= partners.count():
        return False
    before = version.indicator.versions.filter(state=VersionState.ADOPTED).first()
    if before is not None:
        make(REPLACE, before)
    make(ADOPT, version, adopted_at=timezone.now())
    record("benchmarking.adopted", by=by, thing=benchmark, organisation=benchmark.convener)
    tell_partners(benchmark, "adopted", once=str(version.pk), by=by)
    _follow(benchmark)
    return True


@transaction.atomic
def withdraw(*, by: Person, version: IndicatorVersion) -> None:
    make(WITHDRAW, version)
    benchmark = version.indicator.benchmark
    record("benchmarking.withdrawn", by=by, thing=benchmark, organisation=benchmark.convener)


@transaction.atomic
def comment(*, by: Person, indicator: Indicator, text: str) -> IndicatorComment:
    return IndicatorComment.objects.create(indicator=indicator, by=by, text=text)
