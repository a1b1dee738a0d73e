"""Views of who decides about a report: its association, its municipality, the text's editors."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from learning.models import LibraryItem, TriedReport
from learning.trying import actions, permissions
from learning.trying.answers import crumbs, or_too_late
from learning.trying.forms import HideForm, SendBackForm
from learning.trying.lines import history_of
from learning.trying.states import ReportState
from learning.trying.waiting import came_back, to_confirm
from pages.paging import place_after, read_place_of_uuid
from people.requests import SignedInRequest
from people.second_step import for_roles

PAGE_SIZE = 50
both_ways = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@for_roles
def tried_waiting(request: SignedInRequest) -> HttpResponse:
    """All that waits for this person; what is to be confirmed fifty a page, the oldest first."""
    after = request.GET.get("after", "")
    place = read_place_of_uuid(after)
    rows = to_confirm(request.user)
    if place is not None:
        filed_at, pk = place
        rows = rows.filter(
            Q(waiting__filed_at__gt=filed_at) | Q(waiting__filed_at=filed_at, pk__gt=pk)
        )
    found: list[Any] = list(rows[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    last = shown[-1] if len(found) > PAGE_SIZE else None
    context = {
        "waiting": shown,
        "back": came_back(request.user)[:PAGE_SIZE] if place is None else [],
        "next_url": f"?{urlencode({'after': place_after(last.waiting.filed_at, last.pk)})}"
        if last
        else "",
        "first_url": "?" if after else "",
        "crumbs": [{"label": _("My desk"), "url": reverse("desk")}],
    }
    return render(request, "learning/trying/waiting.html", context)


@both_ways
@for_roles
@or_too_late
def tried_decide(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Confirm what waits, or send it back with a reason."""
    report = permissions.get_report_looked_after_by(request.user, pk)
    is_return = request.POST.get("then") == "send-back"
    form = SendBackForm(request.POST if is_return else None)
    if request.method == "POST":
        answer = _decide(request, report, form)
        if answer is not None:
            return answer
    elif not permissions.can_decide(request.user, report):
        return redirect("tried_report", pk=pk)
    return _shown(request, report, "learning/trying/decide.html", form)


def _decide(
    request: SignedInRequest, report: TriedReport, form: SendBackForm
) -> HttpResponse | None:
    """The answer to a decision; None where the form has to be shown again."""
    version = _version(request.POST.get("version", ""))
    match request.POST.get("then"):
        case "confirm":
            actions.confirm(by=request.user, report=report, version=version)
            messages.success(request, _("Confirmed. It now appears with the text."))
        case "send-back":
            if not form.is_valid():
                return None
            reason = form.cleaned_data["reason"]
            actions.send_back(by=request.user, report=report, version=version, reason=reason)
            messages.success(request, _("Sent back. The author is told why."))
        case _unknown:
            raise BadRequest("then")
    return redirect("tried_report", pk=report.pk)


def _version(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise BadRequest("version") from None


@both_ways
@login_required
@or_too_late
def tried_withdraw(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Take back the version that waits, or withdraw the report; asked once more first."""
    report = permissions.get_report_for(request.user, pk)
    if not permissions.answers_for(request.user, report):
        raise Http404
    if request.method != "POST":
        return _shown(request, report, "learning/trying/withdraw.html", None)
    if request.POST.get("then") == "update":
        actions.take_back(by=request.user, report=report)
        messages.success(request, _("Taken back. The report that was confirmed before stays."))
        return redirect("tried_report", pk=pk)
    if request.POST.get("then") != "report":
        raise BadRequest("then")
    actions.withdraw(by=request.user, report=report)
    messages.success(request, _("Withdrawn. Your organisation can report again at any time."))
    return redirect("desk")


@both_ways
@for_roles
@or_too_late
def tried_hide(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Hide it with a reason, or show it again."""
    report = permissions.get_report_for(request.user, pk)
    if not permissions.can_hide(request.user, report):
        raise Http404
    form = HideForm(request.POST or None)
    if request.POST.get("then") == "show":
        actions.show(by=request.user, report=report)
        messages.success(request, _("It is shown again."))
        return redirect("tried_report", pk=pk)
    if request.method == "POST" and form.is_valid():
        actions.hide(by=request.user, report=report, reason=form.cleaned_data["reason"])
        messages.success(request, _("Hidden. Its author is told why."))
        return redirect("tried_report", pk=pk)
    return _shown(request, report, "learning/trying/hide.html", form)


def _shown(
    request: SignedInRequest, report: TriedReport, template: str, form: object
) -> HttpResponse:
    item: LibraryItem | None = permissions.item_of(
        request.user, report.translation_key, get_language()
    )
    if item is None:
        raise Http404
    context = {
        "page": item,
        "report": report,
        "version": report.waiting or report.standing,
        "is_hidden": report.state == ReportState.HIDDEN,
        "history": history_of(report, request.user),
        "form": form,
        "crumbs": crumbs(item, is_below=True),
    }
    return render(request, template, context)
