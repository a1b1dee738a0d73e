"""How strong two partners are, said by both, for the demo."""

import datetime
from typing import Any

from django.utils import timezone

from partnerships.baselines.actions import say
from partnerships.models import Partnership
from partnerships.models.baseline import MEASURES
from people.models import Organisation, Person


def plant_baseline(
    line: dict[str, Any],
    *,
    partnership: Partnership,
    by: Person,
    persons: dict[str, Person],
    organisations: dict[str, Organisation],
) -> None:
    """What one partner says about one."""
    said = {
        "by_organisation": organisations[line["by"]],
        "on": timezone.localdate() + datetime.timedelta(days=line["on"]),
        "staff": [(persons[key].name, hours) for key, hours in line["staff"]],
        **dict(zip(MEASURES, line["scores"], strict=True)),
        **{
            f"{name}_evidence": words
            for name, words in zip(MEASURES, line["evidence"], strict=True)
        },
    }
    say(by=by, partnership=partnership, about=organisations[line["about"]], said=said)
