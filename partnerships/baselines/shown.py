"""Scores that everyone may see, because every partner agreed (safeguards 2B)."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from partnerships.baselines.lines import times_of
from partnerships.baselines.permissions import partners_of
from partnerships.models import Baseline, Partnership
from people.models import Organisation


@dataclass(frozen=True)
class Consent:
    """A partner, and until when what was said may be shown; None where it has not agreed."""

    partner: Organisation
    until: datetime.datetime | None


@dataclass(frozen=True)
class Score:
    """A figure without its evidence."""

    label: str
    score: int
    change: str


@dataclass(frozen=True)
class ShownScores:
    """The newest scores of one partner by itself, or by one of the others, with their change."""

    about: Organisation
    by: Organisation
    on: datetime.date
    scores: list[Score]


def consents_of(partnership: Partnership) -> list[Consent]:
    """Each partner in the order of names; two queries."""
    given = dict(partnership.baseline_consents.values_list("organisation", "until"))
    return [Consent(partner, given.get(partner.pk)) for partner in partners_of(partnership)]


def shown_until(consents: list[Consent]) -> datetime.datetime | None:
    """Until when what was said is shown to everyone; None where a partner has not agreed."""
    given = [one.until for one in consents if one.until]
    return min(given) if given and len(given) == len(consents) else None


def scores_for_everyone(partnership: Partnership) -> list[ShownScores]:
    """The newest scores of each partner by each; nothing where not all have agreed."""
    until = shown_until(consents_of(partnership))
    if until is None:
        return []
    # What a partner said that has left since was never agreed to by it.
    partners = partnership.partners.values("organisation")
    rows = Baseline.objects.filter(
        partnership=partnership,
        made_at__lte=until,
        about__in=partners,
        by_organisation__in=partners,
    )
    by_partner: dict[int, list[Baseline]] = defaultdict(list)
    ordered = rows.select_related("about", "by_organisation")
    for one in ordered.order_by("about__name", "on", "made_at", "pk"):
        by_partner[one.about_id].append(one)
    return [shown for said in by_partner.values() for shown in _newest(said)]


def _newest(said: list[Baseline]) -> list[ShownScores]:
    """Of each who said something about one partner; itself first."""
    newest = {time.baseline.by_organisation_id: time for time in times_of(said)}
    shown = [
        ShownScores(
            about=time.baseline.about,
            by=time.baseline.by_organisation,
            on=time.baseline.on,
            scores=[Score(one.label, one.score, one.change) for one in time.figures],
        )
        for time in newest.values()
    ]
    return sorted(shown, key=lambda one: (one.by != one.about, one.by.name))
