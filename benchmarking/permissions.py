"""Who may do what in a benchmark (safeguards 2B): parties, and the guarded doors.

A benchmark that is under way, its indicators and who takes part are for everyone. Figures are for
its parties once a round is compared; before that each organisation has its own, and the convener
knows who has sent. Outside the group there are medians of five or more, by the group's rule.
"""

import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from benchmarking.models import Benchmark, Indicator, Participation, Round, Value
from benchmarking.states import (
    COMPARED,
    HANDED_IN,
    BenchmarkState,
    ParticipationState,
    Party,
)
from pages.moving import Move
from pages.permissions import one_or_404
from people.granting.permissions import speaks_for
from people.models import Appointment, Organisation

CONVENING = (
    Organisation.Kind.LOCAL_GOVERNMENT,
    Organisation.Kind.ASSOCIATION,
    Organisation.Kind.PROGRAMME,
)


def conveners_for(person: Any) -> QuerySet[Organisation]:
    """Organisations in whose name `person` may begin a benchmark."""
    ids = speaks_for(person)
    return Organisation.objects.filter(pk__in=ids, kind__in=CONVENING)


def may_measure(person: Any) -> QuerySet[Organisation]:
    """Local governments in whose name `person` may join one."""
    return Organisation.objects.filter(
        pk__in=speaks_for(person), kind=Organisation.Kind.LOCAL_GOVERNMENT
    )


def participants_of(benchmark: Benchmark) -> QuerySet[Organisation]:
    """Those that take part, by name."""
    joined = benchmark.participations.filter(state=ParticipationState.JOINED)
    return Organisation.objects.filter(pk__in=joined.values("organisation")).order_by("name", "pk")


def own_organisations(person: Any, benchmark: Benchmark) -> QuerySet[Organisation]:
    """Participants for which `person` speaks: who answers for them, and their data contact and
    second person while they work there.
    """
    if not person.is_authenticated:
        return Organisation.objects.none()
    posts = Appointment.objects.holding_on().filter(person=person).values("organisation")
    is_named = Q(contact=person) | Q(second=person)
    named = benchmark.participations.filter(is_named, organisation__in=posts)
    mine = Q(pk__in=speaks_for(person)) | Q(pk__in=named.values("organisation"))
    return participants_of(benchmark).filter(mine)


def parties_of(person: Any, benchmark: Benchmark) -> set[str]:
    """What `person` is to a benchmark, in words of `Party`; two queries."""
    parties: set[str] = set()
    if not person.is_authenticated:
        return parties
    if benchmark.convener_id in speaks_for(person):
        parties.add(Party.CONVENER)
    if own_organisations(person, benchmark).exists():
        parties.add(Party.PARTICIPANT)
    return parties


def benchmarks_shown(person: Any) -> QuerySet[Benchmark]:
    """Those that are or were under way; drafts for who convenes. Twin of `can_see`."""
    rows = Benchmark.objects.select_related("convener")
    if not person.is_authenticated:
        return rows.exclude(state=BenchmarkState.DRAFT)
    own = Q(convener__in=speaks_for(person))
    return rows.filter(~Q(state=BenchmarkState.DRAFT) | own)


def benchmarks_found() -> QuerySet[Benchmark]:
    """Those that the search and the feed have: what everyone reads."""
    return Benchmark.objects.exclude(state=BenchmarkState.DRAFT)


def can_see(person: Any, benchmark: Benchmark) -> bool:
    if benchmark.state != BenchmarkState.DRAFT:
        return True
    return person.is_authenticated and benchmark.convener_id in speaks_for(person)


def get_benchmark_for(person: Any, pk: uuid.UUID) -> Benchmark:
    """The guarded door to a benchmark; else Http404."""
    found = one_or_404(Benchmark.objects.select_related("convener"), pk)
    if not can_see(person, found):
        raise Http404
    return found


def get_benchmark_to_convene_for(person: Any, pk: uuid.UUID) -> Benchmark:
    """The guarded door to what the convener does; else Http404."""
    found = one_or_404(Benchmark.objects.select_related("convener"), pk)
    if found.convener_id not in speaks_for(person):
        raise Http404
    return found


