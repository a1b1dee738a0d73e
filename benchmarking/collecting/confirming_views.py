"""Confirming the values of one's own municipality, and accepting unconfirmed ones."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from benchmarking.answers import or_too_late
from benchmarking.collecting import sending
from benchmarking.collecting.forms import AcceptForm
from benchmarking.designing.views import form_page
from benchmarking.permissions import (
    check_may,
    get_own_organisation,
    get_round_for,
    must_be_party,
    participants_of,
)
from benchmarking.states import ACCEPT
from pages.moving import NotAnyMore
from pages.paging import read_moment
from pages.permissions import one_or_404
from people.requests import SignedInRequest


@require_POST
@login_required
@or_too_late
def confirm_values(request: SignedInRequest, pk: uuid.UUID, organisation: int) -> HttpResponse:
    """All that was on the page; `seen` is when the newest of it was written."""
    found = get_round_for(request.user, pk)
    own = get_own_organisation(request.user, found.benchmark, organisation)
    seen_until = read_moment(request.POST.get("seen", ""), "seen")
    number = sending.confirm_values(
        by=request.user, found=found, organisation=own, seen_until=seen_until
    )
    words = ngettext("%(number)s value was confirmed.", "%(number)s values were confirmed.", number)
    messages.success(request, words % {"number": number})
    return redirect("round_values", pk=pk, organisation=organisation)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def accept_values(request: SignedInRequest, pk: uuid.UUID, organisation: int) -> HttpResponse:
    """For the convener: a reason, without a look at the figures."""
    found = get_round_for(request.user, pk)
    check_may(ACCEPT, must_be_party(request.user, found.benchmark))
    asked = one_or_404(participants_of(found.benchmark), organisation)
    if not found.is_collecting:
        raise NotAnyMore
    if not sending.to_confirm(found, asked, request.user).exists():
        raise Http404
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        sending.accept_values(by=request.user, found=found, organisation=asked, because=because)
        messages.success(request, _("Accepted. All participants read why."))
        return redirect("benchmark_round", pk=pk)
    heading = _("Accept figures of %(name)s") % {"name": asked.name}
    said = _("Nobody there has confirmed them. You do not see the figures until all are compared.")
    return form_page(request, found.benchmark, form, heading, said=said)
