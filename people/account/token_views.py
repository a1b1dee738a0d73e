"""The page on which a person makes a token for programs, or takes it back."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.account.api_token import GOOD_FOR, make_api_token, take_api_token_back
from people.account.emails import send_notice
from people.models import ApiToken
from people.requests import SignedInRequest
from people.second_step import for_roles


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles
def my_api_token(request: SignedInRequest) -> HttpResponse:
    """Shows a new token once, in the answer to the button that makes it."""
    token = ""
    if request.method == "POST" and request.POST.get("then") == "take-back":
        take_api_token_back(by=request.user)
        messages.success(request, _("Your token opens nothing any more."))
        return redirect("my_api_token")
    if request.method == "POST":
        if request.POST.get("then") != "make":
            raise BadRequest("then")
        with transaction.atomic():
            token = make_api_token(by=request.user)
            send_notice(person=request.user, what="token_made", request=request)
    made = ApiToken.objects.filter(person=request.user).first()
    context = {
        "shown": token,
        "made": made,
        "good_until": made.made_at + GOOD_FOR if made else None,
        "crumbs": [{"label": _("My account"), "url": reverse("my_account")}],
    }
    return render(request, "account/api_token.html", context)
