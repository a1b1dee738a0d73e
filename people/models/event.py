"""Events of an association."""

import zoneinfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from pages.forms import AudiencePageForm
from pages.models import BasePage
from people.space.cms_forms import EventForm

from .entry import SpaceEntry


class EventsPage(BasePage):
    """Lists the events below it: what comes first, then what was."""

    introduction = models.TextField(_("introduction"), blank=True)

    parent_page_types = ["people.AssociationPage"]
    subpage_types = ["people.EventPage"]
    max_count_per_parent = 1
    base_form_class = AudiencePageForm
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("audience"),
    ]

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")


class EventPage(SpaceEntry):
    """Something to come to. `starts_at` and `ends_at` are moments; `time_zone` is the place's.

    `time_zone` is a name of the IANA database, such as `Africa/Lusaka`.
    """

    class Attendance(models.TextChoices):
        ON_SITE = "on-site", _("on site")
        REMOTE = "remote", _("from afar")
        BOTH = "both", _("on site or from afar")

    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(_("time zone"), max_length=60, default="UTC")
    attendance = models.CharField(
        _("how one takes part"), max_length=10, choices=Attendance, default=Attendance.ON_SITE
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    registration_url = models.URLField(_("where to register"), blank=True)

    parent_page_types = ["people.EventsPage"]
    base_form_class = EventForm
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("time_zone"),
                FieldPanel("attendance"),
                FieldPanel("place"),
                FieldPanel("registration_url"),
            ],
            _("When and where"),
        ),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("audience"),
        FieldPanel("themes"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="event_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(attendance__in=["on-site", "remote", "both"]),
                name="event_attendance_is_known",
            ),
        ]
        indexes = [models.Index(fields=["association", "ends_at"], name="event_of_one_by_end")]

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The zone of the place; UTC where its name is not known any more."""
        try:
            return zoneinfo.ZoneInfo(self.time_zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return zoneinfo.ZoneInfo("UTC")
