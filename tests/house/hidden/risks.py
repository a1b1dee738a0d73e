"""Canary words of risks, and where they would be found by who may know them (L33, L38, P04)."""

from typing import Any

from partnerships.models import Risk
from people.models import ExceptionalOpening

KNOWERS = {"risk_1": ("editor of X", "editor of Y"), "risk_2": ("member",)}


def hide(canaries: Any) -> None:
    """Puts words (`canaries.word(plant, place, knowers)`) into what `plant` has planted."""
    for thing, knowers in KNOWERS.items():
        risk = Risk.objects.get(pk=canaries.world.things[thing])
        words = (canaries.word(f"{thing} of X", place, knowers) for place in ("words", "measure"))
        risk.put_down(*words)
        risk.save()
    reason = canaries.word("exceptional opening", "reason", ("programme editor", "administrator"))
    ExceptionalOpening.objects.filter(pk=canaries.world.things["opening_id"]).update(reason=reason)


def addresses(canaries: Any) -> set[str]:
    """Addresses behind random numbers, which the crawl cannot make up."""
    things = canaries.world.things
    ones = {f"/en/partnerships/risks/{things[thing]}/" for thing in KNOWERS}
    doors = {f"{one}{door}" for one in ones for door in ("edit/", "readers/", "print/")}
    of = f"/en/partnerships/{things['risks_partnership_id']}/"
    exceptions = {
        "/en/records/exceptions/",
        f"/en/records/exceptions/{things['opening_id']}/",
    }
    return {
        *exceptions,
        *ones,
        *doors,
        of,
        f"{of}risks/",
        f"{of}risks/new/",
        "/en/partnerships/risks/",
    }