def get_indicator_for(person: Any, pk: uuid.UUID) -> Indicator:
    """The guarded door to an indicator; else Http404."""
    found = one_or_404(Indicator.objects.select_related("benchmark__convener", "theme"), pk)
    if not can_see(person, found.benchmark):
        raise Http404
    return found


def get_round_for(person: Any, pk: uuid.UUID) -> Round:
    """The guarded door to a round; else Http404. What of its figures is for `party_in`."""
    found = one_or_404(Round.objects.select_related("benchmark__convener"), pk)
    if not can_see(person, found.benchmark):
        raise Http404
    return found


def reads_figures(person: Any, found: Round) -> bool:
    """Whether figures of a compared round are for `person`: the convener, and participants who had
    promised before it was compared, or sent something in it. Who joins later reads what comes.
    """
    if not person.is_authenticated:
        return False
    if found.benchmark.convener_id in speaks_for(person):
        return True
    own = own_organisations(person, found.benchmark)
    early = found.benchmark.participations.filter(
        organisation__in=own, promised_at__lte=found.compared_at
    )
    sent = found.values.filter(organisation__in=own, state__in=HANDED_IN)
    return early.exists() or sent.exists()


def rounds_read_by(person: Any) -> QuerySet[Round]:
    """Compared rounds whose figures are for `person`, who is signed in. Twin of `reads_figures`."""
    speaks = speaks_for(person)
    posts = Appointment.objects.holding_on().filter(person=person).values("organisation")
    is_named = (Q(contact=person) | Q(second=person)) & Q(organisation__in=posts)
    mine = Participation.objects.filter(
        is_named | Q(organisation__in=speaks), state=ParticipationState.JOINED
    )
    early = mine.filter(benchmark=OuterRef("benchmark"), promised_at__lte=OuterRef("compared_at"))
    by_me = mine.filter(
        benchmark=OuterRef("round__benchmark"), organisation=OuterRef("organisation")
    )
    sent = Value.objects.filter(Exists(by_me), round=OuterRef("pk"), state__in=HANDED_IN)
    mine_to_read = Q(benchmark__convener__in=speaks) | Exists(early) | Exists(sent)
    return Round.objects.filter(mine_to_read, state__in=COMPARED)


def participants_in(found: Round) -> QuerySet[Organisation]:
    """Those that take part and whose round it is: they had promised before it was compared, or sent
    something in it.
    """
    early = found.benchmark.participations.filter(promised_at__lte=found.compared_at)
    sent = found.values.filter(state__in=HANDED_IN)
    of_round = Q(pk__in=early.values("organisation")) | Q(pk__in=sent.values("organisation"))
    return participants_of(found.benchmark).filter(of_round)


def get_own_organisation(person: Any, benchmark: Benchmark, pk: int) -> Organisation:
    """The guarded door to the values of one participant: its own people; else Http404."""
    return one_or_404(own_organisations(person, benchmark), pk)


def get_participation_to_answer_for(person: Any, pk: uuid.UUID) -> Participation:
    """The guarded door to leaving and to the data contact; else Http404."""
    rows = Participation.objects.select_related("benchmark", "organisation", "contact", "second")
    found = one_or_404(rows, pk)
    if found.organisation_id not in speaks_for(person):
        raise Http404
    return found


def can_join(person: Any, benchmark: Benchmark) -> QuerySet[Organisation]:
    """Local governments that `person` may bring in: invited ones, or any where it is open."""
    if not person.is_authenticated or benchmark.state != BenchmarkState.OPEN:
        return Organisation.objects.none()
    own = may_measure(person)
    joined = benchmark.participations.filter(state=ParticipationState.JOINED)
    free = own.exclude(pk__in=joined.values("organisation"))
    if benchmark.is_open_to_others:
        return free
    invited = benchmark.participations.filter(state=ParticipationState.INVITED)
    return free.filter(pk__in=invited.values("organisation"))


def check_may(move: Move, parties: set[str]) -> None:
    """Raise Http404 where none of `parties` may make `move`: its button is not there for them."""
    if not move.by & parties:
        raise Http404


def must_be_party(person: Any, benchmark: Benchmark) -> set[str]:
    """The parties of `person`; Http404 for who is outside the group."""
    parties = parties_of(person, benchmark)
    if not parties:
        raise Http404
    return parties
