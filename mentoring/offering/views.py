"""Making, changing, pausing and withdrawing one's own offer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mentoring.answers import or_too_late
from mentoring.models import Offer
from mentoring.offering import actions
from mentoring.offering.forms import OfferForm, PauseForm
from people.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def my_offer(request: SignedInRequest) -> HttpResponse:
    """The form of the own offer."""
    offer = Offer.objects.filter(mentor=request.user).first()
    form = OfferForm(
        request.POST or None,
        person=request.user,
        offer=offer,
        site_version=getattr(request, "site_version", None),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_offer(by=request.user, words=form.cleaned_data)
        except actions.FewerThanTaken:
            form.add_error("places", _("You coach more people than that. Write at least so many."))
        else:
            messages.success(request, _("Your offer is kept. Others find it from now on."))
            return redirect("mentoring")
    return _shown(request, form, offer, PauseForm())


@require_POST
@login_required
@or_too_late
def my_offer_state(request: SignedInRequest) -> HttpResponse:
    """Pause, be there again, or withdraw: `then` says which."""
    offer = Offer.objects.filter(mentor=request.user).first()
    if offer is None:
        raise Http404
    match request.POST.get("then"):
        case "pause":
            pause = PauseForm(request.POST)
            if not pause.is_valid():
                form = OfferForm(person=request.user, offer=offer, site_version=None)
                return _shown(request, form, offer, pause)
            actions.pause_offer(by=request.user, offer=offer, until=pause.cleaned_data["until"])
            messages.success(request, _("Paused. Nobody new asks you until then."))
        case "resume":
            actions.resume_offer(by=request.user, offer=offer)
            messages.success(request, _("You are there again."))
        case "close":
            actions.close_offer(by=request.user, offer=offer)
            messages.success(request, _("Withdrawn. Those you coach stay with you."))
        case _unknown:
            raise BadRequest("then")
    return redirect("mentoring")


def _shown(
    request: SignedInRequest, form: OfferForm, offer: Offer | None, pause: PauseForm
) -> HttpResponse:
    crumbs = [
        {"label": _("Mentors"), "url": reverse("mentors")},
        {"label": _("Coaching"), "url": reverse("mentoring")},
    ]
    context = {"form": form, "offer": offer, "pause": pause, "crumbs": crumbs}
    return render(request, "mentoring/offer_form.html", context)
