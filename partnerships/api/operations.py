"""What the API answers. It reads by the policies of the pages and has no rule of its own."""

import uuid
from typing import Annotated, Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError

from pages.models import Theme
from partnerships.api import schemas, shapes
from partnerships.api.lists import (
    next_address,
    outputs_asked,
    partnerships_asked,
    plans_asked,
)
from partnerships.api.problems import problem
from partnerships.permissions import get_partnership_for, get_plan_for
from partnerships.planning.lines import theme_page
from partnerships.registry.lines import lines_of

# Papers, raw baselines, risks, applications and persons have no place here (2C).
api = NinjaAPI(
    title=_("Country plans, partnerships, and what was learnt in them"),
    version="1",
    description=_(
        "Everybody reads what is public. Who shows a token of their own reads what they may read on"
        " the site, asked anew each time. Nothing can be changed here."
    ),
    openapi_url=None,
    docs_url=None,
    urls_namespace="partnerships-api",
    openapi_extra={
        "security": [{}, {"token": []}],
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    },
)
PlanId = Annotated[uuid.UUID, Path(description=_("The id of a country plan."))]
ThemeSlug = Annotated[str, Path(description=_("Short name of a theme."))]
PartnershipId = Annotated[uuid.UUID, Path(description=_("The id of a partnership."))]
FAULTS = {400, 401, 404, 405, 422, 429}


def answers_with(schema: Any) -> dict[Any, Any]:
    """The answer, and that of every fault."""
    return {200: schema, frozenset(FAULTS): schemas.Problem}


@api.get(
    "plans",
    response=answers_with(schemas.Plans),
    operation_id="api_plans",
    url_name="api_plans",
    summary=_("Country plans that were agreed, the last one first"),
)
def plans(request: HttpRequest, asked: Query[schemas.AskedForPage]) -> schemas.Plans:
    rows, place = plans_asked(asked)
    return schemas.Plans(
        items=[shapes.plan_in_list(one) for one in rows],
        next=next_address("api_plans", asked, place),
    )


@api.get(
    "plans/{uuid:plan_id}",
    response=answers_with(schemas.Plan),
    operation_id="api_plan",
    url_name="api_plan",
    summary=_("One country plan as it was agreed, with what was learnt on each theme"),
)
def plan(request: HttpRequest, plan_id: PlanId, asked: Query[schemas.Asked]) -> schemas.Plan:
    return shapes.plan(get_plan_for(plan_id), request.user, timezone.localdate())


@api.get(
    "plans/{uuid:plan_id}/themes/{slug:slug}",
    response=answers_with(schemas.PlanTheme),
    operation_id="api_plan_theme",
    url_name="api_plan_theme",
    summary=_("A theme of a plan: what was learnt, and what is missing"),
)
def plan_theme(
    request: HttpRequest, plan_id: PlanId, slug: ThemeSlug, asked: Query[schemas.Asked]
) -> schemas.PlanTheme:
    found = get_plan_for(plan_id)
    ranked = found.agreed.content["themes"] if found.agreed else []
    reason = next((one["reason"] for one in ranked if one["slug"] == slug), None)
    theme = Theme.objects.filter(slug=slug).first()
    if reason is None or theme is None:
        raise Http404
    return shapes.plan_theme(found, theme, reason, theme_page(found, theme, request.user))


@api.get(
    "partnerships",
    response=answers_with(schemas.Partnerships),
    operation_id="api_partnerships",
    url_name="api_partnerships",
    summary=_("Partnerships, the last changed first, narrowed as their list on the site is"),
)
def partnerships(
    request: HttpRequest, asked: Query[schemas.AskedForPartnerships]
) -> schemas.Partnerships:
    rows, place = partnerships_asked(request.user, asked)
    return schemas.Partnerships(
        items=[shapes.partnership_in_list(one) for one in lines_of(rows, timezone.localdate())],
        next=next_address("api_partnerships", asked, place),
    )


@api.get(
    "partnerships/{uuid:partnership_id}",
    response=answers_with(schemas.Partnership),
    operation_id="api_partnership",
    url_name="api_partnership",
    summary=_("One partnership, with what its partners do and what was learnt there"),
)
def partnership(
    request: HttpRequest, partnership_id: PartnershipId, asked: Query[schemas.Asked]
) -> schemas.Partnership:
    one = get_partnership_for(request.user, partnership_id)
    return shapes.partnership(one, request.user, timezone.localdate())


@api.get(
    "outputs",
    response=answers_with(schemas.LearntThings),
    operation_id="api_outputs",
    url_name="api_outputs",
    summary=_("What was learnt in partnerships, the newest first"),
)
def outputs(request: HttpRequest, asked: Query[schemas.AskedForOutputs]) -> schemas.LearntThings:
    lines, place = outputs_asked(request.user, asked)
    return schemas.LearntThings(
        items=shapes.learnt(lines), next=next_address("api_outputs", asked, place)
    )


@api.exception_handler(Http404)
def not_there(request: HttpRequest, fault: Exception) -> HttpResponse:
    return problem(404)


@api.exception_handler(BadRequest)
def not_understood(request: HttpRequest, fault: BadRequest) -> HttpResponse:
    return problem(400, [(str(fault), "cannot be read")])


@api.exception_handler(ValidationError)
def not_valid(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    return problem(422, [(str(one["loc"][-1]), str(one["msg"])) for one in fault.errors])
