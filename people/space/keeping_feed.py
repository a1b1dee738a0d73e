"""The page on which a person makes an own feed address, or takes it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pages.addresses import absolute
from people.models import FeedAddress
from people.requests import SignedInRequest
from people.space.feed_address import make_feed_address, take_feed_address_back


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def my_feed(request: SignedInRequest) -> HttpResponse:
    """Shows a new address once, in the answer to the button that makes it."""
    address = ""
    if request.method == "POST" and request.POST.get("then") == "take-back":
        take_feed_address_back(by=request.user)
        messages.success(request, _("Your feed address answers nobody any more."))
        return redirect("my_feed")
    if request.method == "POST":
        token = make_feed_address(by=request.user)
        address = absolute(reverse("feed_of_person", args=[token]))
    context = {
        "shown": address,
        "made": FeedAddress.objects.filter(person=request.user).first(),
        "crumbs": [{"label": _("My desk"), "url": reverse("desk")}],
    }
    return render(request, "people/space/my_feed.html", context)
