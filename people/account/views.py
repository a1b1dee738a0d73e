"""The pages of a person's account. What allauth shows is in its own views, in our templates."""

from typing import Any

from allauth.account import views as allauth_views
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as app_views
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from people.account.actions import AddressTaken, LinkRunOut, change_address, read_address_token
from people.account.emails import send_notice
from people.account.tasks import answer_reset_request, ask_new_address
from people.account.words import device_in_words, moment_in_words
from people.forms import ChangeAddressForm, ResetPasswordForm
from people.limits import take_new_address, take_reset
from people.private_tokens import take_all_back
from people.requests import SignedInRequest
from people.sessions import end_other_sessions, open_sign_ins

reads_and_posts = require_http_methods(["GET", "HEAD", "POST"])


def not_here(request: HttpRequest) -> HttpResponse:
    """A door of allauth that this site has no use for."""
    raise Http404


@require_safe
@login_required
def my_account(request: SignedInRequest) -> HttpResponse:
    """The way to everything that belongs to the own account."""
    return render(request, "account/my_account.html")


# -- A new password ------------------------------------------------------------------------------


@reads_and_posts
def ask_for_new_password(request: HttpRequest) -> HttpResponse:
    """Have a link sent to an address, known or not: the same is done and said either way (S01)."""
    form = ResetPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        address = form.cleaned_data["email"]
        take_reset(request, address)
        answer_reset_request.enqueue(address=address, language=get_language())
        return redirect("account_reset_password_done")
    return render(request, "account/password_reset.html", {"form": form})


class InOneGo:
    """What is posted is done whole, with the mail that tells of it, or not at all."""

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        return response


class ChangePassword(InOneGo, allauth_views.PasswordChangeView):
    """A new password in place of a known one."""


class SetPassword(InOneGo, allauth_views.PasswordSetView):
    """A first password."""


class ChooseNewPassword(InOneGo, allauth_views.PasswordResetFromKeyView):
    """A new password by the mailed link; all sessions end, and one is signed in anew (S08)."""

    def form_valid(self, form: Any) -> HttpResponse:
        # Before all sessions are ended, or this answer could not be kept in its own.
        logout(self.request)
        return super().form_valid(form)


class StopUsingApp(InOneGo, app_views.DeactivateTOTPView):
    """No second step any more."""


class TellsInOneGo(InOneGo):
    """The same where allauth would send the mail after the commit."""

    what: str
    request: SignedInRequest

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            send_notice(person=self.request.user, what=self.what, request=self.request)
            return super().form_valid(form)


class SetUpApp(TellsInOneGo, app_views.ActivateTOTPView):
    """An app for the second step."""

    what = "totp_activated"


class MakeRecoveryCodes(TellsInOneGo, code_views.GenerateRecoveryCodesView):
    """New codes in place of those before."""

    what = "recovery_codes_generated"


# -- Another address -----------------------------------------------------------------------------


@reads_and_posts
@sensitive_post_parameters("password")
@never_cache
@login_required
def ask_for_other_address(request: SignedInRequest) -> HttpResponse:
    """Have a link sent to the address that one wants to use; nothing changes until it is opened."""
    person = request.user
    form = ChangeAddressForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        address = form.cleaned_data["email"]
        take_new_address(person)
        ask_new_address.enqueue(person_id=person.pk, address=address)
        messages.success(
            request,
            _("A link is on its way to %(address)s. Your address changes when you open it.")
            % {"address": address},
        )
        return redirect("my_account")
    return render(request, "account/address.html", {"form": form})


@reads_and_posts
@never_cache
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """What the link opens: one button, without signing in (P18)."""
    try:
        if request.method == "POST":
            person = change_address(token=token)
            context: dict[str, Any] = {"changed_to": person.email}
        else:
            context = {"wanted": read_address_token(token)}
    except (LinkRunOut, AddressTaken):
        context = {}
    return render(request, "account/address_confirm.html", context)


# -- Where one is signed in ----------------------------------------------------------------------


@reads_and_posts
@login_required
def my_sessions(request: SignedInRequest) -> HttpResponse:
    """Where one is signed in, and a button that ends all but this."""
    if request.method == "POST":
        with transaction.atomic():
            end_other_sessions(request.user, except_key=request.session.session_key)
            take_all_back(by=request.user)
        messages.success(request, _("You are signed in here alone now."))
        return redirect("my_sessions")
    lines = [
        {
            "device": device_in_words(one.user_agent),
            "network_address": one.network_address,
            "moment": moment_in_words(one.began_at, request.user),
            "is_here": one.session_key == request.session.session_key,
        }
        for one in open_sign_ins(request.user)
    ]
    return render(request, "account/sessions.html", {"lines": lines})
