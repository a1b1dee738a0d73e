"""What a screen shows of a round and of the values of one participant."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from benchmarking.collecting.actions import sent_by
from benchmarking.collecting.sending import unconfirmed_in
from benchmarking.comparing.lines import shown_value
from benchmarking.comparing.opening import opening_of
from benchmarking.designing.lines import benchmark_crumbs, own_of
from benchmarking.improving.actions import without_action
from benchmarking.improving.outcomes import ASKED_IN, outcome_lines
from benchmarking.models import IndicatorVersion, Round, Value
from benchmarking.permissions import participants_of, parties_of, reads_figures
from benchmarking.states import NEXT_STEPS, Party, RoundState, ValueState
from people.models import Organisation, Person

STEPS = (RoundState.COLLECT, RoundState.COMPARE, RoundState.LEARN, RoundState.IMPROVE)


@dataclass(frozen=True)
class ValueLine:
    """One indicator of a round for one participant."""

    version: IndicatorVersion
    url: str
    value: Value | None
    shown: str


def value_lines(found: Round, organisation: Organisation) -> list[ValueLine]:
    """Two queries."""
    own = {one.version_id: one for one in found.values.filter(organisation=organisation)}
    return [
        ValueLine(
            version,
            reverse("round_value", args=[found.pk, organisation.pk, version.pk]),
            own.get(version.pk),
            shown_value(own[version.pk], version) if version.pk in own else "",
        )
        for version in versions_of(found)
    ]


def versions_of(found: Round) -> list[IndicatorVersion]:
    """By title; one query."""
    return list(found.versions.order_by("title", "pk"))


def shown_round(found: Round, person: Any) -> dict[str, Any]:
    """A round as `person` sees it; some queries, none for each row."""
    parties = parties_of(person, found.benchmark)
    context = {
        "round": found,
        "benchmark": found.benchmark,
        "steps": _steps(found),
        "versions": versions_of(found),
        "is_party": bool(parties),
        "crumbs": benchmark_crumbs(found.benchmark),
    }
    if not parties:
        return context | {"opening": opening_of(found)}
    return context | _for_parties(found, person, parties)


def _for_parties(found: Round, person: Any, parties: set[str]) -> dict[str, Any]:
    is_convener = Party.CONVENER in parties
    step = next((one for since, one in NEXT_STEPS.items() if found.state in since), None)
    own, wanted, sent = own_of(person, found.benchmark), len(found.versions.all()), sent_by(found)
    unconfirmed = {one.pk for one in unconfirmed_in(found)}
    reads = found.is_compared and reads_figures(person, found)
    is_acting = reads and found.state != RoundState.CLOSED
    return {
        "opening": opening_of(found) if found.is_compared and not reads else None,
        "is_convener": is_convener,
        "next_step": step if is_convener else None,
        "own": own,
        "is_acting": is_acting,
        "sent": [
            {
                "organisation": one,
                "number": sent.get(one.pk, 0),
                "is_unconfirmed": one.pk in unconfirmed,
            }
            for one in participants_of(found.benchmark)
        ],
        "is_any_unconfirmed": bool(unconfirmed),
        "wanted": wanted,
        "reads_figures": reads,
        "asks": found.state in ASKED_IN,
        **(_lessons(found, is_acting) if reads else {}),
        **(_outcomes(found, person, own) if reads else {}),
    }


def _outcomes(found: Round, person: Any, own: list[Organisation]) -> dict[str, Any]:
    """What came of the actions of the round before, for who reads that one too."""
    before, lines = outcome_lines(found, own)
    if before is None or not reads_figures(person, before):
        return {}
    return {"before": before, "outcomes": lines}


def _lessons(found: Round, is_acting: bool) -> dict[str, Any]:
    """For who reads its figures."""
    return {
        "notes": found.practice_notes.select_related("organisation", "version"),
        "improvements": found.improvements.select_related("organisation", "version"),
        "without_action": without_action(found) if is_acting else [],
    }


def looked_over(found: Round, lines: list[ValueLine], person: Person) -> dict[str, Any]:
    """What `person` can confirm of these, up to when it was written, and whether others have to."""
    values = [one.value for one in lines if one.value is not None]
    rows = [one for one in values if one.state == ValueState.SENT]
    seen = [one.changed_at for one in rows if one.written_by_id != person.pk]
    return {
        "can_confirm": found.is_collecting and bool(seen),
        "seen_until": max(seen).isoformat() if seen else "",
        "waits_for_others": found.is_collecting and len(seen) < len(rows),
        "is_left_out": found.is_compared and bool(rows),
    }


def _steps(found: Round) -> list[dict[str, Any]]:
    return [
        {
            "label": step.label,
            "until": getattr(found, f"{step.value}_until"),
            "is_now": found.state == step,
        }
        for step in STEPS
    ]


def has_drafts(lines: list[ValueLine]) -> bool:
    return any(one.value is not None and one.value.state == ValueState.DRAFT for one in lines)
