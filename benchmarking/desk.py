"""What this room has for a person's desk, for who leaves, and for the statement of a member."""

import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from benchmarking.models import Participation, PracticeNote, Round, Value
from benchmarking.permissions import conveners_for
from benchmarking.states import BenchmarkState, ParticipationState, RoundState, ValueState
from pages.registries import Action, BenefitLine, DeskLine, HandOver
from people.audit import record
from people.granting.permissions import speaks_for
from people.models import Appointment, Organisation, Person

NEXT = 5


def _own(person: Any) -> Any:
    """Where the person speaks for a participant."""
    posts = Appointment.objects.holding_on().filter(person=person).values("organisation")
    mine = Q(organisation__in=speaks_for(person))
    mine |= Q(contact=person, organisation__in=posts)
    return Participation.objects.filter(mine, state=ParticipationState.JOINED)


def invitations(person: Any) -> Iterable[DeskLine]:
    """Benchmarks that ask an organisation of this person to take part."""
    rows = Participation.objects.filter(
        organisation__in=speaks_for(person),
        state=ParticipationState.INVITED,
        benchmark__state=BenchmarkState.OPEN,
    )
    for one in rows.select_related("benchmark").order_by("benchmark__made_at")[:NEXT]:
        yield DeskLine(
            title=one.benchmark.title,
            url=reverse("benchmark", args=[one.benchmark_id]),
            note=_("Your municipality is invited to a benchmark"),
        )


def values(person: Any) -> Iterable[DeskLine]:
    """Rounds that still wait for figures; three queries."""
    own = list(_own(person).select_related("organisation"))
    if not own:
        return
    wanted = Round.objects.filter(
        state=RoundState.COLLECT, benchmark__in={one.benchmark_id for one in own}
    ).annotate(wanted=Count("versions"))
    sent: dict[tuple[Any, int], int] = {}
    rows = Value.objects.filter(round__state=RoundState.COLLECT, state=ValueState.SENT)
    rows = rows.filter(organisation__in={one.organisation_id for one in own})
    for key in rows.values_list("round_id", "organisation_id"):
        sent[key] = sent.get(key, 0) + 1
    for found in wanted.order_by("collect_until", "pk")[:NEXT]:
        for one in own:
            key = (found.pk, one.organisation_id)
            if one.benchmark_id == found.benchmark_id and sent.get(key, 0) < found.wanted:
                yield DeskLine(
                    title=_("Figures of %(name)s") % {"name": one.organisation.name},
                    url=reverse("round_values", args=key),
                    note=_("A round of a benchmark collects"),
                    due_on=found.collect_until,
                )


def actions(person: Any) -> Iterable[DeskLine]:
    """Rounds in which a participant has not said yet what it does."""
    own = _own(person).filter(benchmark__rounds__state=RoundState.IMPROVE)
    rows = Round.objects.filter(
        state=RoundState.IMPROVE, benchmark__participations__in=own.values("pk")
    )
    for found in rows.distinct().order_by("improve_until", "pk")[:NEXT]:
        mine = own.filter(benchmark=found.benchmark_id).values("organisation")
        acting = found.improvements.values("organisation")
        if Organisation.objects.filter(pk__in=mine).exclude(pk__in=acting).exists():
            yield DeskLine(
                title=_("What does your municipality do next?"),
                url=reverse("round_compare", args=[found.pk]),
                note=_("One action for each participant of a benchmark"),
                due_on=found.improve_until,
            )


def links(person: Any) -> Iterable[Action]:
    yield Action(label=_("Benchmarks"), url=reverse("benchmarks"))


def duties(person: Any) -> Iterable[Action]:
    """For who may convene one."""
    if conveners_for(person).exists():
        yield Action(label=_("Begin a benchmark"), url=reverse("new_benchmark"))


def benefit_lines(*, organisation: Organisation, year: int, reader: Any) -> Iterable[BenefitLine]:
    """Two queries."""
    notes = PracticeNote.objects.filter(organisation=organisation, at__year=year)
    yield BenefitLine(True, _("Practice notes it wrote for others"), notes.count())
    rounds = Round.objects.filter(
        compared_at__year=year,
        values__organisation=organisation,
        values__state=ValueState.SENT,
    )
    yield BenefitLine(False, _("Rounds in which it compared itself"), rounds.distinct().count())


def contacts_to_hand_over(
    *, person: Person, organisation: Organisation, reader: Any
) -> Iterable[HandOver]:
    """Benchmarks in which somebody who leaves is the data contact."""
    rows = Participation.objects.filter(
        contact=person, organisation=organisation, state=ParticipationState.JOINED
    )
    for one in rows.select_related("benchmark").order_by("pk"):
        yield HandOver(
            key=f"benchmarking.contact:{one.pk}",
            title=one.benchmark.title,
            url=reverse("benchmark", args=[one.benchmark_id]),
            what=_("Is the data contact of a benchmark"),
            give=partial(_name_contact, participation_id=one.pk),
        )


def _name_contact(*, to: Person | None, by: Person | None, participation_id: uuid.UUID) -> None:
    found = Participation.objects.select_related("benchmark", "organisation").get(
        pk=participation_id
    )
    Participation.objects.filter(pk=participation_id).update(contact=to)
    record(
        "benchmarking.contact-named",
        by=by,
        thing=found.benchmark,
        person=to,
        organisation=found.organisation,
    )
