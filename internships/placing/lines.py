"""What a screen shows of placements."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from internships.models import Placement
from internships.offering.lines import period_of
from internships.permissions import organisations_answered_for
from internships.placing.actions import ALL, SIDES, moment_to_rate
from internships.states import Party, PlacementState, ProblemState
from people.models import Person

MOST_SHOWN = 50


@dataclass(frozen=True)
class PlacementLine:
    """One placement in a list."""

    url: str
    title: str
    who: str
    where: str
    period: str
    state: str


def own_placements(person: Person) -> list[PlacementLine]:
    """Where `person` is one of the three, newest first; two queries."""
    ids = organisations_answered_for(person)
    mine = Q(person=person) | Q(sender__in=ids) | Q(host__in=ids)
    mine |= Q(application__offer__supervisor=person)
    rows = Placement.objects.filter(mine).select_related("application__offer", "person", "host")
    return [
        PlacementLine(
            url=reverse("placement", args=[one.pk]),
            title=one.application.offer.title,
            who=one.person.name,
            where=one.host.name,
            period=period_of(one.starts_on, one.ends_on),
            state=str(one.get_state_display()),
        )
        for one in rows.order_by("-starts_on", "pk")[:MOST_SHOWN]
    ]


def shown_placement(placement: Placement, parties: set[str]) -> dict[str, Any]:
    """A placement as one of its parties sees it. Problems are for the person and those who sent
    them.
    """
    is_under_way = placement.state == PlacementState.UNDER_WAY
    is_person = Party.PERSON in parties
    sees_problems = bool(parties & {Party.PERSON, Party.SENDER})
    return {
        "placement": placement,
        "offer": placement.application.offer,
        "period": period_of(placement.starts_on, placement.ends_on),
        "is_agreeing": placement.state == PlacementState.AGREEING,
        "is_under_way": is_under_way,
        "is_person": is_person,
        "confirmations": _confirmations(placement),
        "can_confirm": [
            {"party": party, "label": Party(party).label}
            for party in ALL
            if party in parties
            and placement.state == PlacementState.AGREEING
            and placement.is_written
            and placement.confirmed_at(party) is None
        ],
        "versions": list(placement.versions.all()),
        "log": list(placement.log.all()),
        "check": getattr(placement, "check_half", None),
        "report": getattr(placement, "report", None),
        "can_report": is_person and placement.begun_at is not None,
        "problems": _problems(placement, parties) if sees_problems else [],
        "can_tell": is_person and is_under_way,
        "ratings": list(placement.ratings.order_by("at")),
        "to_rate": [
            {"side": side, "moment": moment}
            for party, side in SIDES.items()
            if party in parties and (moment := moment_to_rate(placement, side))
        ],
        "can_end": placement.state != PlacementState.ENDED,
        "seen": placement.changed_at.isoformat(),
        "crumbs": [{"label": _("Your placements"), "url": reverse("placements")}],
    }


def _confirmations(placement: Placement) -> list[dict[str, Any]]:
    return [{"label": Party(party).label, "at": placement.confirmed_at(party)} for party in ALL]


def _problems(placement: Placement, parties: set[str]) -> list[dict[str, Any]]:
    may_settle = Party.SENDER in parties
    return [
        {"problem": one, "can_settle": may_settle and one.state == ProblemState.OPEN}
        for one in placement.problems.all()
    ]
