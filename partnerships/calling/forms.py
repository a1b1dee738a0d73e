"""The forms of a call and of applying. Each names the fields it takes (P05)."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.form_fields import LineField, WordsField, is_in_order
from pages.languages import OWN_NAMES
from pages.models import Theme
from pages.querysets import themes_in_order
from partnerships.calling.applying import themes_of
from partnerships.models import Application, Call, CountryPlan
from partnerships.models.call import (
    LONGEST_ANSWER,
    LONGEST_REASON,
    MOST_CO_APPLICANTS,
    MOST_LINES,
)
from partnerships.models.plan import LONGEST_TITLE, LONGEST_WORDS
from partnerships.planning.forms import CurrencyField
from partnerships.querysets import organisation_called
from people.models import Organisation, Person
from people.space.forms import DayInput, HourInput
from people.time_zones import zone_choices, zone_of

FURTHEST = datetime.timedelta(days=10 * 366)


class CallForm(forms.Form):
    """What is called for, until when, how much money, and what makes an applicant eligible."""

    title = LineField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    words = WordsField(
        label=gettext_lazy("What it is about"), rows=6, max_length=LONGEST_WORDS, required=False
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of these words"), choices=list(OWN_NAMES.items())
    )
    closes_on = forms.DateField(label=gettext_lazy("Applications until"), widget=DayInput)
    closes_at = forms.TimeField(
        label=gettext_lazy("Hour"), widget=HourInput, initial=datetime.time(23, 59)
    )
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), help_text=gettext_lazy("It stands beside the hour.")
    )
    currency = CurrencyField()
    most_money = forms.DecimalField(
        label=gettext_lazy("Most money for one application"),
        min_value=1,
        max_digits=14,
        decimal_places=2,
        required=False,
    )
    checklist = WordsField(
        label=gettext_lazy("What makes an applicant eligible"),
        help_text=gettext_lazy("One condition on each line. The programme ticks each of them."),
        rows=6,
        max_length=LONGEST_WORDS,
        required=False,
    )

    def __init__(self, *args: Any, plan: CountryPlan, call: Call | None, **more: Any) -> None:
        country = next(iter(plan.country_codes), "")
        more["initial"] = _as_written(call) if call else _as_planned(plan, country)
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        fields["zone"].choices = zone_choices(country)

    def clean_closes_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["closes_on"]
        if day > timezone.localdate() + FURTHEST:
            raise ValidationError(_("Choose a day within ten years."))
        return day

    def clean_checklist(self) -> str:
        words = str(self.cleaned_data["checklist"])
        lines = [line.strip() for line in words.splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(_("Write at most %(most)s lines.") % {"most": MOST_LINES})
        return "\n".join(lines)

    def said(self) -> dict[str, Any]:
        """Fields of Call; it closes at that hour of that day there."""
        said = dict(self.cleaned_data)
        day, hour = said.pop("closes_on"), said.pop("closes_at")
        end = datetime.datetime.combine(day, hour, tzinfo=ZoneInfo(said["zone"]))
        return {**said, "closes_at": end.astimezone(datetime.UTC)}


def _as_planned(plan: CountryPlan, country: str) -> dict[str, Any]:
    return {"language": plan.language, "currency": plan.currency, "zone": zone_of(country)}


def _as_written(call: Call) -> dict[str, Any]:
    names = ("title", "words", "language", "zone", "currency", "most_money", "checklist")
    there = call.closes_at.astimezone(call.in_zone)
    return {
        **{name: getattr(call, name) for name in names},
        "closes_on": there.date(),
        "closes_at": there.time().replace(microsecond=0),
    }


class LeadForm(forms.Form):
    """In whose name one applies."""

    lead = forms.ModelChoiceField(
        label=gettext_lazy("Who leads the application"), queryset=Organisation.objects.none()
    )

    def __init__(self, *args: Any, leads: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        fields["lead"].queryset = leads.order_by("name")
        self.initial["lead"] = leads.order_by("name").first()


class ApplicationForm(forms.Form):
    """Any field may be empty until it is sent in."""

    title = LineField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE, required=False)
    theme = forms.ModelChoiceField(
        label=gettext_lazy("Theme of the plan"), queryset=Theme.objects.none(), required=False
    )
    others = WordsField(
        label=gettext_lazy("Who applies with you"),
        help_text=gettext_lazy(
            "One organisation on each line, by its name as it stands here. Who speaks for it reads "
            "the application once it is sent in."
        ),
        rows=3,
        max_length=LONGEST_REASON,
        required=False,
    )
    purpose = WordsField(
        label=gettext_lazy("What it is for"), rows=7, max_length=LONGEST_ANSWER, required=False
    )
    expected = WordsField(
        label=gettext_lazy("What is expected of it"),
        rows=5,
        max_length=LONGEST_ANSWER,
        required=False,
    )
    money = forms.DecimalField(
        label=gettext_lazy("Money asked for"),
        min_value=0,
        max_digits=14,
        decimal_places=2,
        required=False,
    )
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput, required=False)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput, required=False)
    may_be_kept = forms.BooleanField(
        label=gettext_lazy("If it is declined, it may be kept for a year"),
        help_text=gettext_lazy("Otherwise it goes 28 days after the decision."),
        required=False,
    )

    def __init__(
        self, *args: Any, application: Application, site_version: int | None, **more: Any
    ) -> None:
        others = application.co_applicants.order_by("name").values_list("name", flat=True)
        names = ("title", "theme", "purpose", "expected", "money", "starts_on", "ends_on")
        more["initial"] = {
            **{name: getattr(application, name) for name in (*names, "may_be_kept")},
            "others": "\n".join(others),
        }
        super().__init__(*args, **more)
        self.application = application
        call, fields = application.call, self.fields
        slugs = themes_of(call)
        theme: Any = fields["theme"]
        theme.queryset = Theme.objects.filter(slug__in=slugs)
        named = {one.slug: (one.pk, one.name) for one in themes_in_order(site_version)}
        theme.choices = [("", "–"), *(named[slug] for slug in slugs if slug in named)]
        money = fields["money"]
        money.help_text = _("In %(currency)s.") % {"currency": call.currency}

    def clean_others(self) -> list[Organisation]:
        words = str(self.cleaned_data["others"])
        names = list(dict.fromkeys(line.strip() for line in words.splitlines() if line.strip()))
        if len(names) > MOST_CO_APPLICANTS:
            raise ValidationError(_("Name at most %(most)s.") % {"most": MOST_CO_APPLICANTS})
        found = {name: organisation_called(name) for name in names}
        unknown = [name for name, one in found.items() if one is None]
        if unknown:
            said = _("No organisation here is called “%(name)s”.")
            raise ValidationError([said % {"name": name} for name in unknown])
        lead = self.application.lead_id
        return [one for one in found.values() if one is not None and one.pk != lead]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_in_order(self, cleaned)
        money = cleaned.get("money")
        most = self.application.call.most_money
        if money is not None and most is not None and money > most:
            self.add_error("money", _("The call gives at most %(most)s.") % {"most": most})
        return cleaned


class AssessorForm(forms.Form):
    """Somebody with an account, by the address they sign in with."""

    email = forms.EmailField(label=gettext_lazy("E-mail address of the assessor"), max_length=254)

    def clean_email(self) -> Person:
        email = str(self.cleaned_data["email"])
        found = Person.objects.filter(email__iexact=email, is_active=True).first()
        if found is None:
            raise ValidationError(_("Nobody here has this address."))
        return found
