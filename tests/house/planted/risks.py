"""Risks in the small world: RISK-1 that X's editor reads as a coordinator, RISK-2 that a member
alone reads, and an election.
"""

import datetime
from typing import Any

from partnerships.models import Election
from partnerships.risks.actions import name_reader
from people.models import ExceptionalOpening
from tests.partnerships.making import make_coordinator, make_partnership
from tests.partnerships.making_risks import make_risk


def plant(world: Any) -> None:
    """Adds to `world.things`; after partnerships."""
    programme, editor = world.persons["programme editor"], world.persons["editor of X"]
    one = make_partnership(world.x, title="With risks", is_published=False)
    make_coordinator(by=programme, person=editor, partnership=one)
    known = make_risk(one, editor, words="The council may change its mind.")
    secret = make_risk(
        one, world.persons["member"], words="Somebody is threatened.", is_confidential=True
    )
    name_reader(by=editor, risk=known, person=world.persons["editor of Y"])
    opening = ExceptionalOpening.objects.create(
        asked_by=world.persons["administrator"],
        reference=secret.pk,
        reason="A court asks.",
        state="waiting",
    )
    world.things |= {
        "opening_id": opening.pk,
        "risks_partnership_id": one.pk,
        "risk_1": known.pk,
        "risk_2": secret.pk,
        "risk_1_reader": known.readers.get().pk,
        "election": Election.objects.create(
            country="ZM", on=datetime.date(2031, 8, 1), what="Councils"
        ).pk,
    }
