"""Writing notes. A private note has no address of its own: it is reached by session and author."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from mentoring.answers import or_too_late, pair_crumbs
from mentoring.meeting.lines import clock_of
from mentoring.models import PrivateNote, Session
from mentoring.noting import actions
from mentoring.noting.forms import ChangedNoteForm, PrivateNoteForm, SharedNoteForm
from mentoring.permissions import get_own_note_for, get_session_for
from mentoring.states import SessionState
from pages.moving import NotAnyMore
from pages.sealing import CannotBeOpened
from people.requests import SignedInRequest


@sensitive_post_parameters("text")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def write_note(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """A new note for both of the pair."""
    own = get_session_for(request.user, pk)
    if not own.can_be_noted:
        raise NotAnyMore
    form = SharedNoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.write_shared_note(by=request.user, session=own, text=said["text"], key=said["key"])
        messages.success(request, _("Written. Both of you read it."))
        return redirect("session", pk=pk)
    return _page(request, own, form, "mentoring/note.html")


@sensitive_post_parameters("text")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def change_note(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One's own note for both; to the other the address is not there."""
    note = get_own_note_for(request.user, pk)
    if not note.session.can_be_noted:
        raise NotAnyMore
    form = ChangedNoteForm(request.POST or None, initial={"text": note.text})
    if request.method == "POST" and form.is_valid():
        actions.change_shared_note(by=request.user, note=note, text=form.cleaned_data["text"])
        messages.success(request, _("Changed."))
        return redirect("session", pk=note.session_id)
    return _page(request, note.session, form, "mentoring/note.html")


@sensitive_post_parameters("text")
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def private_note(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One's own private note of a session (P03, P04)."""
    own = get_session_for(request.user, pk)
    note = PrivateNote.objects.filter(session=own, author=request.user).first()
    if note is None and own.state == SessionState.CANCELLED:
        raise NotAnyMore
    text, is_lost = "", False
    try:
        text = note.text if note else ""
    except CannotBeOpened:
        is_lost = True
    form = PrivateNoteForm(request.POST or None, initial={"text": text})
    if request.method == "POST" and form.is_valid():
        actions.keep_private_note(by=request.user, session=own, text=form.cleaned_data["text"])
        messages.success(request, _("Kept. Nobody else reads it."))
        return redirect("session", pk=pk)
    return _page(request, own, form, "mentoring/private_note.html", is_lost=is_lost)


def _page(
    request: SignedInRequest, session: Session, form: Any, template: str, **more: Any
) -> HttpResponse:
    own = clock_of(session.starts_at, session.minutes, request.user)
    address = reverse("session", args=[session.pk])
    crumbs = [*pair_crumbs(session.pair_id), {"label": own.day, "url": address}]
    context = {"form": form, "own": own, "session": session, "crumbs": crumbs, **more}
    return render(request, template, context)
