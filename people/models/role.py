"""What a Wagtail group stands for."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from .organisation import Organisation


class RoleGroup(models.Model):
    """The editors of one association, or, without association, of the programme.

    `collection` holds the pictures and files of that association; None for the programme, which
    works in all of them.
    """

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="role_group")
    association = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="role_group"
    )
    collection = models.ForeignKey(
        "wagtailcore.Collection",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pictures and files"),
    )

    class Meta:
        verbose_name = _("editors' group")
        verbose_name_plural = _("editors' groups")

    def __str__(self) -> str:
        return str(self.group)
