"""The name of a saved search."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NameForm(forms.Form):
    """What the search is called in the list and in mails."""

    name = forms.CharField(label=_("Name"), max_length=200)
