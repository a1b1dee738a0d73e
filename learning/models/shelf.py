"""What a reader keeps."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .item import LibraryItem


class ShelfEntry(models.Model):
    """One item on one reader's shelf."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shelf_entries"
    )
    item = models.ForeignKey(LibraryItem, on_delete=models.CASCADE, related_name="shelf_entries")
    kept_at = models.DateTimeField(_("kept"), auto_now_add=True)

    class Meta:
        verbose_name = _("entry of a shelf")
        verbose_name_plural = _("entries of shelves")
        constraints = [
            models.UniqueConstraint(fields=["person", "item"], name="item_once_per_shelf")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.item}"
