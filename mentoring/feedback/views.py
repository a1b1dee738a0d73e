"""Feedback about a coaching that is closed: each files once, and reads the other's then."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentoring.answers import or_too_late, pair_crumbs
from mentoring.feedback import actions
from mentoring.feedback.forms import FeedbackForm
from mentoring.models import Feedback
from mentoring.permissions import get_pair_for
from mentoring.states import PairState
from pages.moving import NotAnyMore
from people.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@or_too_late
def feedback(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """A form, until one has filed."""
    own = get_pair_for(request.user, pk)
    is_given = Feedback.objects.filter(pair=own, by=request.user).exists()
    if own.state != PairState.ENDED or (is_given and request.method != "POST"):
        raise NotAnyMore
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.give_feedback(by=request.user, pair=own, said=form.said())
        messages.success(
            request, _("Filed. The other person reads it once they have filed theirs.")
        )
        return redirect("pair", pk=pk)
    return render(request, "mentoring/feedback.html", {"form": form, "crumbs": pair_crumbs(pk)})
