"""The forms of a partnership, its partners and activities, and of tying what was learnt."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from pages.form_fields import LineField, WordsField, is_in_order
from pages.languages import OWN_NAMES
from pages.links import path_of
from pages.models import Theme
from pages.querysets import themes_in_order
from partnerships.models import Activity, Partner, Partnership, Status, Traveller
from partnerships.models.partnership import LONGEST_TITLE, LONGEST_WORDS
from partnerships.permissions import partnerships_kept_by, plans_shown
from partnerships.planning.forms import CurrencyField
from partnerships.querysets import organisation_called
from partnerships.registries import key_at, known_to
from partnerships.roles import COORDINATOR, ROLES
from people.models import Appointment, Organisation, Person
from people.space.forms import DayInput

LONGEST_ADDRESS, MOST_NEAR = 500, 5


class PartnershipForm(forms.ModelForm):
    """What it is about, where and when; most fields may stay empty."""

    title = LineField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    summary = WordsField(
        label=gettext_lazy("What it is about"), rows=5, max_length=LONGEST_WORDS, required=False
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of these words"), choices=list(OWN_NAMES.items())
    )
    countries = forms.MultipleChoiceField(label=gettext_lazy("Countries"), required=False)
    plan = forms.ModelChoiceField(
        label=gettext_lazy("Country plan"), queryset=plans_shown().none(), required=False
    )
    themes = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Themes"),
        queryset=Theme.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    status = forms.ChoiceField(label=gettext_lazy("State"), choices=Status.choices)
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput, required=False)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput, required=False)
    currency = CurrencyField(required=False)
    is_published = forms.BooleanField(
        label=gettext_lazy("Everyone may read its summary"),
        help_text=gettext_lazy("Title, partners, themes, period, and what was learnt."),
        required=False,
    )

    class Meta:
        model = Partnership
        fields = (
            *("title", "summary", "language", "plan", "status", "starts_on", "ends_on"),
            *("currency", "is_published"),
        )

    field_order = ("title", "summary", "language", "countries", "plan", "themes", "status")

    def __init__(
        self, *args: Any, person: Person, may_publish: bool, site_version: int | None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        fields["countries"].choices = list(countries)
        fields["plan"].queryset = plans_shown().order_by("title")
        fields["themes"].queryset = Theme.objects.all()
        fields["themes"].choices = [(one.pk, one.name) for one in themes_in_order(site_version)]
        if not may_publish:
            del fields["is_published"]
        if self.instance.title:
            places = self.instance.countries.values_list("country", flat=True)
            self.initial["countries"] = list(places)
            self.initial["themes"] = list(self.instance.themes.all())
            if self.instance.language not in OWN_NAMES:
                own = self.instance.language
                fields["language"].choices = [(own, own), *OWN_NAMES.items()]
        else:
            self.initial.setdefault("language", person.language)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_in_order(self, cleaned)
        return cleaned


class PartnerForm(forms.Form):
    """An organisation by its name as it stands here, and as what it takes part."""

    organisation = LineField(
        label=gettext_lazy("Organisation"),
        help_text=gettext_lazy("Its name as it stands here."),
        max_length=200,
    )
    role = forms.ChoiceField(
        label=gettext_lazy("As what"),
        choices=Partner.Role.choices,
        initial=Partner.Role.IMPLEMENTING,
    )

    def clean_organisation(self) -> Organisation:
        name = str(self.cleaned_data["organisation"])
        found = organisation_called(name)
        if found is None:
            near = Organisation.objects.filter(name__icontains=name).order_by("name")
            names = ", ".join(near.values_list("name", flat=True)[:MOST_NEAR])
            said = _("No organisation here is called “%(name)s”.") % {"name": name}
            raise ValidationError(
                f"{said} {_('Is it one of these: %(names)s?') % {'names': names}}"
                if names
                else said
            )
        return found


class ActivityForm(forms.ModelForm):
    """What the partners do, on which days, and who of them takes part."""

    kind = forms.ChoiceField(label=gettext_lazy("What"), choices=Activity.Kind.choices)
    title = LineField(label=gettext_lazy("Title"), max_length=150)
    place = LineField(label=gettext_lazy("Place"), max_length=150, required=False)
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput)
    theme = forms.ModelChoiceField(
        label=gettext_lazy("Theme"), queryset=Theme.objects.none(), required=False
    )
    people = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who takes part"),
        help_text=gettext_lazy(
            "People of the partners. Who goes on an exchange visit passes on what they see."
        ),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Activity
        fields = ("kind", "title", "place", "starts_on", "ends_on", "theme")

    def __init__(self, *args: Any, site_version: int | None, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        fields["theme"].queryset = Theme.objects.all()
        fields["theme"].choices = _theme_choices(site_version)
        fields["people"].queryset = people_of(self.instance.partnership).order_by("name", "pk")
        if self.instance.title:
            self.initial["people"] = list(self.instance.travellers.values_list("person", flat=True))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_in_order(self, cleaned)
        return cleaned


def people_of(partnership: Partnership) -> Any:
    """Who works for one of the partners today, and who is on one of its activities already."""
    posts = Appointment.objects.holding_on().filter(
        organisation__partnerships__partnership=partnership
    )
    on_the_way = Traveller.objects.filter(activity__partnership=partnership)
    return Person.objects.filter(
        Q(pk__in=posts.values("person")) | Q(pk__in=on_the_way.values("person"))
    )


def _theme_choices(site_version: int | None) -> list[tuple[Any, str]]:
    return [("", "–"), *((one.pk, one.name) for one in themes_in_order(site_version))]


class TieForm(forms.Form):
    """What was learnt, by its address here; in which partnership, on which theme.

    From the thing's side its key is known and the partnership is chosen; from the partnership's
    side the other way round.
    """

    address = LineField(
        label=gettext_lazy("Address of what was learnt"),
        help_text=gettext_lazy("Open the text, topic or training here and copy its address."),
        max_length=LONGEST_ADDRESS,
    )
    partnership = forms.ModelChoiceField(
        label=gettext_lazy("Partnership"), queryset=Partnership.objects.none()
    )
    theme = forms.ModelChoiceField(label=gettext_lazy("Theme"), queryset=Theme.objects.none())
    activity = forms.ModelChoiceField(
        label=gettext_lazy("Activity"), queryset=Activity.objects.none(), required=False
    )

    def __init__(
        self,
        *args: Any,
        person: Person,
        partnership: Partnership | None = None,
        thing: str = "",
        site_version: int | None,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.person, self.chosen, self.thing = person, partnership, thing
        fields: dict[str, Any] = self.fields
        fields["theme"].queryset = Theme.objects.all()
        fields["theme"].choices = _theme_choices(site_version)
        if thing:
            del fields["address"]
        if partnership is None:
            fields["partnership"].queryset = partnerships_kept_by(person).order_by("title")
            del fields["activity"]
        else:
            del fields["partnership"]
            fields["activity"].queryset = partnership.activities.all()

    def clean_address(self) -> str:
        key = key_at(path_of(str(self.cleaned_data["address"])))
        if key is None or key not in known_to([key], self.person):
            raise ValidationError(
                _("Nothing to learn from has this address. Copy it from the line above the page.")
            )
        self.thing = key
        return key

    def said(self) -> dict[str, Any]:
        """Words of `actions.tie`."""
        cleaned = self.cleaned_data
        return {
            "partnership": self.chosen or cleaned["partnership"],
            "thing": self.thing,
            "theme": cleaned["theme"],
            "activity": cleaned.get("activity"),
        }


class RoleForm(forms.Form):
    """Who is to coordinate the partnership, from among people of the partners; or to control its
    figures, from anywhere, by the address they sign in with.
    """

    role = forms.ChoiceField(
        label=gettext_lazy("As what"), choices=[(role.key, role.label) for role in ROLES]
    )
    email = forms.EmailField(label=gettext_lazy("E-mail address they sign in with"))

    def __init__(self, *args: Any, partnership: Partnership, **more: Any) -> None:
        super().__init__(*args, **more)
        self.partnership = partnership

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "email" not in cleaned:
            return cleaned
        able = Person.objects.filter(is_active=True)
        if cleaned.get("role") == COORDINATOR.key:
            able = people_of(self.partnership).filter(is_active=True)
        person = able.filter(email__iexact=cleaned["email"]).first()
        if person is None:
            self.add_error("email", _("Nobody who may do this has this address."))
        return {**cleaned, "person": person}
