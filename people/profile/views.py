"""One's own profile."""

import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.models.profile import FIELDS
from people.profile.actions import change_profile
from people.profile.forms import ProfileForm
from people.requests import SignedInRequest

logger = logging.getLogger(__name__)
MOST_NAMED = 10


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def profile(request: SignedInRequest) -> HttpResponse:
    """What I say about myself, and who sees which part of it."""
    person = request.user
    held = person.appointments.holding_on().select_related("organisation").order_by("from_on")
    appointments = list(held)
    country = str(appointments[0].organisation.country) if appointments else ""
    form = ProfileForm(request.POST or None, person=person, country=country)
    if request.method == "POST":
        _note_what_is_ignored(request, form)
        if form.is_valid():
            change_profile(by=person, words=form.cleaned_data)
            messages.success(request, _("Your profile is kept. It holds from now on."))
            return redirect("profile")
    context = {
        "form": form,
        "appointments": appointments,
        "seen_by": {field: form[f"{field}_seen_by"] for field in FIELDS},
    }
    return render(request, "people/profile/form.html", context)


def _note_what_is_ignored(request: SignedInRequest, form: ProfileForm) -> None:
    ignored = form.ignored()
    if ignored:
        logger.warning(
            "The profile form of person %s was sent with fields it does not have: %s",
            request.user.pk,
            # Names alone, as they are written in Python: no line of the log can be forged.
            [name[:40] for name in ignored[:MOST_NAMED]],
        )
