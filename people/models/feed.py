"""A person's own feed, under an address that only that person knows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .private_token import PrivateToken


class FeedAddress(PrivateToken):
    """The one feed address of a person."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_address"
    )

    class Meta:
        verbose_name = _("address of a person's feed")
        verbose_name_plural = _("addresses of persons' feeds")

    def __str__(self) -> str:
        return str(self.person)
