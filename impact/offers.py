"""The ways to a trail from other pages, and what stands of it on the page of a theme."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _

from impact.lessons import TEXT, lessons_known_to, trail_address
from impact.picture import picture_of
from impact.scopes import of_plan_theme
from impact.telling import sentence_of_many
from impact.trails import together, trails_of
from pages.models import Theme
from pages.registries import Action
from partnerships.models import CountryPlan
from partnerships.registries import Piece
from people.models import Organisation
from people.permissions import edited_association_ids

# What stands at an address of this name can be a lesson, by its kind.
LESSONS = {
    "topic": "topic",
    "training": "training",
    "host_offer": "placement-offer",
    "benchmark": "benchmark",
}
ROLLED_UP = {"partnership": "impact_of_partnership", "country_plan": "impact_of_plan"}


def where_this_travelled(request: HttpRequest, item: Any) -> Action | None:
    """On a text; no query."""
    key = f"{TEXT}:{item.translation_key}"
    return Action(label=_("Where this travelled"), url=trail_address(key))


def where_what_stands_here_travelled(request: HttpRequest, path: str) -> Action | None:
    """On the page of another thing to learn from, and of a partnership or a plan; no query."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    name, number = match.url_name or "", match.kwargs.get("pk")
    if name in LESSONS:
        url = trail_address(f"{LESSONS[name]}:{number}")
        return Action(label=_("Where this travelled"), url=url)
    if name in ROLLED_UP:
        url = reverse(ROLLED_UP[name], args=[number])
        return Action(label=_("Where its lessons travelled"), url=url)
    return None


def links(person: Any) -> Iterable[Action]:
    yield Action(label=_("Where lessons travelled"), url=reverse("impact"))


def duties(person: Any) -> Iterable[Action]:
    """For who edits for an association; one query for those alone."""
    own = edited_association_ids(person)
    if not own:
        return
    for association in Organisation.objects.filter(pk__in=own).order_by("name"):
        label = _("Where lessons of %(association)s travelled") % {"association": association.name}
        url = reverse("impact_of_association", args=[association.pk])
        yield Action(label=label, url=url)


def on_a_theme(*, plan: CountryPlan, theme: Theme, reader: Any) -> Piece | None:
    """How far the lessons of a plan on one theme travelled; nothing where there is none."""
    things = of_plan_theme(reader, plan, theme).order_by("-tied_at", "-pk")
    known = lessons_known_to(things.values_list("thing", flat=True), reader)
    legs = together(trails_of([one.lesson for one in known.values()], reader).values())
    if not legs:
        return None
    shown = {
        "sentence": sentence_of_many(legs, len(known)),
        "picture": picture_of(legs),
        "url": reverse("impact_of_plan", args=[plan.pk]),
    }
    return Piece("impact/on_a_theme.html", shown)
