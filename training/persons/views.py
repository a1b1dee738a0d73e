"""Who may be one person: the list, two side by side, merging, undoing."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.moving import NotAnyMore
from people.models import Person
from people.requests import SignedInRequest
from people.second_step import for_roles
from training.models import Resemblance
from training.persons import merging
from training.persons.answers import or_too_late
from training.persons.comparison import reasons_of, sides_of
from training.persons.forms import MergeForm
from training.persons.permissions import (
    get_merge_for,
    get_resemblance_for,
    keeps_persons,
    merges_for,
    open_resemblances_for,
)

MOST_SHOWN = 50


@require_safe
@for_roles
def resemblances(request: SignedInRequest) -> HttpResponse:
    """Pairs that are likely one person, the likeliest first."""
    _must_keep_persons(request.user)
    rows = open_resemblances_for(request.user).select_related("one", "other")
    shown = list(rows.order_by("-score", "pk")[:MOST_SHOWN])
    lines = [{"pair": row, "reasons": reasons_of(row)} for row in shown]
    context = {"lines": lines, "number": rows.count()}
    return render(request, "training/persons/resemblances.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def compare(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Two side by side; merged, or said to be two, by a button each."""
    pair = get_resemblance_for(request.user, pk)
    is_open = open_resemblances_for(request.user).filter(pk=pk).exists()
    then = request.POST.get("then")
    form = MergeForm(request.POST if then == "merge" else None, resemblance=pair)
    if request.method == "POST" and not is_open:
        raise NotAnyMore
    if then == "two":
        merging.say_not_the_same(by=request.user, resemblance=pair)
        messages.success(request, _("Noted: they are two. They are not suggested again."))
        return redirect("resemblances")
    if form.is_bound and form.is_valid():
        return _merge(request, pair, form.cleaned_data["kept"])
    context = {"pair": pair, "form": form, "is_open": is_open, "reasons": reasons_of(pair)}
    context["sides"] = sides_of(request.user, pair.one, pair.other)
    return render(request, "training/persons/compare.html", context)


def _merge(request: SignedInRequest, pair: Resemblance, kept: str) -> HttpResponse:
    both = (pair.one, pair.other) if kept == "one" else (pair.other, pair.one)
    merging.merge(by=request.user, kept=both[0], other=both[1])
    messages.success(request, _("Merged. Both histories are kept, and you can undo it."))
    return redirect("merges")


@require_safe
@for_roles
def merges(request: SignedInRequest) -> HttpResponse:
    """What was merged, the latest first."""
    _must_keep_persons(request.user)
    rows = merges_for(request.user).select_related("kept", "other", "by", "undone_by")
    context = {"merges": rows.order_by("-at", "pk")[:MOST_SHOWN], "number": rows.count()}
    return render(request, "training/persons/merges.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
@or_too_late
def undo_merge(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """One merge, and the button that undoes it."""
    one = get_merge_for(request.user, pk)
    if request.method == "POST":
        merging.undo(by=request.user, merge=one)
        messages.success(request, _("Undone. They are two entries again."))
        return redirect("merges")
    context = {"merge": one, "sides": sides_of(request.user, one.kept, one.other)}
    return render(request, "training/persons/undo.html", context)


def _must_keep_persons(person: Person) -> None:
    if not keeps_persons(person):
        raise Http404
