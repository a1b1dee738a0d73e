"""What one looks for, as the address says it: a form that is sent by GET and changes nothing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mentoring.looking.wish import NEEDABLE, Wish
from mentoring.models.weight import FacetKey
from mentoring.words import LANGUAGES, LEVELS, SIZES
from pages.querysets import ThemeRow, themes_in_order

ASKED = ("theme", "language", "size", "level", "need")
NEEDED: dict[str, Any] = {
    FacetKey.THEMES: _("All of these themes"),
    FacetKey.EXPERIENCE: _("Has written about it"),
    FacetKey.LANGUAGES: _("One of these languages"),
    FacetKey.SIZE: _("Just this size of town"),
    FacetKey.LEVEL: _("Just this level"),
    FacetKey.HOURS: _("Hours when both work"),
    FacetKey.FREE: _("A place that is free now"),
}


class WishForm(forms.Form):
    """The wish as fields; `need` marks what is never traded away."""

    theme = forms.MultipleChoiceField(
        label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    language = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=list(LANGUAGES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    size = forms.ChoiceField(
        label=_("A town of this size"), choices=[("", _("Any")), *SIZES.items()], required=False
    )
    level = forms.ChoiceField(
        label=_("Level"), choices=[("", _("Any")), *LEVELS.items()], required=False
    )
    need = forms.MultipleChoiceField(
        label=_("What I cannot do without"),
        help_text=_("Who has not got what you mark here is not shown, however well the rest fits."),
        choices=[(key, NEEDED[key]) for key in NEEDABLE],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, themes: Sequence[ThemeRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["theme"]
        field.choices = [(theme.slug, theme.name) for theme in themes]


def read_wish(sent: QueryDict, own: Wish) -> Wish:
    """The wish of an address, `own` where it says nothing; 400 for a value that no form offers."""
    if not set(sent) & set(ASKED):
        return own
    form = WishForm(sent, themes=themes_in_order(None))
    if not form.is_valid():
        raise BadRequest("wish")
    said = form.cleaned_data
    return Wish(
        themes=tuple(said["theme"]),
        languages=tuple(said["language"]),
        size=said["size"],
        level=said["level"],
        zone=own.zone,
        needed=frozenset(said["need"]),
    )


def asked_by(wish: Wish) -> dict[str, list[str]]:
    """The wish as `read_wish` reads it, for addresses and for the form."""
    said = {
        "theme": list(wish.themes),
        "language": list(wish.languages),
        "size": [wish.size] if wish.size else [],
        "level": [wish.level] if wish.level else [],
        "need": sorted(wish.needed),
    }
    return {name: values for name, values in said.items() if values}
