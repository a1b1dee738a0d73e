"""A person's own feed, under an address that only that person knows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedAddress(models.Model):
    """The one feed address of a person; taking it back deletes the row.

    `token_hash` is the SHA-256 of the token in hexadecimal: who reads the database cannot read the
    feed.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_address"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"), auto_now=True)

    class Meta:
        verbose_name = _("address of a person's feed")
        verbose_name_plural = _("addresses of persons' feeds")

    def __str__(self) -> str:
        return str(self.person)
