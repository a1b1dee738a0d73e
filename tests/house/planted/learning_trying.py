"""What came of texts in the small world: a report of each state, of X and of a town of X."""

from typing import Any

from learning.models import LibraryItem, TriedReport
from learning.trying import actions
from people.models import Organisation
from tests.learning.making import make_report


def plant(world: Any) -> None:
    """Adds to `world.things`."""
    of_x, in_x = world.persons["member of X"], world.persons["contact in X"]
    editor = world.persons["editor of X"]
    town = Organisation.objects.get(pk=world.things["town_of_x_id"])
    public, closed, manual = (
        LibraryItem.objects.get(pk=world.things[one])
        for one in ("public_id", "of_x_id", "manual_id")
    )
    reports: dict[str, TriedReport] = {
        "standing": make_report(in_x, public, town, confirmed_by=editor),
        "waiting": make_report(of_x, public, world.x),
        "of_x": make_report(of_x, closed, world.x, confirmed_by=editor),
        "back": make_report(of_x, manual, world.x),
        "hidden": make_report(in_x, manual, town, confirmed_by=editor),
    }
    back = reports["back"]
    actions.send_back(by=editor, report=back, version=back.waiting.pk, reason="How many?")
    actions.hide(
        by=world.persons["programme editor"], report=reports["hidden"], reason="It names somebody."
    )
    world.things["tried_waiting_version"] = reports["waiting"].waiting.pk
    world.things |= {f"tried_{name}": report.pk for name, report in reports.items()}
