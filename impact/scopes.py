"""Of which lessons something is rolled up: of all, a theme, a partnership, a plan, an association.

Each begins with the partnerships that the reader may know of.
"""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from impact.permissions import get_association, get_theme
from pages.models import Theme
from partnerships.models import CountryPlan, Output, Partner
from partnerships.permissions import get_partnership_for, get_plan_for, partnerships_visible_to
from partnerships.registry.lines import words_in_reach
from people.querysets import members_of_today


@dataclass(frozen=True)
class Scope:
    """What is rolled up; `kind` names its addresses, `number` is its own part of them."""

    kind: str
    title: str
    outputs: QuerySet[Output]
    number: str = ""
    url: str = ""
    what: str = ""
    plan: CountryPlan | None = None
    crumbs: list[dict[str, str]] = field(default_factory=list)

    def address(self, door: str = "") -> str:
        """The page itself, or a door of it, e.g. `file` with a kind."""
        name = f"impact_of_{self.kind}" if self.number else "impact"
        own = [self.number] if self.number else []
        if not door:
            return reverse(name, args=own)
        if door == "pdf":
            return reverse(f"{name}_pdf", args=own)
        return reverse(f"{name}_file", args=[*own, door])


def _outputs_for(person: Any) -> QuerySet[Output]:
    return Output.objects.filter(partnership__in=partnerships_visible_to(person).values("pk"))


def _crumbs() -> list[dict[str, str]]:
    return [{"label": _("Where lessons travelled"), "url": reverse("impact")}]


def of_all(person: Any) -> Scope:
    """The whole programme."""
    return Scope("all", _("Where lessons travelled"), _outputs_for(person))


def of_theme(person: Any, slug: str) -> Scope:
    """A theme with those below it; else Http404."""
    theme = get_theme(slug)
    own = Q(theme=theme) | Q(theme__parent=theme)
    outputs = _outputs_for(person).filter(own)
    return Scope("theme", theme.name, outputs, number=slug, what=_("Theme"), crumbs=_crumbs())


def of_partnership(person: Any, pk: uuid.UUID) -> Scope:
    """One partnership; else Http404."""
    one = get_partnership_for(person, pk)
    return Scope(
        "partnership",
        words_in_reach(one)[0],
        Output.objects.filter(partnership=one),
        number=str(pk),
        url=reverse("partnership", args=[pk]),
        what=_("Partnership"),
        crumbs=_crumbs(),
    )


def of_plan(person: Any, pk: uuid.UUID) -> Scope:
    """A country plan that was agreed; else Http404."""
    plan = get_plan_for(pk)
    return Scope(
        "plan",
        plan.shown_title,
        _outputs_for(person).filter(partnership__plan=plan),
        number=str(pk),
        url=reverse("country_plan", args=[pk]),
        what=_("Country plan"),
        plan=plan,
        crumbs=_crumbs(),
    )


def of_plan_theme(person: Any, plan: CountryPlan, theme: Theme) -> QuerySet[Output]:
    """Outputs of a plan on one of its themes, as the theme's page shows them."""
    return _outputs_for(person).filter(partnership__plan=plan, theme=theme)


def of_association(person: Any, pk: int) -> Scope:
    """Partnerships in which an association or a member of today takes part; else Http404."""
    association = get_association(pk)
    members = members_of_today([association.pk])
    own = Partner.objects.filter(Q(organisation=association) | Q(organisation__in=members))
    return Scope(
        "association",
        association.name,
        _outputs_for(person).filter(partnership__in=own.values("partnership")),
        number=str(pk),
        url=reverse("organisation", args=[pk]),
        what=_("Association"),
        crumbs=_crumbs(),
    )
