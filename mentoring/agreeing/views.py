"""A pair: what it agreed, where it stands, and its end."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentoring.agreeing import actions
from mentoring.agreeing.forms import AgreementForm, SeenForm
from mentoring.agreeing.lines import shown_matches, shown_pair
from mentoring.answers import or_too_late, pair_crumbs, too_late
from mentoring.permissions import get_pair_for
from pages.moving import NotAnyMore
from people.audit import record
from people.requests import SignedInRequest
from people.second_step import for_roles


@require_safe
@login_required
def pair(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Goals, sessions, what waits, and how far it has come."""
    own = get_pair_for(request.user, pk)
    with timezone.override(request.user.time_zone):
        return render(request, "mentoring/pair.html", shown_pair(own, request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def agreement(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Write down what both want to reach; the other confirms it."""
    own = get_pair_for(request.user, pk)
    form = AgreementForm(request.POST or None, pair=own)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_agreement(
                by=request.user, pair=own, terms=form.terms(), seen_at=form.cleaned_data["seen"]
            )
        except NotAnyMore:
            return too_late(request, _("The other person has changed it meanwhile. Read it anew."))
        messages.success(request, _("Written down. The other person is asked to confirm it."))
        return redirect("pair", pk=pk)
    context = {"form": form, "pair": own, "crumbs": pair_crumbs(own.pk)}
    return render(request, "mentoring/agreement.html", context)


@require_POST
@login_required
def agreement_confirm(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Confirm what was on the page."""
    own = get_pair_for(request.user, pk)
    form = SeenForm(request.POST)
    if not form.is_valid():
        raise BadRequest("seen")
    try:
        actions.confirm_agreement(by=request.user, pair=own, seen_at=form.cleaned_data["seen"])
    except NotAnyMore:
        return too_late(request, _("The other person has changed it meanwhile. Read it anew."))
    messages.success(request, _("Confirmed."))
    return redirect("pair", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def pair_end(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """A page with one button; no reason is asked."""
    own = get_pair_for(request.user, pk)
    if request.method == "POST":
        actions.end_pair(by=request.user, pair=own)
        messages.success(request, _("Closed. What you wrote together stays here for both of you."))
        return redirect("pair", pk=pk)
    if not own.is_open:
        raise NotAnyMore
    return render(request, "mentoring/pair_end.html", {"pair": own, "crumbs": pair_crumbs(own.pk)})


@require_safe
@for_roles
def matches(request: SignedInRequest) -> HttpResponse:
    """For the programme: what it suggested, and how many pairs there are; each look is noted (R8).

    Neither words nor sessions; of pairs that found each other only their number.
    """
    context = shown_matches(request.user)
    record("mentoring.matches-read", by=request.user)
    return render(request, "mentoring/matches.html", context)
