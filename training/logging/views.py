"""The list of who took part, for who keeps it; and entering people."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.tables import MOST_ROWS, Row, as_sent
from people.audit import record
from people.requests import SignedInRequest
from people.second_step import for_roles
from training.events.lines import training_crumbs
from training.logging import actions
from training.logging.exporting import as_file, template_file
from training.logging.forms import (
    FileForm,
    OneForm,
    PasteForm,
    PurposeForm,
    RowForm,
    SeenForm,
    UnnamedForm,
    choices_in,
)
from training.logging.judging import NEW, Judged, judge
from training.logging.tables import COLUMNS
from training.models import Event, Role
from training.permissions import (
    can_keep_list,
    can_read_for_a_purpose,
    edits_for_an_association,
    get_event,
    get_list_to_keep_for,
    get_row_to_keep_for,
)
from training.querysets import persons_found, rows_of, rows_of_association


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def participants(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """All of the list for who keeps it, own people for an association, for a purpose the rest."""
    event = get_event(pk)
    context: dict[str, Any] = {"event": event, "crumbs": training_crumbs(event)}
    if can_keep_list(request.user, event):
        context |= {"rows": rows_of(event), "is_kept": True, "unnamed": UnnamedForm()}
        return render(request, "training/participants.html", context)
    if can_read_for_a_purpose(request.user):
        return _for_a_purpose(request, event, context)
    own = rows_of_association(event, request.user)
    if not edits_for_an_association(request.user) or not own.exists():
        raise Http404
    return render(request, "training/participants.html", {**context, "rows": own})


def _for_a_purpose(request: SignedInRequest, event: Event, context: dict[str, Any]) -> HttpResponse:
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        record(
            "training.list-read",
            by=request.user,
            thing=event,
            organisation=event.organiser,
            reason=form.cleaned_data["purpose"],
            is_sensitive=True,
        )
        return render(
            request, "training/participants.html", {**context, "rows": rows_of(event), "all": True}
        )
    return render(request, "training/purpose.html", {**context, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def enter_one(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One person. Known ones are offered by `?q=`; a script asks for that part while one types."""
    event = get_list_to_keep_for(request.user, pk)
    form = OneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _kept_or_asked(request, event, form.rows(), {})
    words = request.GET.get("q", "")[:100]
    context = {
        "event": event,
        "form": form,
        "words": words,
        "found": persons_found(request.user, words),
        "crumbs": _list_crumbs(event),
    }
    if request.headers.get("X-Part") == "found":
        return render(request, "training/found.html", context)
    return render(request, "training/enter_one.html", context)


