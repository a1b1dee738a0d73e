"""Lists of reports that are owed: of all partnerships the reader looks inside, and of one."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pages.paging import read_number
from pages.spreadsheets import KINDS, write
from partnerships.models import Report
from partnerships.permissions import can_keep
from partnerships.reporting.lines import lines_of, sheet_of
from partnerships.reporting.permissions import get_partnership_of_reports_for, reports_read_by
from partnerships.states import ReportState
from people.requests import SignedInRequest
from people.second_step import for_roles

PAGE, MOST_IN_A_FILE = 30, 5_000


@require_safe
@for_roles
def reports(request: SignedInRequest) -> HttpResponse:
    """Reports of all partnerships whose reports the reader reads: what is open, by its day."""
    rows = reports_read_by(request.user).exclude(state=ReportState.ACCEPTED)
    context = {
        **_page(request, rows),
        "file_url": "reports_file",
        "crumbs": [{"label": _("Partnerships"), "url": reverse("partnerships")}],
    }
    return render(request, "partnerships/reports/list.html", context)


@require_safe
@for_roles
def partnership_reports(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Those of one partnership, accepted ones too."""
    one = get_partnership_of_reports_for(request.user, pk)
    context = {
        **_page(request, one.reports.all()),
        "partnership": one,
        "can_keep": can_keep(request.user, one),
        "crumbs": [
            {"label": _("Partnerships"), "url": reverse("partnerships")},
            {"label": one.title, "url": reverse("partnership", args=[pk])},
        ],
    }
    return render(request, "partnerships/reports/list.html", context)


def _page(request: SignedInRequest, rows: Any) -> dict[str, Any]:
    """A page of reports by their day; `page` is its number."""
    number = max(read_number(request.GET.get("page", "1"), longest=6), 1)
    first = (number - 1) * PAGE
    found = list(_in_order(rows)[first : first + PAGE + 1])
    return {
        "lines": lines_of(found[:PAGE], timezone.localdate()),
        "next_page": number + 1 if len(found) > PAGE else None,
        "previous_page": number - 1 if number > 1 else None,
    }


def _in_order(rows: Any) -> Any:
    return rows.select_related("partnership", "owed_by").order_by("due_on", "pk")


@require_safe
@for_roles
def reports_file(request: SignedInRequest, kind: str) -> HttpResponse:
    """The first list as CSV or XLSX, whole."""
    return _file(reports_read_by(request.user).exclude(state=ReportState.ACCEPTED), kind)


@require_safe
@for_roles
def partnership_reports_file(request: SignedInRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """The list of one partnership as CSV or XLSX."""
    one = get_partnership_of_reports_for(request.user, pk)
    return _file(Report.objects.filter(partnership=one), kind)


def _file(rows: Any, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    lines = lines_of(_in_order(rows)[:MOST_IN_A_FILE], timezone.localdate())
    response = HttpResponse(write(sheet_of(lines), kind), content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="reports.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response
