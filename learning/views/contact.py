"""Asking whoever answers for a text; their address is never shown."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from learning.context import contact_of
from learning.forms import QuestionForm
from learning.models import LibraryItem
from learning.permissions import get_item_for
from people.conversations.actions import write_to_contact
from people.conversations.forms import begin
from people.models import Conversation
from people.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def contact(request: SignedInRequest, pk: int) -> HttpResponse:
    """A form for one question about one text, which begins a conversation."""
    item, answers = _item_with_contact(request, pk)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        begun = begin(form, lambda: _ask(request, item, form))
        if begun is not None:
            messages.success(request, _("Your question is on its way."))
            return redirect("conversation", pk=begun.pk)
    return render(
        request,
        "learning/contact_form.html",
        {
            "page": item,
            "contact": answers,
            "crumbs": [{"label": item.title, "url": item.address}],
            "form": form,
        },
    )


def _ask(request: SignedInRequest, item: LibraryItem, form: QuestionForm) -> Conversation:
    return write_to_contact(
        by=request.user,
        text=form.cleaned_data["question"],
        key=form.cleaned_data["key"],
        post=item.contact_post,
        organisation=item.contact_organisation,
        person=item.contact_person,
        about=item,
    )


def _item_with_contact(request: SignedInRequest, pk: int) -> tuple[LibraryItem, dict[str, Any]]:
    item = get_item_for(request.user, pk)
    answers = contact_of(item)
    if answers is None:
        raise Http404
    return item, answers
