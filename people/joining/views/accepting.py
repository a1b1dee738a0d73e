"""What the link of an invitation opens; looking at it changes nothing (P18)."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from people.joining.actions import (
    ForSomebodyElse,
    HasAnAccount,
    NoLongerHolds,
    accept_as,
    accept_with_new_account,
    account_with,
)
from people.joining.forms import AcceptForm
from people.joining.permissions import stands
from people.joining.views.links import for_link, no_longer_holds
from people.models import Invitation, Person
from people.roles import role_called
from people.tokens import hash_of


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@for_link
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """One form for whoever is new, one button for whoever is signed in with the address."""
    person: Any = request.user
    one = _invitation_of(token)
    if one is None:
        # Whoever presses the button twice has come in with the first.
        return redirect("desk") if _was_accepted_by(person, token) else no_longer_holds(request)
    if person.is_authenticated and (person.email or "").lower() != one.email:
        return _show(request, one, "other_account", status=_refused_if_posted(request))
    if person.is_authenticated:
        return _accept_signed_in(request, one, person)
    if account_with(one.email) is not None:
        return _show(request, one, "sign_in", status=_refused_if_posted(request))
    return _accept_as_new(request, one)


def _invitation_of(token: str) -> Invitation | None:
    one = (
        Invitation.objects.filter(token_hash=hash_of(token))
        .select_related("organisation", "invited_by", "mail_domain", "person")
        .first()
    )
    return one if one is not None and stands(one) else None


def _was_accepted_by(person: Any, token: str) -> bool:
    accepted = Invitation.objects.filter(token_hash=hash_of(token), accepted_by__isnull=False)
    return person.is_authenticated and accepted.filter(accepted_by=person).exists()


def _accept_signed_in(request: HttpRequest, one: Invitation, person: Person) -> HttpResponse:
    if request.method != "POST":
        return _show(request, one, "accept")
    try:
        accept_as(by=person, invitation=one)
    except (NoLongerHolds, ForSomebodyElse):
        return no_longer_holds(request)
    said = _("You are in: %(organisation)s.")
    messages.success(request, said % {"organisation": one.organisation.name})
    return redirect("desk")


def _accept_as_new(request: HttpRequest, one: Invitation) -> HttpResponse:
    language = get_language() or one.language
    form = AcceptForm(request.POST or None, invitation=one, language=language)
    if request.method != "POST" or not form.is_valid():
        return _show(request, one, "new", form=form)
    try:
        person = accept_with_new_account(invitation=one, **form.cleaned_data)
    except NoLongerHolds:
        return no_longer_holds(request)
    except HasAnAccount:
        return _show(request, one, "sign_in", status=409)
    return _sign_in(request, person)


def _sign_in(request: HttpRequest, person: Person) -> HttpResponse:
    """A session as from the login door: a new key, and the password as what was shown."""
    record_authentication(request, person, method="password", email=person.email)
    answer: HttpResponse = perform_login(
        request, person, email_verification="none", redirect_url=reverse("desk")
    )
    messages.success(
        request,
        _(
            "Welcome to Peerhall. So far nobody finds you by name: under “My profile” you choose"
            " who may."
        ),
    )
    return answer


def _refused_if_posted(request: HttpRequest) -> int:
    return 403 if request.method == "POST" else 200


def _show(
    request: HttpRequest, one: Invitation, way: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "invitation": one,
        "inviter": one.invited_by.name if one.invited_by else "",
        "role": role_called(one.role) if one.role else None,
        "way": way,
        **more,
    }
    return render(request, "people/joining/accept.html", context, status=status)
