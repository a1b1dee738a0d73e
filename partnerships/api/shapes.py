"""What pages show, as answers: from the lines of pages, to which nothing is added."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from pages.addresses import absolute
from pages.countries import country_name
from pages.models import Theme
from partnerships.api import schemas
from partnerships.models import CountryPlan, Partnership, PlanVersion
from partnerships.permissions import can_look_inside
from partnerships.planning.content import Content, shown
from partnerships.planning.lines import ThemeLearnt, ThemePage, theme_lines
from partnerships.registry.lines import PartnershipLine, words_in_reach
from partnerships.registry.outputs import OutputLine, learning_of
from partnerships.states import CallState, PlanState

MOST_CALLS = 100


def coded(code: Any, name: Any) -> schemas.Coded:
    return schemas.Coded(code=str(code), name=str(name))


def countries(codes: Iterable[Any]) -> list[schemas.Country]:
    named = ((country_name(str(code)), str(code)) for code in codes)
    return [schemas.Country(code=code, name=name) for name, code in sorted(named)]


def themes(rows: Iterable[Theme]) -> list[schemas.NamedTheme]:
    return [schemas.NamedTheme(slug=one.slug, name=one.name) for one in rows]


def partnership_named(one: Partnership) -> schemas.Named:
    return schemas.Named(id=one.pk, title=one.title, url=_page("partnership", one.pk))


def plan_named(plan: CountryPlan) -> schemas.NamedPlan:
    return schemas.NamedPlan(id=plan.pk, title=plan.shown_title, url=_page("country_plan", plan.pk))


def learnt(lines: Iterable[OutputLine]) -> list[schemas.LearntThing]:
    return [
        schemas.LearntThing(
            title=line.title,
            language=line.language,
            kind=str(line.kind),
            url=line.url,
            theme=schemas.NamedTheme(slug=line.output.theme.slug, name=line.output.theme.name),
            partnership=partnership_named(line.output.partnership),
            tied_on=timezone.localtime(line.output.tied_at).date(),
        )
        for line in lines
    ]


def counted(told: Iterable[tuple[Any, int]]) -> list[schemas.Counted]:
    return [schemas.Counted(kind=str(label), number=number) for label, number in told]


# -- Partnerships ----------------------------------------------------------------------------------


def partnership_in_list(line: PartnershipLine) -> schemas.PartnershipInList:
    one = line.partnership
    return schemas.PartnershipInList(
        id=one.pk,
        title=line.title,
        language=line.language,
        partners=line.partners,
        countries=countries(place.country for place in one.countries.all()),
        themes=themes(one.themes.all()),
        status=coded(one.status, one.get_status_display()),
        is_unconfirmed=line.is_unconfirmed,
        first_day=one.first_day,
        last_day=one.last_day,
        identifier=one.identifier,
        url=absolute(line.url),
    )


def partnership(one: Partnership, reader: Any, today: datetime.date) -> schemas.Partnership:
    """What the page shows of it, without the part that is for its partners."""
    title, summary, language = words_in_reach(one)
    outputs = one.outputs.select_related("theme", "partnership")
    told = learning_of(outputs, reader, counts_all=can_look_inside(reader, one))
    return schemas.Partnership(
        id=one.pk,
        title=title,
        summary=summary,
        language=language,
        is_public=one.is_published,
        status=coded(one.status, one.get_status_display()),
        is_unconfirmed=one.is_unconfirmed(today),
        first_day=one.first_day,
        last_day=one.last_day,
        countries=countries(place.country for place in one.countries.all()),
        themes=themes(one.themes.all()),
        plan=plan_named(one.plan) if one.plan and one.plan.agreed_id else None,
        partners=_partners(one),
        reported_by=one.reporting.name if one.reporting else None,
        identifier=one.identifier,
        budgets=_budgets(one),
        activities=_activities(one),
        learnt=learnt(told.lines),
        counted=counted(told.counted),
        url=_page("partnership", one.pk),
    )


def _partners(one: Partnership) -> list[schemas.PartnerOfIt]:
    return [
        schemas.PartnerOfIt(
            id=each.organisation_id,
            name=each.organisation.name,
            role=schemas.CodedRole(code=each.role, name=str(each.get_role_display())),
            url=_page("organisation", each.organisation_id),
        )
        for each in one.partners.select_related("organisation")
    ]


def _budgets(one: Partnership) -> list[schemas.BudgetOfIt]:
    return [
        schemas.BudgetOfIt(
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            value=each.value,
            currency=each.currency,
            status=coded(each.status, each.get_status_display()),
        )
        for each in one.budgets.all()
    ]


def _activities(one: Partnership) -> list[schemas.ActivityOfIt]:
    return [
        schemas.ActivityOfIt(
            title=each.title,
            kind=str(each.get_kind_display()),
            place=each.place,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
        )
        for each in one.activities.all()
    ]


# -- Country plans ---------------------------------------------------------------------------------


def plan_in_list(plan: CountryPlan) -> schemas.PlanInList:
    """By the words that were agreed, never those that are being drafted."""
    return schemas.PlanInList(**_head(plan, _agreed(plan).content))


def plan(one: CountryPlan, reader: Any, today: datetime.date) -> schemas.Plan:
    version = _agreed(one)
    page = shown(version.content, today)
    lines = {line.theme.slug: line for line in theme_lines(one, reader)}
    calls = one.calls.exclude(state=CallState.DRAFT).order_by("-closes_at")[:MOST_CALLS]
    return schemas.Plan(
        **_head(one, version.content),
        version=version.number,
        currency=page.currency,
        words=page.words,
        left_out=page.left_out,
        signed_by=[
            schemas.SignedBy(
                name=each.association.name, on=timezone.localtime(each.signed_at).date()
            )
            for each in version.signatures.select_related("association")
        ],
        themes=[_theme_in_plan(one, each, lines.get(each.slug)) for each in page.themes],
        windows=[schemas.WindowOfOpportunity.model_validate(each) for each in page.windows],
        actors=[
            schemas.WhoMatters(name=each["name"], kind=str(each["kind"]), interest=each["interest"])
            for each in page.actors
        ],
        policies=[schemas.PolicyOfPlan.model_validate(each) for each in page.policies],
        calls=[
            schemas.CallInPlan(
                id=each.pk,
                title=each.title,
                url=_page("call", each.pk),
                state=schemas.CodedState(code=each.state, name=str(each.get_state_display())),
            )
            for each in calls
        ],
    )


def plan_theme(one: CountryPlan, theme: Theme, reason: str, page: ThemePage) -> schemas.PlanTheme:
    return schemas.PlanTheme(
        slug=theme.slug,
        name=theme.name,
        plan=plan_named(one),
        reason=reason,
        learnt=learnt(page.learning.lines),
        counted=counted(page.learning.counted),
        missing=[partnership_named(each) for each in page.missing],
    )


def _head(plan: CountryPlan, content: Content) -> dict[str, Any]:
    return {
        "id": plan.pk,
        "title": content["title"],
        "language": content["language"],
        "countries": countries(content["countries"]),
        "starts_on": content["starts_on"],
        "ends_on": content["ends_on"],
        "is_closed": plan.state == PlanState.CLOSED,
        "url": _page("country_plan", plan.pk),
    }


def _theme_in_plan(
    plan: CountryPlan, ranked: Any, line: ThemeLearnt | None
) -> schemas.PlanThemeInPlan:
    return schemas.PlanThemeInPlan(
        slug=ranked.slug,
        name=ranked.name,
        rank=ranked.rank,
        reason=ranked.reason,
        partnerships=line.partnerships if line else 0,
        learnt=line.outputs if line else 0,
        is_missing=line.is_missing if line else True,
        api_url=_page("api_plan_theme", plan.pk, ranked.slug),
    )


def _agreed(plan: CountryPlan) -> PlanVersion:
    """What `plans_shown` always has."""
    assert plan.agreed is not None
    return plan.agreed


def _page(name: str, *parts: Any) -> str:
    return absolute(reverse(name, args=parts))
