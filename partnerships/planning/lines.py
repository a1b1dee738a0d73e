"""What was learnt on each theme of a plan, and what is missing."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from pages.models import Theme
from partnerships.models import CountryPlan, Output
from partnerships.permissions import partnerships_visible_to
from partnerships.registry.outputs import Learning, learning_of

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
    working: dict[int, set[Any]] = defaultdict(set)
    for pk, theme in visible.values_list("pk", "themes"):
        working[theme].add(pk)
    learnt = _learnt_by_theme(visible, reader)
    return [_line(themes[slug], working, learnt) for slug in ranked if slug in themes]


def _learnt_by_theme(visible: Any, reader: Any) -> dict[int, list[Any]]:
    outputs = Output.objects.filter(partnership__in=visible.values("pk"))
    found: dict[int, list[Any]] = defaultdict(list)
    for line in learning_of(outputs, reader).lines:
        found[line.output.theme_id].append(line)
    return found


def _line(theme: Theme, working: dict[int, set[Any]], learnt: dict[int, list[Any]]) -> ThemeLearnt:
    lines = learnt[theme.pk]
    newest = max((line.output.tied_at for line in lines), default=None)
    return ThemeLearnt(
        theme=theme,
        partnerships=len(working[theme.pk]),
        outputs=len(lines),
        is_missing=newest is None or newest < timezone.now() - A_YEAR,
    )


@dataclass(frozen=True)
class ThemePage:
    """A theme of a plan: what each partnership learnt on it, and which learnt nothing lately."""

    learning: Learning
    missing: list[Any]


def theme_page(plan: CountryPlan, theme: Theme, reader: Any) -> ThemePage:
    """What was learnt on `theme` in partnerships of the plan the reader may know of."""
    visible = partnerships_visible_to(reader).filter(plan=plan)
    outputs = Output.objects.filter(partnership__in=visible.values("pk"), theme=theme)
    learning = learning_of(outputs.select_related("partnership", "activity", "theme"), reader)
    since = timezone.now() - A_YEAR
    lately = {line.output.partnership_id for line in learning.lines if line.output.tied_at >= since}
    working = visible.filter(themes=theme).order_by("title")
    return ThemePage(learning, [one for one in working if one.pk not in lately])


def themes_agreed(plan: CountryPlan) -> list[Theme]:
    """Themes of what was agreed, in their rank; one query."""
    ranked = [one["slug"] for one in plan.agreed.content["themes"]] if plan.agreed else []
    themes = {one.slug: one for one in Theme.objects.filter(slug__in=ranked)}
    return [themes[slug] for slug in ranked if slug in themes]
