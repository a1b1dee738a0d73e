"""A list of partnerships: an empty one, what it holds, and keeping its good rows."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.spreadsheets import answer_with
from pages.tables import MOST_ROWS, as_sent
from partnerships.entering import actions
from partnerships.entering.forms import ListForm, SeenForm
from partnerships.entering.judging import Judged, judge
from partnerships.entering.tables import COLUMNS
from partnerships.permissions import is_drafting
from people.requests import SignedInRequest
from people.second_step import for_roles


def _check_is_programme(request: HttpRequest) -> None:
    if not is_drafting(request.user):
        raise Http404


def _crumbs() -> list[dict[str, str]]:
    return [{"label": str(_("Partnerships")), "url": reverse("partnerships")}]


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def enter_partnerships(request: SignedInRequest) -> HttpResponse:
    """A file or pasted lines; what they hold is shown before anything is kept."""
    _check_is_programme(request)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _preview(request, judge(form.rows))
    context = {
        "form": form,
        "columns": COLUMNS.as_shown(),
        "most": MOST_ROWS,
        "crumbs": _crumbs(),
    }
    return render(request, "partnerships/enter_list.html", context)


def _preview(request: SignedInRequest, judged: Judged) -> HttpResponse:
    context: dict[str, Any] = {
        "judged": judged,
        "rows_with_faults": len({fault.number for fault in judged.faults}),
        "to_send": as_sent([entry.row for entry in (*judged.entries, *judged.known)]),
        "crumbs": _crumbs(),
    }
    return render(request, "partnerships/list_preview.html", context)


@require_POST
@for_roles
def keep_partnerships(request: SignedInRequest) -> HttpResponse:
    """Keep the good rows of a list that was looked at; all of them are judged again."""
    _check_is_programme(request)
    form = SeenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Enter the list again."))
        return redirect("enter_partnerships")
    try:
        number = actions.keep_list(by=request.user, rows=form.cleaned_data["rows"])
    except actions.NotKept as why:
        return _preview(request, why.judged)
    words = ngettext(
        "%(number)s partnership was entered.", "%(number)s partnerships were entered.", number
    )
    messages.success(request, words % {"number": number})
    return redirect("partnerships")


@require_safe
@for_roles
def partnerships_template(request: SignedInRequest) -> HttpResponse:
    """An empty list: its columns in the language of the screen."""
    _check_is_programme(request)
    head = [str(label) for label in COLUMNS.labels.values()]
    return answer_with([[*head]], "xlsx", "partnerships")
