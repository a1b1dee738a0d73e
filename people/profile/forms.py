"""The form of one's own profile.

It names the fields it takes; whatever else is posted, such as an association, is ignored (P06).
"""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pages.form_fields import LineField, WordsField
from pages.models import Theme
from people.models import Person, SeenBy
from people.models.profile import FIELDS, LANGUAGES_SPOKEN
from people.time_zones import zone_choices

_SEEN_BY = {
    "name": _("Who finds me by name"),
    "organisation": _("Who sees my organisation"),
    "post": _("Who sees my post"),
    "email": _("Who sees my e-mail address"),
    "phone": _("Who sees my phone number"),
    "languages": _("Who sees the languages I speak"),
    "themes": _("Who sees my themes"),
    "about": _("Who sees what I say about me"),
}


class ProfileForm(forms.Form):
    """Own words, and for each of FIELDS a choice `<field>_seen_by`.

    Organisation, post and e-mail address are no fields: appointments and the account hold them.
    """

    name = LineField(label=_("Name"), max_length=150)
    phone = LineField(
        label=_("Phone"),
        help_text=_("With the code of the country, e.g. +260 …"),
        max_length=40,
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages I speak"),
        choices=list(LANGUAGES_SPOKEN.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Themes I work on"),
        queryset=Theme.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    about = WordsField(
        label=_("About me"),
        help_text=_("Two or three sentences: what you do, what others can ask you."),
        rows=4,
        max_length=600,
        required=False,
    )
    language = forms.ChoiceField(label=_("Language of mails"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"))

    def __init__(self, *args: Any, person: Person, country: str = "", **kwargs: Any) -> None:
        kwargs["initial"] = {
            "languages": [one.code for one in person.spoken_languages.all()],
            "themes": list(person.themes.all()),
            **{
                name: getattr(person, name)
                for name in ("name", "phone", "about", "language", "time_zone")
            },
        }
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["themes"].queryset = Theme.objects.all()
        fields["themes"].choices = _themes_in_order()
        fields["time_zone"].choices = zone_choices(country)
        fields["phone"].widget.input_type = "tel"
        fields["phone"].widget.attrs |= {"autocomplete": "tel", "dir": "ltr"}
        for field in FIELDS:
            self.fields[f"{field}_seen_by"] = forms.ChoiceField(
                label=_SEEN_BY[field],
                choices=SeenBy.choices,
                initial=getattr(person, f"{field}_seen_by"),
            )

    def ignored(self) -> list[str]:
        """Names of fields that were posted and are none of this form's."""
        return sorted(set(self.data) - set(self.fields) - {"csrfmiddlewaretoken"})


def _themes_in_order() -> list[tuple[int, str]]:
    """Each theme of the first level, followed by those below it."""
    themes = list(Theme.objects.all())
    return [
        (one.pk, one.name)
        for top in themes
        if top.parent_id is None
        for one in (top, *(below for below in themes if below.parent_id == top.pk))
    ]
