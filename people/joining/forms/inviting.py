"""Inviting one person, and a list of people."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.form_fields import LineField
from pages.tables import Row, read_sent, read_table
from people.joining.permissions import roles_to_invite_with
from people.joining.tables import COLUMNS
from people.models import Appointment, Organisation, Person

MEMBER = "member"


class InvitationForm(forms.Form):
    """One person: invited where there is an address, added without account where there is none.

    The organisation is no field: it stands in the address, behind its guarded door. A role that the
    inviter may not give is no choice (safeguards P11).
    """

    name = LineField(label=gettext_lazy("Name"), max_length=150)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy(
            "Leave it empty for somebody who has none: they are added without an account, and can "
            "be invited later."
        ),
        max_length=254,
        required=False,
    )
    post = LineField(
        label=gettext_lazy("Post"),
        help_text=gettext_lazy("As their colleagues call it, e.g. “Head of water”."),
        max_length=150,
    )
    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=Appointment.Level.choices)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the mail"), choices=settings.LANGUAGES
    )
    role = forms.ChoiceField(label=gettext_lazy("What they may do"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        by: Person,
        organisation: Organisation,
        person: Person | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {
            "level": Appointment.Level.SPECIALIST,
            "language": by.language,
            "role": MEMBER,
            **(_words_of(person, organisation) if person is not None else {}),
        }
        super().__init__(*args, **kwargs)
        roles = roles_to_invite_with(by, organisation)
        fields: dict[str, Any] = self.fields
        fields["role"].choices = [
            (MEMBER, _("Member: reads, asks and writes, and looks after nobody else.")),
            *((role.key, f"{capfirst(role.label)}: {role.sentence}") for role in roles),
        ]
        if not roles:
            fields["role"].widget = forms.HiddenInput()
        if person is not None:
            fields["email"].required = True
            fields["email"].help_text = ""

    def clean_role(self) -> str:
        """As `Invitation.role` has it: empty for a member."""
        role = str(self.cleaned_data["role"])
        return "" if role == MEMBER else role

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("role") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error(
                "email", _("Write an address: without one nobody can sign in and use a role.")
            )
        return cleaned


def _words_of(person: Person, organisation: Organisation) -> dict[str, Any]:
    held = person.appointments.holding_on().filter(organisation=organisation).first()
    words: dict[str, Any] = {"name": person.name, "language": person.language}
    return words | ({"post": held.post, "level": held.level} if held else {})


class ListForm(forms.Form):
    """A file with up to MOST_ROWS people; its rows are in `cleaned_data["file"]`."""

    file = forms.FileField(
        label=gettext_lazy("List"), help_text=gettext_lazy("A file that ends in xlsx or csv.")
    )

    def clean_file(self) -> list[Row]:
        upload = self.cleaned_data["file"]
        return read_table(upload, upload.name or "", COLUMNS)


class SeenListForm(forms.Form):
    """The rows of a list as they came back from the preview: judged again like a new file."""

    rows = forms.CharField(widget=forms.HiddenInput)

    def clean_rows(self) -> list[Row]:
        try:
            return read_sent(self.cleaned_data["rows"], COLUMNS)
        except ValueError as error:
            raise ValidationError(_("Upload the list again.")) from error
