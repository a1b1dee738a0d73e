"""Country plans and calls as documents of the index.

Of a plan the version that was agreed, never its draft; of a call what everyone reads once it was
opened. A closed call stays, as its page does, and its line says so.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pages.languages import listed
from pages.models import Theme
from pages.templatetags.days import day
from partnerships.calling.lines import until_of
from partnerships.calling.permissions import calls_shown
from partnerships.models import Call, CountryPlan
from partnerships.permissions import plans_shown
from search.engine.interface import Document, Part
from search.rooms import SUMMARY, Readable, RowsOfRoom, facts_of_themes, holding, shown_of

WORTH = 0.5


def _themes_of(plans: list[CountryPlan]) -> dict[str, Theme]:
    """Themes that were agreed in any of these plans, by their short name; one query."""
    slugs = {one["slug"] for plan in plans for one in _content(plan)["themes"]}
    themes = Theme.objects.filter(slug__in=slugs).select_related("parent")
    return {theme.slug: theme for theme in themes}


def _agreed(plan: CountryPlan, themes: dict[str, Theme]) -> list[Theme]:
    slugs = [one["slug"] for one in _content(plan)["themes"]]
    return [themes[slug] for slug in slugs if slug in themes]


def _content(plan: CountryPlan) -> dict[str, Any]:
    assert plan.agreed is not None
    content: dict[str, Any] = plan.agreed.content
    return content


# -- Plans -----------------------------------------------------------------------------------------


def _documents_of_plans(plans: list[CountryPlan], version: int) -> Iterator[Document]:
    themes = _themes_of(plans)
    for plan in plans:
        yield _plan(plan, _agreed(plan, themes), version)


def _plan(plan: CountryPlan, themes: list[Theme], version: int) -> Document:
    content, agreed = _content(plan), plan.agreed
    assert agreed is not None
    associations = {str(one["pk"]): one["name"] for one in content["associations"]}
    begin = parse_date(content["starts_on"])
    return Document(
        key=plan.scope,
        version=version,
        language=content["language"],
        type="plan",
        title=content["title"],
        summary=content["words"][:SUMMARY],
        keywords=list(associations.values()),
        scopes=[plan.scope],
        countries=content["countries"],
        organisations=list(associations),
        year=begin.year if begin else None,
        worth=WORTH,
        published_at=agreed.made_at,
        group=plan.scope,
        shown=shown_of(associations.values(), content["countries"], agreed.made_at),
        parts=_parts_of_plan(plan.scope, content),
        **facts_of_themes(themes),
    )


def _parts_of_plan(scope: str, content: dict[str, Any]) -> list[Part]:
    """All that its page shows, on one page."""
    said = [
        ("words", "", content["words"]),
        *((f"theme-{one['slug']}", "", one["reason"]) for one in content["themes"]),
        *((f"policy-{one['pk']}", one["title"], one["words"]) for one in content["policies"]),
        *((f"window-{one['pk']}", one["title"], one["words"]) for one in content["windows"]),
        *((f"actor-{one['pk']}", one["name"], one["interest"]) for one in content["actors"]),
        ("left-out", "", content["left_out"]),
    ]
    return [
        Part(f"{scope}#{name}", "section", title, text, scope)
        for name, title, text in said
        if title or text
    ]


def _readable_plans(_person: Any, numbers: list[Any]) -> dict[str, Readable]:
    return {
        plan.scope: Readable(
            plan.shown_title,
            reverse("country_plan", args=[plan.pk]),
            _content(plan)["language"],
            True,
            (),
            _period_of(_content(plan)),
        )
        for plan in plans_shown().filter(pk__in=numbers)
    }


def _period_of(content: dict[str, Any]) -> str:
    days = (parse_date(content["starts_on"]), parse_date(content["ends_on"]))
    return " – ".join(day(one) for one in days if one)


def _plans_called(_person: Any, words: Sequence[str]) -> Any:
    return holding(plans_shown(), "agreed__content__title", words)


# -- Calls -----------------------------------------------------------------------------------------


def _documents_of_calls(calls: list[Call], version: int) -> Iterator[Document]:
    themes = _themes_of([call.plan for call in calls])
    for call in calls:
        yield _call(call, _agreed(call.plan, themes), version)


def _call(call: Call, themes: list[Theme], version: int) -> Document:
    countries = _content(call.plan)["countries"]
    said = [("words", call.words), ("checklist", "\n".join(call.eligibility))]
    return Document(
        key=call.scope,
        version=version,
        language=call.language,
        type="call",
        title=call.title,
        summary=call.words[:SUMMARY],
        scopes=[call.scope],
        countries=countries,
        year=call.closes_at.year,
        worth=WORTH,
        published_at=call.made_at,
        group=call.scope,
        shown=shown_of((), countries, call.made_at),
        parts=[
            Part(f"{call.scope}#{name}", "section", "", text, call.scope)
            for name, text in said
            if text
        ],
        **facts_of_themes(themes),
    )


def _readable_calls(_person: Any, numbers: list[Any]) -> dict[str, Readable]:
    return {
        call.scope: Readable(
            call.title,
            reverse("call", args=[call.pk]),
            call.language,
            True,
            (),
            _until(call),
        )
        for call in calls_shown().filter(pk__in=numbers)
    }


def _until(call: Call) -> str:
    if call.takes_applications(timezone.now()):
        return _("until %(day)s") % {"day": until_of(call)}
    return listed([pgettext("call", "Closed"), day(call.closes_at.astimezone(call.in_zone).date())])


def _calls_called(_person: Any, words: Sequence[str]) -> Any:
    return holding(calls_shown(), "title", words)


PLANS = RowsOfRoom(
    "plan",
    UUID,
    plans_shown,
    _documents_of_plans,
    _readable_plans,
    _plans_called,
    ("themes__theme",),
)
CALLS = RowsOfRoom(
    "call",
    UUID,
    calls_shown,
    _documents_of_calls,
    _readable_calls,
    _calls_called,
    ("plan__themes__theme",),
)
