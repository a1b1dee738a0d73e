"""A closed circle of persons."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .organisation import Organisation


class ClosedGroup(models.Model):
    """Who is in it may read what is closed to it; others do not learn that it exists.

    One of an association is kept by its editors, one without by the programme's.
    """

    name = models.CharField(_("name"), max_length=150)
    association = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="closed_groups",
        limit_choices_to={"kind": Organisation.Kind.ASSOCIATION},
        verbose_name=_("association"),
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="closed_groups"
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("closed group")
        verbose_name_plural = _("closed groups")

    def __str__(self) -> str:
        return self.name
