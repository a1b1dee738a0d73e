"""The form of a page in the CMS, which asks who may read it."""

from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from pages import audiences
from pages.choosing import uses_what_is_not_theirs
from pages.models.audience import PUBLIC
from pages.registries import audiences as resolvers


class AudiencePageForm(WagtailAdminPageForm):
    """A page's form with the choice of who may read it; applied with the save or revision."""

    audience = forms.ChoiceField(
        label=_("Who may read it"),
        help_text=_("Holds for all languages of this page and for everything below it, at once."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = audiences.audience_of(self.instance)
        keys = dict.fromkeys([PUBLIC, "signed-in", chosen])
        for resolver in resolvers:
            keys.update(dict.fromkeys(resolver.keys_to_choose(self.for_user)))
        self.fields["audience"].choices = [(key, audiences.label(key)) for key in keys]
        self.fields["audience"].initial = chosen

    def clean(self) -> Any:
        if "body" in self.fields:
            self._refuse_what_is_not_theirs()
        return super().clean()

    def _refuse_what_is_not_theirs(self) -> None:
        """404 for a number that no chooser has offered; a form with an error would name the thing.

        Read as it was sent: a body with another fault has no clean value.
        """
        sent = self["body"].data.get_prep_value()
        # Until the form is clean, the instance holds the newest version as it was.
        before = self.instance.body.get_prep_value()
        if uses_what_is_not_theirs(self.for_user, sent, before):
            raise Http404

    def save(self, commit: bool = True) -> Any:
        if "audience" in self.cleaned_data:
            self.instance.chosen_audience = self.cleaned_data["audience"]
        return super().save(commit=commit)
