"""Asking whoever answers for a text; their address is never shown."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from learning.context import contact_of
from learning.forms import QuestionForm
from learning.models import LibraryItem
from learning.permissions import get_item_for
from people.emails import NobodyAnswers, questions_left, send_to_contact
from people.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def contact(request: SignedInRequest, pk: int) -> HttpResponse:
    """A form for one question about one text."""
    item, answers = _item_with_contact(request, pk)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        problem = _send(request, item, form.cleaned_data["question"])
        if problem is None:
            return redirect("contact_sent", pk=item.pk)
        form.add_error(None, problem)
    return render(request, "learning/contact_form.html", _context(item, answers, form=form))


@require_safe
@login_required
def contact_sent(request: SignedInRequest, pk: int) -> HttpResponse:
    """The question is on its way."""
    item, answers = _item_with_contact(request, pk)
    return render(request, "learning/contact_sent.html", _context(item, answers))


def _send(request: SignedInRequest, item: LibraryItem, question: str) -> str | None:
    """Queue the question; a sentence where that cannot be."""
    if not questions_left(request.user):
        return _("You have sent as many questions as a day allows. Send this one tomorrow.")
    try:
        with transaction.atomic():
            send_to_contact(
                by=request.user,
                about=item,
                question=question,
                post=item.contact_post,
                organisation=item.contact_organisation,
                person=item.contact_person,
            )
    except NobodyAnswers:
        return _("There is nobody here who could answer at present.")
    return None


def _item_with_contact(request: SignedInRequest, pk: int) -> tuple[LibraryItem, dict[str, Any]]:
    item = get_item_for(request.user, pk)
    answers = contact_of(item)
    if answers is None:
        raise Http404
    return item, answers


def _context(item: LibraryItem, answers: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "page": item,
        "contact": answers,
        "crumbs": [{"label": item.title, "url": item.address}],
        **more,
    }
