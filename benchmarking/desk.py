"""What this room has for a person's desk, for who leaves, and for the statement of a member."""

import uuid
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from benchmarking.collecting.reminding import REMINDED_BEFORE
from benchmarking.designing.actions import note_naming
from benchmarking.improving.outcomes import url_of
from benchmarking.models import ImprovementAction, Participation, PracticeNote, Round, Value
from benchmarking.permissions import conveners_for
from benchmarking.states import (
    COUNTED,
    HANDED_IN,
    BenchmarkState,
    ParticipationState,
    RoundState,
    ValueState,
)
from pages.desk import lines_of
from pages.lines import one_line
from pages.registries import Action, BenefitLine, DeskLine, HandOver
from people.granting.permissions import speaks_for
from people.models import Appointment, Organisation, Person

LONGEST_LINE = 100


def _own(person: Any) -> Any:
    """Where the person speaks for a participant."""
    posts = Appointment.objects.holding_on().filter(person=person).values("organisation")
    mine = Q(organisation__in=speaks_for(person))
    mine |= Q(organisation__in=posts) & (Q(contact=person) | Q(second=person))
    return Participation.objects.filter(mine, state=ParticipationState.JOINED)


def invitations(person: Any) -> Iterable[DeskLine]:
    """Benchmarks that ask an organisation of this person to take part."""
    rows = Participation.objects.filter(
        organisation__in=speaks_for(person),
        state=ParticipationState.INVITED,
        benchmark__state=BenchmarkState.OPEN,
    )
    rows = rows.select_related("benchmark").order_by("benchmark__made_at")
    yield from lines_of(rows, _invited, all_at=reverse("benchmarks"))


