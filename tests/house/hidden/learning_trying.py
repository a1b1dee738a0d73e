"""Canary words of reports of what was tried, and where they would be found by who may know."""

from typing import Any

from learning.models import TriedReport, TriedVersion

OF_X = ("member of X", "contact in X", "editor of X", "programme editor", "administrator")
WHOSE = ("member of X", "editor of X")
TOWN = ("contact in X", "editor of X")
KNOWERS = {
    "waiting": WHOSE,
    "back": WHOSE,
    "of_x": OF_X,
    "hidden": (*TOWN, "programme editor"),
}


def hide(canaries: Any) -> None:
    """Puts words (`canaries.word(plant, place, knowers)`) into what `plant` has planted."""
    things = canaries.world.things
    for name, knowers in KNOWERS.items():
        versions = TriedVersion.objects.filter(report=things[f"tried_{name}"])
        versions.update(
            change=f"Carts, {canaries.word(f'tried {name}', 'what changed', knowers)}.",
            with_whom=f"The {canaries.word(f'tried {name}', 'with whom', knowers)}",
        )
    back = TriedVersion.objects.filter(report=things["tried_back"])
    back.update(reason=f"How many {canaries.word('tried back', 'reason', WHOSE)}?")
    hidden = TriedReport.objects.filter(pk=things["tried_hidden"])
    reason = canaries.word("tried hidden", "reason", KNOWERS["hidden"])
    hidden.update(hidden_reason=f"Since {reason}")


def addresses(canaries: Any) -> set[str]:
    """Addresses behind random numbers, which the crawl cannot make up."""
    things = canaries.world.things
    ones = {f"/en/tried/{things[f'tried_{name}']}/" for name in KNOWERS}
    doors = ("update/", "decide/", "withdraw/", "hide/")
    items = {f"/en/tried/{things[one]}/" for one in ("public_id", "of_x_id", "manual_id")}
    return ones | {f"{one}{door}" for one in ones for door in doors} | items | {"/en/desk/"}
