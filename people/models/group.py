"""A closed circle of persons."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ClosedGroup(models.Model):
    """Who is in it may read what is closed to it; others do not learn that it exists."""

    name = models.CharField(_("name"), max_length=150)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="closed_groups"
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("closed group")
        verbose_name_plural = _("closed groups")

    def __str__(self) -> str:
        return self.name
