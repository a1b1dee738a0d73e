"""The trail of one lesson; what is rolled up, as a page, a sheet and a PDF."""

import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from impact import scopes
from impact.permissions import get_lesson_for
from impact.picture import picture_of
from impact.reports import Report, report_of
from impact.tables import sheet_of
from impact.telling import sentence_of
from impact.trails import TRIED, is_told_of, trails_of
from pages.paging import read_number
from pages.pdf import can_make_pdf, make_pdf, pdf_answer
from pages.spreadsheets import answer_with
from people.limits import take_pdf

FIRST_YEAR = 2000


@require_safe
def lesson_trail(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """Where one lesson travelled: a sentence, a picture, every station."""
    known = get_lesson_for(request.user, kind, number)
    legs = trails_of([known.lesson], request.user).get(known.key, [])
    context = {
        "learnt": known.learnt,
        "sentence": sentence_of(legs),
        "picture": picture_of(legs),
        "legs": legs,
        "asks_who_tried": is_told_of(TRIED),
        "crumbs": [{"label": _("Where lessons travelled"), "url": reverse("impact")}],
    }
    return render(request, "impact/lesson.html", context)


def _scope(request: HttpRequest, kind: str, number: Any) -> scopes.Scope:
    find: Any = getattr(scopes, f"of_{kind}")
    return find(request.user) if kind == "all" else find(request.user, number)


def _report(request: HttpRequest, kind: str, number: Any) -> Report:
    year = _year(request)
    return report_of(_scope(request, kind, number), request.user, year)


def _year(request: HttpRequest) -> int | None:
    """Of the address, None for all; 400 for what is no year, 404 for one to come."""
    asked = request.GET.get("year", "")
    year = read_number(asked, 4) if asked else None
    if year is not None and not FIRST_YEAR <= year <= localdate().year:
        raise Http404
    return year


@require_safe
def impact(
    request: HttpRequest, kind: str = "all", number: int | str | uuid.UUID = ""
) -> HttpResponse:
    """Where the lessons of a scope travelled."""
    report = _report(request, kind, number)
    query = f"?year={report.year}" if report.year else ""
    context = {
        **_shown(report),
        "years": _years(report),
        "csv_url": f"{report.scope.address('csv')}{query}",
        "xlsx_url": f"{report.scope.address('xlsx')}{query}",
        "pdf_url": f"{report.scope.address('pdf')}{query}" if can_make_pdf() else "",
    }
    return render(request, "impact/report.html", context)


@require_safe
def impact_file(
    request: HttpRequest, form: str, kind: str = "all", number: int | str | uuid.UUID = ""
) -> HttpResponse:
    """The report as CSV or XLSX, as the page shows it to the same reader."""
    report = _report(request, kind, number)
    return answer_with(sheet_of(report), form, _name(report), is_private=True)


@require_safe
def impact_pdf(
    request: HttpRequest, kind: str = "all", number: int | str | uuid.UUID = ""
) -> HttpResponse:
    """The report to take to a council; 404 where this server makes no PDF (the page says so).

    Made in this process, so it is counted, once it is known that there is something to make.
    """
    year, scope = _year(request), _scope(request, kind, number)
    if not can_make_pdf():
        raise Http404
    take_pdf(request)
    report = report_of(scope, request.user, year)
    html = render_to_string("impact/print.html", _shown(report), request=request)
    made = make_pdf(html, person=request.user, static_url=settings.STATIC_URL)
    return pdf_answer(made, f"{_name(report)}.pdf")


def _shown(report: Report) -> dict[str, Any]:
    return {
        "report": report,
        "scope": report.scope,
        "picture": picture_of(report.legs),
        "crumbs": report.scope.crumbs,
    }


def _name(report: Report) -> str:
    """It says nothing of what is inside."""
    return f"lessons-{report.year}" if report.year else "lessons"


def _years(report: Report) -> list[dict[str, Any]]:
    own = report.scope.address()
    lines = [{"label": _("All years"), "url": own, "is_current": report.year is None}]
    return [
        *lines,
        *(
            {"label": str(year), "url": f"{own}?year={year}", "is_current": year == report.year}
            for year in report.years
        ),
    ]