def _invited(one: Participation) -> DeskLine:
    return DeskLine(
        title=one.benchmark.title,
        url=reverse("benchmark", args=[one.benchmark_id]),
        note=_("Your municipality is invited to a benchmark"),
        verb=_("Read and answer"),
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
    rows = Value.objects.filter(round__state=RoundState.COLLECT, state__in=HANDED_IN)
    rows = rows.filter(organisation__in={one.organisation_id for one in own})
    for key in rows.values_list("round_id", "organisation_id"):
        sent[key] = sent.get(key, 0) + 1
    missing = [
        (found, one)
        for found in wanted.order_by("collect_until", "pk")
        for one in own
        if one.benchmark_id == found.benchmark_id
        and sent.get((found.pk, one.organisation_id), 0) < found.wanted
    ]
    yield from lines_of(missing, _to_enter, all_at=reverse("benchmarks"))


def _to_enter(missing: tuple[Round, Participation]) -> DeskLine:
    found, one = missing
    return DeskLine(
        title=_("Figures of %(name)s") % {"name": one.organisation.name},
        url=reverse("round_values", args=[found.pk, one.organisation_id]),
        note=_("A round of a benchmark collects"),
        due_on=found.collect_until,
        verb=_("Enter them"),
    )


def to_confirm(person: Any) -> Iterable[DeskLine]:
    """Values of own participants that somebody else has entered; three queries."""
    own = list(_own(person).values_list("benchmark", "organisation"))
    if not own:
        return
    waiting = Value.objects.filter(round__state=RoundState.COLLECT, state=ValueState.SENT)
    waiting = waiting.filter(organisation__in={pk for _benchmark, pk in own})
    rows = waiting.exclude(written_by=person).select_related("round", "organisation")
    found = {
        (one.round_id, one.organisation_id): one
        for one in rows.order_by("round__collect_until", "pk")
        if (one.round.benchmark_id, one.organisation_id) in own
    }
    yield from lines_of(list(found.values()), _to_look_over, all_at=reverse("benchmarks"))


def _to_look_over(one: Value) -> DeskLine:
    return DeskLine(
        title=_("Figures of %(name)s") % {"name": one.organisation.name},
        url=reverse("round_values", args=[one.round_id, one.organisation_id]),
        note=_("They wait for a second look"),
        due_on=one.round.collect_until,
        verb=_("Read and confirm"),
    )


def unconfirmed(person: Any) -> Iterable[DeskLine]:
    """For a convener: in the last days of collecting, values that nobody has confirmed."""
    last = timezone.localdate() + REMINDED_BEFORE
    waiting = Value.objects.filter(state=ValueState.SENT).values("round")
    rows = Round.objects.filter(
        state=RoundState.COLLECT,
        collect_until__lte=last,
        benchmark__convener__in=speaks_for(person),
        pk__in=waiting,
    )
    rows = rows.select_related("benchmark").order_by("collect_until", "pk")
    yield from lines_of(rows, _unconfirmed, all_at=reverse("benchmarks"))


def _unconfirmed(found: Round) -> DeskLine:
    return DeskLine(
        title=found.benchmark.title,
        url=reverse("benchmark_round", args=[found.pk]),
        note=_("Figures there are not confirmed yet"),
        due_on=found.collect_until,
        verb=_("See whose they are"),
    )


def actions(person: Any) -> Iterable[DeskLine]:
    """Rounds in which a participant has not said yet what it does; two queries."""
    given = {"round": OuterRef(OuterRef("pk")), "organisation": OuterRef("organisation")}
    # Whose round it is: twin of `participants_in`.
    is_of_round = Q(promised_at__lte=OuterRef("compared_at")) | Exists(
        Value.objects.filter(**given, state__in=HANDED_IN)
    )
    silent = _own(person).filter(
        is_of_round,
        ~Exists(ImprovementAction.objects.filter(**given)),
        benchmark=OuterRef("benchmark"),
    )
    rows = Round.objects.filter(Exists(silent), state=RoundState.IMPROVE)
    rows = rows.order_by("improve_until", "pk")
    yield from lines_of(rows, _to_act, all_at=reverse("benchmarks"))


def _to_act(found: Round) -> DeskLine:
    return DeskLine(
        title=_("What does your municipality do next?"),
        url=reverse("round_compare", args=[found.pk]),
        note=_("One action for each participant of a benchmark"),
        due_on=found.improve_until,
        verb=_("Choose an action"),
    )


def outcomes(person: Any) -> Iterable[DeskLine]:
    """Actions of a round, of which nobody has said what came of them while the next one learns."""
    own = list(_own(person).values_list("benchmark", "organisation"))
    if not own:
        return
    following = Round.objects.filter(
        benchmark=OuterRef("round__benchmark"), begun_at__gt=OuterRef("round__begun_at")
    ).order_by("begun_at")
    waiting = ImprovementAction.objects.filter(
        outcome="",
        organisation__in={pk for _benchmark, pk in own},
        round__benchmark__in={pk for pk, _organisation in own},
    ).annotate(
        asked_in=Subquery(following.values("state")[:1]),
        asked_until=Subquery(following.values("learn_until")[:1]),
    )
    rows = waiting.filter(asked_in__in=(RoundState.LEARN, RoundState.IMPROVE))
    rows = rows.select_related("round").order_by("asked_until", "pk")
    mine = [one for one in rows if (one.round.benchmark_id, one.organisation_id) in own]
    yield from lines_of(mine, _to_tell, all_at=reverse("benchmarks"))


def _to_tell(one: Any) -> DeskLine:
    return DeskLine(
        title=one_line(one.text, LONGEST_LINE),
        url=url_of(one),
        note=_("You said you would do this. What came of it?"),
        due_on=one.asked_until,
        verb=_("Say what came of it"),
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
        values__state__in=COUNTED,
    )
    yield BenefitLine(False, _("Rounds in which it compared itself"), rounds.distinct().count())


def contacts_to_hand_over(
    *, person: Person, organisation: Organisation, reader: Any
) -> Iterable[HandOver]:
    """Benchmarks in which somebody who leaves is the data contact, or the second person."""
    named = Q(contact=person) | Q(second=person)
    rows = Participation.objects.filter(
        named, organisation=organisation, state=ParticipationState.JOINED
    )
    for one in rows.select_related("benchmark").order_by("pk"):
        is_contact = one.contact_id == person.pk
        role = "contact" if is_contact else "second"
        yield HandOver(
            key=f"benchmarking.{role}:{one.pk}",
            title=one.benchmark.title,
            url=reverse("benchmark", args=[one.benchmark_id]),
            what=_("Is the data contact of a benchmark")
            if is_contact
            else _("Looks over the figures of a benchmark"),
            give=partial(_name, role=role, participation_id=one.pk),
        )


def _name(*, to: Person | None, by: Person | None, role: str, participation_id: uuid.UUID) -> None:
    """Who takes it over; the two stay two persons."""
    found = Participation.objects.select_related("benchmark", "organisation").get(
        pk=participation_id
    )
    other = "second" if role == "contact" else "contact"
    fields = {role: to}
    if to is not None and getattr(found, f"{other}_id") == to.pk:
        fields = {"contact": to, "second": None}
    Participation.objects.filter(pk=participation_id).update(**fields)
    note_naming(by, found, to, is_second=role == "second")
