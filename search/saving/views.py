"""Saving a search from the results page, the list of them, and each one's name."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.requests import SignedInRequest
from search.asking import Asked
from search.facets import Names, in_words
from search.permissions import reader_and_version
from search.saving import actions
from search.saving.forms import NameForm
from search.saving.permissions import get_saved_search_for, searches_of


@require_safe
@login_required
def saved_searches(request: SignedInRequest) -> HttpResponse:
    """All of the person's own, the last saved first; each leads to what it finds now."""
    rows = [
        {
            "name": saved.name,
            "url": actions.asked_by(saved).url,
            "made_at": saved.made_at,
            "rename_url": reverse("saved_search", args=[saved.pk]),
            "delete_url": reverse("saved_search_delete", args=[saved.pk]),
        }
        for saved in searches_of(request.user)
    ]
    context = {"rows": rows, "search_url": reverse("search")}
    return render(request, "search/saved.html", context)


@require_POST
@login_required
def save_search(request: SignedInRequest) -> HttpResponse:
    """Keep what the results page with this button has asked."""
    asked = Asked.from_query(request.POST)
    _reader, version = reader_and_version(request.user)
    name = in_words(asked, Names({}, asked, version, request.user))
    try:
        actions.save_search(
            by=request.user, asked=asked, name=name, language=get_language() or "en"
        )
    except actions.NothingAsked:
        messages.error(request, _("Search for something first; then it can be saved."))
        return redirect("search")
    except actions.TooManySaved:
        said = _("You have %(most)d saved searches, which is the most possible. Delete one first.")
        messages.error(request, said % {"most": actions.MOST_SAVED})
    else:
        messages.success(request, _("Saved. The mail with your news will tell you what is new."))
    return redirect("saved_searches")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def saved_search(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Call one by another name."""
    saved = get_saved_search_for(request.user, pk)
    form = NameForm(request.POST or None, initial={"name": saved.name})
    if request.method == "POST" and form.is_valid():
        actions.rename_search(by=request.user, saved=saved, name=form.cleaned_data["name"])
        messages.success(request, _("Renamed."))
        return redirect("saved_searches")
    list_url = reverse("saved_searches")
    context = {
        "form": form,
        "saved": saved,
        "list_url": list_url,
        "crumbs": [
            {"label": _("My desk"), "url": reverse("desk")},
            {"label": _("My saved searches"), "url": list_url},
        ],
    }
    return render(request, "search/saved_name.html", context)


@require_POST
@login_required
def saved_search_delete(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Let one go: nothing more is told of it."""
    saved = get_saved_search_for(request.user, pk)
    actions.delete_search(by=request.user, saved=saved)
    messages.success(request, _("Deleted. You will hear no more about it."))
    return redirect("saved_searches")
