"""A course, and the editions of the manual it is taught by."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from pages.models import Theme
from people.models import Organisation

LONGEST_NAME, LONGEST_ABOUT, LONGEST_LABEL = 200, 1_000, 60


class Course(models.Model):
    """What is taught again and again, by one organisation's manual. `organisation` keeps it."""

    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    about = models.TextField(_("what one learns"), max_length=LONGEST_ABOUT, blank=True)
    themes = models.ManyToManyField(
        Theme, related_name="courses", blank=True, verbose_name=_("themes")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="courses",
        verbose_name=_("organisation that keeps it"),
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="course_has_a_name"),
            models.UniqueConstraint(fields=["organisation", "name"], name="course_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """What it is called among things that change and are found."""
        return f"course:{self.pk}"


class Edition(models.Model):
    """A version of the manual of a course, from a day on; a page of the library where it is one."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="editions")
    label = models.CharField(_("edition"), max_length=LONGEST_LABEL)
    manual = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("manual in the library"),
    )
    from_on = models.DateField(_("from"), default=timezone.localdate)

    class Meta:
        ordering = ["from_on", "pk"]
        verbose_name = _("edition of a course")
        verbose_name_plural = _("editions of courses")
        constraints = [
            models.CheckConstraint(condition=~Q(label=""), name="edition_has_a_label"),
            models.UniqueConstraint(fields=["course", "label"], name="edition_label_once"),
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.label}"
