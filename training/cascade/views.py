"""How far a course travelled: the page, a branch of its tree, and the figures as a file."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pages.spreadsheets import answer_with
from training.cascade.chart import chart_of
from training.cascade.permissions import (
    get_cascade_for,
    keeps_figures_of,
    kept_for,
    sees_all_figures,
)
from training.cascade.reading import figures_of
from training.cascade.tables import Line, lines_from, sheet_of, tables_of
from training.cascade.tree import tree_of
from training.models import Course


@require_safe
def cascade(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures of a course by generation, with its tree."""
    course = get_cascade_for(request.user, pk)
    is_exact = sees_all_figures(request.user, course.organisation_id)
    lines = lines_from(*figures_of(Course.objects.filter(pk=pk)), is_exact)
    context = {
        **_shown(lines, is_exact),
        "course": course,
        "tree": tree_of(course),
    }
    return render(request, "training/cascade/cascade.html", context)


@require_safe
def cascade_branch(request: HttpRequest, pk: int, event: uuid.UUID) -> HttpResponse:
    """The tree from one training on."""
    course = get_cascade_for(request.user, pk)
    tree = tree_of(course, event)
    if tree is None:
        raise Http404
    return render(request, "training/cascade/branch.html", {"course": course, "tree": tree})


@require_safe
def cascade_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The figures of a course as CSV or XLSX, as the page shows them to whoever asks."""
    course = get_cascade_for(request.user, pk)
    is_exact = sees_all_figures(request.user, course.organisation_id)
    lines = lines_from(*figures_of(Course.objects.filter(pk=pk)), is_exact)
    return answer_with(sheet_of(lines), kind, f"course-{pk}")


@require_safe
def training_figures(request: HttpRequest, organisation: int | None = None) -> HttpResponse:
    """All courses an association keeps, or those of the programme, in one table."""
    keeper = keeps_figures_of(request.user, organisation)
    courses = kept_for(keeper)
    lines = lines_from(*figures_of(courses), True)
    context = {**_shown(lines, True), "keeper": keeper, "courses": courses}
    return render(request, "training/cascade/figures.html", context)


def _shown(lines: list[Line], is_exact: bool) -> dict[str, Any]:
    is_any_hidden = any(line.hidden.names for line in lines)
    return {
        "tables": tables_of(lines),
        "chart": chart_of(lines),
        "total": lines[-1],
        "is_empty": not lines[-1].figures.events,
        "is_any_hidden": is_any_hidden,
        "is_exact": is_exact,
    }
