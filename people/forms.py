"""The forms of an account."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _


class FormInOurWords(forms.Form):
    """allauth's form with labels of ours above the fields, and nothing inside them."""

    labels: ClassVar[dict[str, Any]] = {
        "login": _("E-mail address"),
        "email": _("E-mail address"),
        "password": _("Password"),
        "oldpassword": _("Password until now"),
        "password1": _("New password"),
        "password2": _("New password, once more"),
        "remember": _("Keep me signed in on this device"),
        "code": _("Six digits from the app"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
        for name in {"password", "oldpassword"} & set(self.fields):
            # The way to a new password stands beside the button.
            self.fields[name].help_text = ""


class SignInForm(FormInOurWords, account.LoginForm):
    """Who signs in."""


class ChangePasswordForm(FormInOurWords, account.ChangePasswordForm):
    """A new password in place of a known one."""


class ResetPasswordForm(FormInOurWords, account.ResetPasswordForm):
    """Where the link to a new password goes."""


class ResetPasswordKeyForm(FormInOurWords, account.ResetPasswordKeyForm):
    """A new password for whoever holds the link."""


class ReauthenticateForm(FormInOurWords, account.ReauthenticateForm):
    """The password once more, before something that matters."""


class SetUpSecondStepForm(FormInOurWords, ActivateTOTPForm):
    """The first digits of an app."""


class CodeForm(FormInOurWords):
    """Digits of the app; a recovery code does as well."""

    labels: ClassVar[dict[str, Any]] = {"code": _("Six digits, or a recovery code")}


class SecondStepForm(CodeForm, second_step.AuthenticateForm):
    """The second step when signing in."""


class SecondStepAgainForm(CodeForm, second_step.ReauthenticateForm):
    """The second step once more, before something that matters."""
