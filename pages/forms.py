"""The form of a page in the CMS, which asks who may read it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from pages import audiences
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

    def save(self, commit: bool = True) -> Any:
        if "audience" in self.cleaned_data:
            self.instance.chosen_audience = self.cleaned_data["audience"]
        return super().save(commit=commit)
