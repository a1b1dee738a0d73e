"""A mail domain of an organisation."""

import re
from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Where anybody gets an address: it says nothing about whom somebody works for.
FREE_MAIL = frozenset(
    Path(__file__).parents[1].joinpath("free_mail.txt").read_text("utf-8").split()
)
# Brands that give out addresses under the domain of many countries.
FREE_BRANDS = frozenset({"gmail", "hotmail", "live", "outlook", "yahoo", "yandex", "gmx"})
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])\Z")


class MailDomainForm(forms.Form):
    """What stands after the @ in the addresses of an organisation."""

    domain = forms.CharField(
        label=gettext_lazy("Mail domain"),
        help_text=gettext_lazy("What stands after the @ in your addresses, e.g. town.example."),
        max_length=253,
    )

    def clean_domain(self) -> str:
        typed = str(self.cleaned_data["domain"]).strip().rpartition("@")[2].lower().rstrip(".")
        try:
            domain = typed.encode("idna").decode()
        except UnicodeError:
            domain = ""
        if not _DOMAIN.match(domain):
            raise ValidationError(_("This is no mail domain. Write it like town.example."))
        if domain in FREE_MAIL or domain.partition(".")[0] in FREE_BRANDS:
            raise ValidationError(
                _("Anybody can get an address there. Name a domain that only your people have.")
            )
        return domain
