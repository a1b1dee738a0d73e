"""The forms of an account."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_second_step_adapter
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _

from people.limits import is_first_use, take_second_step, written_alike
from people.models import Person

ADDRESS_WIDGET = forms.EmailInput(attrs={"autocomplete": "email"})


class FormInOurWords(forms.Form):
    """allauth's form with labels of ours above the fields, and nothing inside them."""

    labels: ClassVar[dict[str, Any]] = {
        "login": _("E-mail address"),
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
        if "password1" in self.fields:
            self.fields["password1"].help_text = " ".join(password_validators_help_texts())


class NewPasswordForm(FormInOurWords):
    """A new password, written twice."""

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        first, second = given.get("password1"), given.get("password2")
        if first and second and first != second:
            self.add_error(
                "password2", _("The two are not the same. Write the new password once more.")
            )
        return given


class SignInForm(FormInOurWords, account.LoginForm):
    """Who signs in."""


class ChangePasswordForm(NewPasswordForm, account.ChangePasswordForm):
    """A new password in place of a known one, which is guessed at no oftener than at the door."""

    def clean_oldpassword(self) -> str:
        password: str = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password


class ResetPasswordForm(forms.Form):
    """Where the link to a new password goes; whose address it is, nobody asks here (S01)."""

    email = forms.EmailField(label=_("E-mail address"), widget=ADDRESS_WIDGET)

    def clean_email(self) -> str:
        return written_alike(self.cleaned_data["email"])


class ResetPasswordKeyForm(NewPasswordForm, account.ResetPasswordKeyForm):
    """A new password for whoever holds the link."""


class ReauthenticateForm(FormInOurWords, account.ReauthenticateForm):
    """The password once more, before something that matters."""


class ChangeAddressForm(forms.Form):
    """The address to sign in with from now on, and the password as a proof."""

    email = forms.EmailField(label=_("New e-mail address"), widget=ADDRESS_WIDGET)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        address = written_alike(self.cleaned_data["email"])
        if address == self.person.email:
            raise forms.ValidationError(_("This is your address already. Write another one."))
        return address

    def clean(self) -> dict[str, Any]:
        """The password last, so that a slip in the address costs no try."""
        given = self.cleaned_data
        if not self.errors and not get_adapter().reauthenticate(self.person, given["password"]):
            self.add_error("password", get_adapter().validation_error("incorrect_password"))
        return given


class SetUpSecondStepForm(FormInOurWords, ActivateTOTPForm):
    """The first digits of an app."""


class CodeForm(FormInOurWords):
    """Digits of the app; a recovery code does as well."""

    labels: ClassVar[dict[str, Any]] = {"code": _("Six digits, or a recovery code")}
    user: Person

    def clean_code(self) -> str:
        """Counted before it is looked at, and good once, in whatever process."""
        taken = take_second_step(self.user)
        code: str = super().clean_code()  # type: ignore[misc]
        if not is_first_use(self.user, code):
            raise get_second_step_adapter().validation_error("incorrect_code")
        taken.give_back()
        return code


class SecondStepForm(CodeForm, second_step.AuthenticateForm):
    """The second step when signing in."""


class SecondStepAgainForm(CodeForm, second_step.ReauthenticateForm):
    """The second step once more, before something that matters."""
