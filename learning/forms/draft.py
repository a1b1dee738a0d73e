"""What every draft asks for."""

import datetime
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from wagtail.models import Collection

from learning.drafting import new_key, post_of
from learning.models import ItemCountry, LibraryItem
from pages.form_fields import LineField
from pages.models import Theme

# What the writer says is right is asked about again after a year.
CONFIRMED_FOR = datetime.timedelta(days=365)


class DraftForm(forms.Form):
    """What every draft asks for. `write_on` puts the words on an item and saves nothing."""

    item_class: ClassVar[type[LibraryItem]]
    # Whether the same form sent again mends the draft it made; a file would wipe out later words.
    mends: ClassVar[bool] = True

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    title = LineField(label=_("Title"), max_length=200)
    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Theme"), required=False, empty_label=_("Not sure")
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    contact_post = LineField(
        label=_("Who can be asked about it"),
        help_text=_("A post rather than a name, for example: Head of waste collection."),
        max_length=150,
    )

    def __init__(self, *args: Any, person: Any, draft: Any = None, **kwargs: Any) -> None:
        self.person = person
        self.draft = draft
        given = kwargs.pop("initial", None) or {}
        kwargs["initial"] = {**self.words_of(draft), **given}
        super().__init__(*args, **kwargs)
        theme, country = self.fields.get("theme"), self.fields.get("country")
        if isinstance(theme, forms.ModelChoiceField):
            theme.queryset = Theme.objects.all()
        if isinstance(country, forms.ChoiceField):
            country.choices = [("", "—"), *countries]

    def words_of(self, draft: Any) -> dict[str, Any]:
        """What stands in the fields before the person writes."""
        if draft is None:
            post, organisation = post_of(self.person)
            return {
                "key": new_key(self.person),
                "contact_post": post,
                "country": str(organisation.country) if organisation else "",
            }
        theme = draft.themes.first()
        place = draft.item_countries.first()
        return {
            "title": draft.title,
            "theme": theme.pk if theme else None,
            "country": str(place.country) if place else "",
            "contact_post": draft.contact_post,
        }

    def write_on(self, item: Any, *, by: Any, collection: Collection) -> None:
        """Put the words on `item`; pictures and files are stored in `collection`."""
        item.title = self.cleaned_data["title"]
        item.contact_post = self.cleaned_data["contact_post"]
        if item.pk is None:
            _post, item.author_organisation = post_of(by)
            item.contact_organisation = item.author_organisation
            item.contact_person = by
        if item.owner_id == by.pk:
            item.confirmed_on = timezone.now().date()
            item.confirmed_by = by
            item.review_by = item.confirmed_on + CONFIRMED_FOR
        # Editors may have chosen several: they stay until the writer chooses another one.
        if item.pk is None or "theme" in self.changed_data:
            item.themes.set([theme] if (theme := self.cleaned_data["theme"]) else [])
        if item.pk is None or "country" in self.changed_data:
            country = self.cleaned_data["country"]
            item.item_countries.set([ItemCountry(country=country)] if country else [])
