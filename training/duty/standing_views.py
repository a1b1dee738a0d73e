"""The pass-it-on page of an organisation, an association and the programme."""

from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from people.models import Organisation
from people.requests import SignedInRequest
from training.duty import permissions
from training.duty.figures import standing_of
from training.duty.lines import kept_line
from training.duty.reach import waived_by
from training.models import Duty

MOST_LISTED = 100


@require_safe
@login_required
def pass_it_on(request: SignedInRequest, pk: int) -> HttpResponse:
    """How it stands there; who looks after its people sees each duty of its own."""
    organisation = permissions.get_organisation_for(request.user, pk)
    return _shown(request, organisation)


@require_safe
@login_required
def pass_it_on_all(request: SignedInRequest) -> HttpResponse:
    """How it stands everywhere, for the programme."""
    if not permissions.sees_whole_programme(request.user):
        raise Http404
    return _shown(request, None)


def _shown(request: SignedInRequest, organisation: Organisation | None) -> HttpResponse:
    looked_after = Duty.objects.none()
    if organisation is not None:
        looked_after = Duty.objects.filter(waived_by(request.user), organisation=organisation)
    # What is open first, by name: an order by days would tell of them.
    open_first = F("settled_at").asc(nulls_first=True)
    rows = looked_after.select_related("person").order_by(open_first, "person__name", "pk")
    context = {
        "organisation": organisation,
        "standing": standing_of(organisation),
        "lines": [kept_line(duty) for duty in rows[:MOST_LISTED]],
        "crumbs": [{"label": _("To pass on"), "url": reverse("duties")}],
    }
    return render(request, "training/duty/pass_it_on.html", context)
