"""What was learnt on each theme of a plan, and what is missing."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count
from django.utils import timezone

from pages.models import Theme
from partnerships.models import CountryPlan, Output
from partnerships.permissions import partnerships_visible_to
from partnerships.registries import kind_of, known_to
from partnerships.registry.outputs import Learning, learning_of

MOST_SHOWN = 50
A_YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class ThemeLearnt:
    """A theme of the plan: how many partnerships work on it, and what they learnt."""

    theme: Theme
    partnerships: int
    outputs: int
    is_missing: bool


def theme_lines(plan: CountryPlan, reader: Any) -> list[ThemeLearnt]:
    """Each theme of what was agreed, in its rank; the same queries for each number of rows."""
    ranked = [one["slug"] for one in plan.agreed.content["themes"]] if plan.agreed else []
    themes = {one.slug: one for one in Theme.objects.filter(slug__in=ranked)}
    visible = partnerships_visible_to(reader).filter(plan=plan)
    on_it = visible.filter(themes__in=[one.pk for one in themes.values()]).order_by()
    working = dict(on_it.values_list("themes").annotate(Count("pk")))
    learnt = _learnt_by_theme(visible, reader)
    return [_line(themes[slug], working, learnt) for slug in ranked if slug in themes]


def _learnt_by_theme(visible: Any, reader: Any) -> dict[int, list[datetime.datetime]]:
    """When what the reader may know of was tied."""
    outputs = Output.objects.filter(partnership__in=visible.values("pk"))
    rows = list(outputs.order_by().values_list("thing", "theme", "tied_at"))
    known = known_to(dict.fromkeys(thing for thing, _theme, _at in rows), reader)
    found: dict[int, list[datetime.datetime]] = defaultdict(list)
    for thing, theme, tied_at in rows:
        kind = kind_of(thing)
        if thing in known and kind is not None and not kind.only_counted:
            found[theme].append(tied_at)
    return found


def _line(
    theme: Theme, working: dict[int, int], learnt: dict[int, list[datetime.datetime]]
) -> ThemeLearnt:
    tied = learnt[theme.pk]
    newest = max(tied, default=None)
    return ThemeLearnt(
        theme=theme,
        partnerships=working.get(theme.pk, 0),
        outputs=len(tied),
        is_missing=newest is None or newest < timezone.now() - A_YEAR,
    )


@dataclass(frozen=True)
class ThemePage:
    """A theme of a plan: what each partnership learnt on it, and which learnt nothing lately.

    Of many the newest and the first are shown; `more_learnt` and `more_missing` are the others.
    """

    learning: Learning
    missing: list[Any]
    more_learnt: int
    more_missing: int


def theme_page(plan: CountryPlan, theme: Theme, reader: Any) -> ThemePage:
    """What was learnt on `theme` in partnerships of the plan the reader may know of."""
    visible = partnerships_visible_to(reader).filter(plan=plan)
    outputs = Output.objects.filter(partnership__in=visible.values("pk"), theme=theme)
    learning = learning_of(outputs.select_related("partnership", "activity", "theme"), reader)
    since = timezone.now() - A_YEAR
    lately = {line.output.partnership_id for line in learning.lines if line.output.tied_at >= since}
    missing = visible.filter(themes=theme).exclude(pk__in=lately).order_by("title")
    return ThemePage(
        learning=replace(learning, lines=learning.lines[:MOST_SHOWN]),
        missing=list(missing[:MOST_SHOWN]),
        more_learnt=max(0, len(learning.lines) - MOST_SHOWN),
        more_missing=max(0, missing.count() - MOST_SHOWN),
    )


def themes_agreed(plan: CountryPlan) -> list[Theme]:
    """Themes of what was agreed, in their rank; one query."""
    ranked = [one["slug"] for one in plan.agreed.content["themes"]] if plan.agreed else []
    themes = {one.slug: one for one in Theme.objects.filter(slug__in=ranked)}
    return [themes[slug] for slug in ranked if slug in themes]
