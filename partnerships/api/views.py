"""The OpenAPI document, the page about it, and what is nowhere."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pages.addresses import absolute
from partnerships.api.document import PLACE, document, operations_shown
from partnerships.api.problems import problem
from partnerships.api.schemas import MOST_ON_A_PAGE


def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(document())


def nothing_here(request: HttpRequest, rest: str) -> HttpResponse:
    return problem(404)


@require_safe
def about_api(request: HttpRequest) -> HttpResponse:
    """The same document for people: it loads nothing from anywhere else."""
    context: dict[str, Any] = {
        "document": document(),
        "document_url": reverse("api_document"),
        "place": absolute(PLACE),
        "most": MOST_ON_A_PAGE,
        "operations": [
            {"shown": one, "example": json.dumps(one.example, indent=2, ensure_ascii=False)}
            for one in operations_shown()
        ],
        "crumbs": [{"label": _("Partnerships"), "url": reverse("partnerships")}],
    }
    return render(request, "partnerships/api.html", context)
