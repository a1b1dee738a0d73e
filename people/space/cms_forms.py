"""Forms of a space's pages in the CMS: its crest, hours of an event, files of a collection."""

import datetime
import zoneinfo
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.documents.permissions import permission_policy

from pages.choosing import uses_what_is_not_theirs
from pages.forms import AudiencePageForm

MOMENTS = ("starts_at", "ends_at")


class HomeForm(WagtailAdminPageForm):
    """The form of a space's home; its crest is a picture that the editor may choose."""

    def clean(self) -> Any:
        sent = self["logo"].data if "logo" in self.fields else None
        if sent and str(sent).isdecimal():
            before = [{"picture": self.instance.logo_id}]
            if uses_what_is_not_theirs(self.for_user, [{"picture": int(sent)}], before):
                # No chooser has offered it; an error on the form would name the thing.
                raise Http404
        return super().clean()


class WallClockField(forms.DateTimeField):
    """A day and an hour without a zone; what it gives is labelled UTC and means no zone yet."""

    widget = AdminDateTimeInput

    def to_python(self, value: Any) -> datetime.datetime | None:
        with timezone.override(datetime.UTC):
            return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        with timezone.override(datetime.UTC):
            return super().prepare_value(value)


class EventForm(AudiencePageForm):
    """An event's form; `starts_at` and `ends_at` become moments in the zone that is chosen.

    Hours are given as a clock at the place shows them.
    """

    starts_at = WallClockField(
        label=gettext_lazy("Begins"),
        help_text=gettext_lazy("As a clock at the place shows it."),
    )
    ends_at = WallClockField(label=gettext_lazy("Ends"))
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone of the place"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = sorted(zoneinfo.available_timezones() - {"localtime", "Factory"})
        self.fields["time_zone"].choices = [(name, name.replace("_", " ")) for name in names]
        for name in MOMENTS:
            moment = getattr(self.instance, name)
            if moment is not None:
                self.initial[name] = timezone.make_naive(moment, self.instance.zone)

    def clean(self) -> Any:
        cleaned = super().clean()
        if cleaned.get("time_zone"):
            zone = zoneinfo.ZoneInfo(cleaned["time_zone"])
            for name in MOMENTS:
                if cleaned.get(name) is not None:
                    self._move_to(zone, name, cleaned)
        begins, ends = (cleaned.get(name) for name in MOMENTS)
        if begins and ends and ends < begins:
            self.add_error("ends_at", _("It ends before it begins. Mend one of the two."))
        return cleaned

    def _move_to(self, zone: zoneinfo.ZoneInfo, name: str, cleaned: dict[str, Any]) -> None:
        """Read the hour in `zone`; an hour that its clocks skip is refused (safeguards I14)."""
        moment = cleaned[name].replace(tzinfo=zone)
        there_and_back = moment.astimezone(datetime.UTC).astimezone(zone)
        if there_and_back.replace(tzinfo=None) != moment.replace(tzinfo=None):
            self.add_error(
                name,
                ValidationError(
                    _("Clocks skip this hour there on that day. Choose %(before)s or %(after)s.")
                    % {
                        "before": f"{(there_and_back - datetime.timedelta(hours=2)):%H:%M}",
                        "after": f"{there_and_back:%H:%M}",
                    }
                ),
            )
            return
        cleaned[name] = moment


class DocumentsForm(AudiencePageForm):
    """Opening a collection on a page opens its files, so that one's own alone can be chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = permission_policy.collections_user_has_permission_for(self.for_user, "change")
        if "collection" in self.fields:
            self.fields["collection"].queryset = own
