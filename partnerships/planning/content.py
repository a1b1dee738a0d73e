"""A plan as one piece of words: what is signed, kept as a version, and shown."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date

from pages.countries import country_name
from pages.models import Theme
from partnerships.models import Actor, CountryPlan

Content = dict[str, Any]


def content_of(plan: CountryPlan) -> Content:
    """The plan as JSON: names of themes and countries as their short names and codes."""
    return {
        "title": plan.title,
        "language": plan.language,
        "countries": sorted(plan.country_codes),
        "starts_on": plan.starts_on.isoformat(),
        "ends_on": plan.ends_on.isoformat(),
        "currency": plan.currency,
        "words": plan.words,
        "left_out": plan.left_out,
        "associations": [
            {"pk": one.association_id, "name": one.association.name}
            for one in plan.associations.select_related("association").order_by("association__name")
        ],
        "themes": [
            {"slug": one.theme.slug, "rank": one.rank, "reason": one.reason, "pk": one.pk}
            for one in plan.themes.select_related("theme").order_by("rank", "pk")
        ],
        "actors": [
            {"name": one.name, "kind": one.kind, "interest": one.interest, "pk": one.pk}
            for one in plan.actors.all()
        ],
        "policies": [
            {"title": one.title, "whose": one.whose, "words": one.words, "pk": one.pk}
            for one in plan.policies.all()
        ],
        "windows": [
            {
                "title": one.title,
                "opens_on": one.opens_on.isoformat(),
                "closes_on": one.closes_on.isoformat(),
                "words": one.words,
                "pk": one.pk,
            }
            for one in plan.windows.all()
        ],
    }


@dataclass(frozen=True)
class ThemeLine:
    slug: str
    name: str
    rank: int
    reason: str
    pk: int


@dataclass(frozen=True)
class WindowLine:
    title: str
    opens_on: datetime.date | None
    closes_on: datetime.date | None
    words: str
    pk: int
    is_open: bool


@dataclass(frozen=True)
class PlanShown:
    """What the page of a plan shows, in the language of the screen."""

    title: str
    countries: str
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    currency: str
    words: str
    left_out: str
    associations: list[str]
    themes: list[ThemeLine]
    actors: list[dict[str, Any]]
    policies: list[dict[str, Any]]
    windows: list[WindowLine]


def shown(content: Content, today: datetime.date) -> PlanShown:
    """A version, or a draft, for the screen; one query for the names of its themes."""
    slugs = [one["slug"] for one in content["themes"]]
    names = {one.slug: one.name for one in Theme.objects.filter(slug__in=slugs)}
    kinds = dict(Actor.Kind.choices)
    return PlanShown(
        title=content["title"],
        countries=countries_in_words(content["countries"]),
        starts_on=parse_date(content["starts_on"]),
        ends_on=parse_date(content["ends_on"]),
        currency=content["currency"],
        words=content["words"],
        left_out=content["left_out"],
        associations=[one["name"] for one in content["associations"]],
        themes=[
            ThemeLine(name=names.get(one["slug"], one["slug"]), **one) for one in content["themes"]
        ],
        actors=[{**one, "kind": kinds.get(one["kind"], "")} for one in content["actors"]],
        policies=content["policies"],
        windows=[_window(one, today) for one in content["windows"]],
    )


def _window(one: dict[str, Any], today: datetime.date) -> WindowLine:
    opens_on, closes_on = parse_date(one["opens_on"]), parse_date(one["closes_on"])
    is_open = bool(opens_on and closes_on and opens_on <= today <= closes_on)
    return WindowLine(one["title"], opens_on, closes_on, one["words"], one["pk"], is_open)


def countries_in_words(codes: Iterable[str]) -> str:
    """E.g. `Kenya, Zambia`, by the names readers know."""
    return ", ".join(sorted(country_name(code) for code in codes))
