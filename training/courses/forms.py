"""The forms of a course and of an edition of its manual."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from pages.form_fields import LineField, WordsField
from pages.links import path_of
from pages.models import Theme
from pages.permissions import can_read
from pages.querysets import themes_in_order
from people.models import Organisation, Person
from people.space.forms import DayInput
from training.models import Course, Edition
from training.models.course import LONGEST_ABOUT, LONGEST_LABEL, LONGEST_NAME
from training.querysets import organisers_for


class CourseForm(forms.Form):
    """Name, what one learns, themes; and who keeps it, where it is new."""

    name = LineField(label=gettext_lazy("Name of the course"), max_length=LONGEST_NAME)
    about = WordsField(
        label=gettext_lazy("What one learns"), rows=4, max_length=LONGEST_ABOUT, required=False
    )
    themes = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Themes"),
        queryset=Theme.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation that keeps it"), queryset=Organisation.objects.none()
    )

    def __init__(
        self,
        *args: Any,
        person: Person,
        course: Course | None = None,
        site_version: int | None,
        **more: Any,
    ) -> None:
        if course is not None:
            more["initial"] = {
                "name": course.name,
                "about": course.about,
                "themes": list(course.themes.all()),
            }
        super().__init__(*args, **more)
        self.course = course
        fields: dict[str, Any] = self.fields
        fields["themes"].queryset = Theme.objects.all()
        fields["themes"].choices = [(one.pk, one.name) for one in themes_in_order(site_version)]
        if course is None:
            fields["organisation"].queryset = organisers_for(person).order_by("name")
        else:
            del fields["organisation"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        keeper = self.course.organisation if self.course else cleaned.get("organisation")
        same = Course.objects.filter(organisation=keeper, name=cleaned.get("name"))
        if self.course is not None:
            same = same.exclude(pk=self.course.pk)
        if keeper and same.exists():
            self.add_error("name", _("There is a course of that name. Give this one another."))
        return cleaned


class EditionForm(forms.Form):
    """What the edition is called, from when on, and its manual in the library by its address."""

    label = LineField(
        label=gettext_lazy("Edition"),
        help_text=gettext_lazy("As it stands on the cover, e.g. “2nd edition, 2026”."),
        max_length=LONGEST_LABEL,
    )
    from_on = forms.DateField(
        label=gettext_lazy("From"), widget=DayInput, initial=timezone.localdate
    )
    manual = LineField(
        label=gettext_lazy("Address of the manual in the library"),
        help_text=gettext_lazy("Open the manual here and copy its address."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, person: Person, course: Course, **more: Any) -> None:
        super().__init__(*args, **more)
        self.person, self.course = person, course

    def clean_label(self) -> str:
        label = str(self.cleaned_data["label"])
        if Edition.objects.filter(course=self.course, label=label).exists():
            raise ValidationError(_("This edition is there already."))
        return label

    def clean_manual(self) -> Page | None:
        written = str(self.cleaned_data["manual"])
        if not written:
            return None
        found = Page.objects.filter(our_address__address=path_of(written)).first()
        if found is None or not can_read(self.person, found):
            raise ValidationError(
                _("No text of the library has this address. Copy it from the line above the page.")
            )
        return found
