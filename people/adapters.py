"""How allauth behaves here: no open sign-up; limits, words and mails of ours; `next` stays."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from people.account.emails import send_notice
from people.limits import open_sign_in, take_sign_in
from people.models import Person
from people.sessions import end_other_sessions

# allauth asks for these after the commit, when they can be lost (people/account/views.py).
LEFT_TO_OUR_VIEWS = ("totp_activated", "recovery_codes_generated")


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation; nobody signs up at the door."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "Address and password do not fit together. Look at both again, or have a link to a new"
            " password sent to you."
        ),
        "enter_current_password": _("This is not your password until now. Write it again."),
        "incorrect_password": _("This is not your password. Write it again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """Who has this address and password, counted by our limits; raises TooMany."""
        address = str(credentials.get("email", ""))
        taken = take_sign_in(request, address)
        person = authenticate(request, email=address, password=credentials.get("password"))
        if not isinstance(person, Person):
            return None
        taken.give_back()
        return person

    def reauthenticate(self, user: Person, password: str) -> bool:
        """Whether this is the person's password, counted like any try to sign in."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def set_password(self, user: Person, password: str) -> None:
        """A new password ends all other sessions (S08), and opens the door to its owner (S03)."""
        super().set_password(user, password)
        is_own = self.request.user.is_authenticated and self.request.user.pk == user.pk
        end_other_sessions(user, self.request.session.session_key if is_own else None)
        open_sign_in(user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("my_account")

    def is_safe_url(self, url: str) -> bool:
        """Only a path of this site: no host is named in any link of ours (S10)."""
        return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a person what was done with the account, whoever did it."""
        what = template_prefix.rpartition("/")[2]
        if what not in LEFT_TO_OUR_VIEWS:
            send_notice(person=user, what=what, request=self.request)


class SecondStepAdapter(DefaultMFAAdapter):
    """The second step in our words."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "These digits open nothing. Wait for the next ones that your app shows, and write"
            " those."
        ),
        "cannot_generate_recovery_codes": _("Set up the second step first."),
    }
