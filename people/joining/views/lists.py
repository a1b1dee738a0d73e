"""Inviting a list of people: upload, look, send."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pages.tables import MOST_ROWS, Row, as_sent
from people.joining.actions import invitations_left
from people.joining.forms import ListForm, SeenListForm
from people.joining.lists import Judged, judge, send_list
from people.joining.permissions import get_organisation_to_invite_for
from people.joining.tables import COLUMNS
from people.models import Organisation
from people.requests import SignedInRequest
from people.second_step import for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def invite_list(request: SignedInRequest, organisation_id: int) -> HttpResponse:
    """Choose a file; what it holds is shown before anything is sent."""
    organisation = get_organisation_to_invite_for(request.user, organisation_id)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _preview(request, organisation, form.cleaned_data["file"])
    columns = COLUMNS.as_shown()
    context = {"form": form, "organisation": organisation, "columns": columns, "most": MOST_ROWS}
    return render(request, "people/joining/list.html", context)


@require_POST
@for_roles
def send_seen_list(request: SignedInRequest, organisation_id: int) -> HttpResponse:
    """Send the good rows of a list that was looked at; all of them are judged again."""
    organisation = get_organisation_to_invite_for(request.user, organisation_id)
    form = SeenListForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Upload the list again."))
        return redirect("invite_list", organisation.pk)
    rows = form.cleaned_data["rows"]
    judged = judge(rows, by=request.user, organisation=organisation)
    if judged.faults or _is_too_many(request, judged):
        return _preview(request, organisation, rows)
    send_list(judged, by=request.user)
    messages.success(request, _what_was_done(judged))
    return redirect("invitations")


def _preview(request: SignedInRequest, organisation: Organisation, rows: list[Row]) -> HttpResponse:
    judged = judge(rows, by=request.user, organisation=organisation)
    context = {
        "organisation": organisation,
        "judged": judged,
        "rows_with_faults": len({fault.number for fault in judged.faults}),
        "to_send": as_sent([entry.row for entry in [*judged.invited, *judged.added]]),
        "is_too_many": _is_too_many(request, judged),
    }
    return render(request, "people/joining/list_preview.html", context)


def _is_too_many(request: SignedInRequest, judged: Judged) -> bool:
    left = invitations_left(request.user)
    return left is not None and len(judged.invited) > left


def _what_was_done(judged: Judged) -> str:
    """E.g. `12 people are invited. 3 people are added without an account.`"""
    invited, added = len(judged.invited), len(judged.added)
    sentences = []
    if invited or not added:
        words = ngettext("%(number)s person is invited.", "%(number)s people are invited.", invited)
        sentences.append(words % {"number": invited})
    if added:
        words = ngettext(
            "%(number)s person is added without an account.",
            "%(number)s people are added without an account.",
            added,
        )
        sentences.append(words % {"number": added})
    return " ".join(sentences)
