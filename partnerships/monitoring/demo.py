"""Figures that count for a plan, and a story with photos, for the demo."""

import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from pages.images import clean_picture
from pages.models import Theme
from partnerships.models import CountryPlan, Indicator, Partnership, PlanIndicator
from partnerships.monitoring.actions import approve, hand_in, save_figure, tell_story
from partnerships.monitoring.photos import add_photo
from people.models import Person

PICTURES = Path(__file__).parents[1] / "demo_pictures"


def plant_figures(
    line: dict[str, Any],
    *,
    partnership: Partnership,
    plan: CountryPlan,
    theme: Theme,
    writer: Person,
    by: Person,
) -> None:
    """Figures of a partnership, approved, that count for its plan."""
    words = {name: line[name] for name in ("title", "unit")}
    whole = PlanIndicator.objects.create(plan=plan, theme=theme, **words)
    part = Indicator.objects.create(
        partnership=partnership,
        adds_to=whole,
        baseline=line["baseline"],
        target=line["target"],
        kind=Indicator.Kind.OUTCOME,
        is_public=True,
        **words,
    )
    for first, last, actual, note in line["figures"]:
        said = {"starts_on": _day(first), "ends_on": _day(last), "actual": actual, "note": note}
        figure = save_figure(by=writer, indicator=part, figure=None, said=said)
        hand_in(by=writer, figure=figure)
        approve(by=by, figure=figure)


def plant_story(line: dict[str, Any], *, partnership: Partnership, author: Person) -> None:
    """A story with its photos, which only its partnership reads."""
    said = {"kind": "change", "title": line["title"], "words": line["words"]}
    story = tell_story(by=author, partnership=partnership, said={**said, "is_shared": False})
    for name, described, agreed in line["photos"]:
        with PICTURES.joinpath(name).open("rb") as drawn:
            content = clean_picture(drawn)
        add_photo(by=author, story=story, content=content, described=described, agreed=agreed)


def _day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)