@require_POST
@for_roles
def enter_known(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody who was found: `person` is their number."""
    event = get_list_to_keep_for(request.user, pk)
    found = persons_found(request.user, request.POST.get("words", "")[:100])
    person = next((one for one in found if str(one.pk) == request.POST.get("person")), None)
    if person is None:
        raise Http404
    asked = request.POST.get("role")
    role = asked if asked in Role.values else Role.PARTICIPANT
    try:
        made = actions.enter_known(by=request.user, event=event, person=person, role=role)
    except actions.TooMany:
        return _too_many(request, event)
    return _entered_people(request, event, 1 if made else 0)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def enter_lines(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Many lines, pasted or typed; what they hold is shown before anything is kept."""
    words = {
        "heading": _("Paste a list"),
        "lead": _(
            "You see what the list holds before anything is kept. What stands there already is not"
            " entered again."
        ),
    }
    return _entered(request, pk, PasteForm, words)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def enter_file(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """A file; what it holds is shown before anything is kept."""
    words = {
        "heading": _("Upload a list"),
        "lead": _(
            "You see what the list holds before anything is kept. The same file twice adds nothing."
        ),
    }
    return _entered(request, pk, FileForm, words)


def _entered(
    request: SignedInRequest,
    pk: uuid.UUID,
    kind: type[PasteForm] | type[FileForm],
    words: dict[str, str],
) -> HttpResponse:
    event = get_list_to_keep_for(request.user, pk)
    form: forms.Form = kind(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        rows = form.rows()  # type: ignore[attr-defined]
        return _preview(request, event, judge(rows, by=request.user, event=event))
    context = {
        "event": event,
        "form": form,
        "columns": COLUMNS.as_shown(),
        "most": MOST_ROWS,
        "crumbs": _list_crumbs(event),
        **words,
    }
    return render(request, "training/enter_list.html", context)


@require_POST
@for_roles
def keep_seen(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Keep the good rows of a list that was looked at; all of them are judged again."""
    event = get_list_to_keep_for(request.user, pk)
    form = SeenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Enter the list again."))
        return redirect("participants", pk=pk)
    return _kept_or_asked(request, event, form.cleaned_data["rows"], choices_in(request.POST))


def _kept_or_asked(
    request: SignedInRequest, event: Event, rows: list[Row], chosen: dict[int, str]
) -> HttpResponse:
    try:
        made = actions.keep_list(by=request.user, event=event, rows=rows, chosen=chosen)
    except actions.NotKept as why:
        return _preview(request, event, why.judged, is_asked=bool(why.judged.open_ones))
    except actions.TooMany:
        return _too_many(request, event)
    return _entered_people(request, event, len(made))


def _too_many(request: SignedInRequest, event: Event) -> HttpResponse:
    messages.error(request, _("A list holds a thousand people. Divide the training."))
    return redirect("participants", pk=event.pk)


def _entered_people(request: SignedInRequest, event: Event, number: int) -> HttpResponse:
    words = ngettext("%(number)s person was entered.", "%(number)s people were entered.", number)
    messages.success(request, words % {"number": number})
    return redirect("participants", pk=event.pk)


def _preview(
    request: SignedInRequest, event: Event, judged: Judged, *, is_asked: bool = False
) -> HttpResponse:
    context = {
        "event": event,
        "judged": judged,
        "is_asked": is_asked,
        "new": NEW,
        "rows_with_faults": len({fault.number for fault in judged.faults}),
        "to_send": as_sent([entry.row for entry in judged.entries]),
        "crumbs": _list_crumbs(event),
    }
    return render(request, "training/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def change_row(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One row: role, attendance, scores; or away with it."""
    row = get_row_to_keep_for(request.user, pk)
    if request.POST.get("then") == "remove":
        actions.remove_row(by=request.user, row=row)
        messages.success(request, _("Taken off the list."))
        return redirect("participants", pk=row.event_id)
    form = RowForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        actions.change_row(by=request.user, row=row, said=dict(form.cleaned_data))
        return redirect("participants", pk=row.event_id)
    context = {"form": form, "row": row, "crumbs": _list_crumbs(row.event)}
    return render(request, "training/row.html", context)


@require_POST
@for_roles
def count_unnamed(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """How many were there without a name."""
    event = get_list_to_keep_for(request.user, pk)
    form = UnnamedForm(request.POST)
    if form.is_valid():
        number = form.cleaned_data["number"]
        actions.count_unnamed(by=request.user, event=event, number=number)
        return redirect("participants", pk=pk)
    context = {
        "event": event,
        "crumbs": training_crumbs(event),
        "rows": rows_of(event),
        "is_kept": True,
        "unnamed": form,
    }
    return render(request, "training/participants.html", context)


@require_safe
@for_roles
def sheet(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """A sheet to print, on which people sign for each day."""
    event = get_list_to_keep_for(request.user, pk)
    rows = [row for row in rows_of(event) if row.state != "withdrawn"]
    context = {"event": event, "rows": rows, "empty": range(max(5, 12 - len(rows)))}
    return render(request, "training/sheet.html", context | {"days": range(1, event.days + 1)[:6]})


@require_safe
@for_roles
def list_template(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """An empty list to fill in."""
    get_list_to_keep_for(request.user, pk)
    return template_file()


@require_POST
@for_roles
def export_list(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The list to take along: its first row says who took it and when, and it is noted."""
    event = get_list_to_keep_for(request.user, pk)
    record(
        "training.list-exported",
        by=request.user,
        thing=event,
        organisation=event.organiser,
        is_sensitive=True,
    )
    return as_file(event, rows_of(event), by=request.user, kind=request.POST.get("kind", "csv"))


def _list_crumbs(event: Event) -> list[dict[str, str]]:
    url = reverse("participants", args=[event.pk])
    return [*training_crumbs(event), {"label": _("Who took part"), "url": url}]
