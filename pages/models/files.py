"""Pictures and files, and who uses them: none has an open address."""

from contextlib import suppress
from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class SizeIsOnlyRead:
    """Wagtail's own writes down a size that it did not know while somebody only reads (P18)."""

    file: Any
    file_size: int | None

    def get_file_size(self) -> int | None:
        """Bytes, or None where the file is gone."""
        if self.file_size is None:
            with suppress(OSError):
                return int(self.file.size)
        return self.file_size


class Picture(SizeIsOnlyRead, AbstractImage):
    """A picture without any metadata (safeguards U06). Its original is never served to readers."""

    admin_form_fields = Image.admin_form_fields


class PictureRendition(AbstractRendition):
    """One size of a picture, served by a view that asks who may read the pages that use it."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_once_per_filter"
            )
        ]

    @property
    def url(self) -> str:
        """The guarded address; the name at its end is the random one of storage."""
        return reverse("picture", args=[self.pk, self.file.name.rpartition("/")[2]])


class File(SizeIsOnlyRead, AbstractDocument):
    """A file to download, with its text page by page.

    `pages` is the number of pages where the kind has pages, else None; `has_text_layer` is false
    for a scan, which is accepted and flagged.
    """

    kind = models.CharField(_("kind"), max_length=10, blank=True, editable=False)
    pages = models.PositiveIntegerField(_("pages"), null=True, editable=False)
    has_text_layer = models.BooleanField(_("text can be searched"), default=True, editable=False)
    human_name = models.CharField(_("name when downloaded"), max_length=160, blank=True)

    # Set by the CMS's form: the next save leaves reading the text to the worker.
    is_unread = False

    admin_form_fields = Document.admin_form_fields

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row and the task that reads the file, or neither."""
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        """The guarded address of this file."""
        return reverse("file", args=[self.pk, self.download_name])

    @property
    def download_name(self) -> str:
        """What the file is called on the reader's disk."""
        return self.human_name or self.filename


class FilePage(models.Model):
    """The text of one page of a file, for search."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="text_pages")
    number = models.PositiveIntegerField(_("page"))
    text = models.TextField(_("text"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="file_page_once_per_number")
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.file_id}, {self.number}"


class ItemUse(models.Model):
    """A live page uses a picture or a file; whoever may read the page may then read it.

    Written by the save that changes the page, in its transaction, from the live text only: what a
    draft uses stays closed.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="item_uses")
    picture = models.ForeignKey(
        Picture, on_delete=models.CASCADE, null=True, related_name="item_uses"
    )
    file = models.ForeignKey(File, on_delete=models.CASCADE, null=True, related_name="item_uses")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(picture__isnull=True) ^ models.Q(file__isnull=True),
                name="use_of_one_picture_or_file",
            ),
            models.UniqueConstraint(fields=["page", "picture"], name="picture_use_once_per_page"),
            models.UniqueConstraint(fields=["page", "file"], name="file_use_once_per_page"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.picture_id or self.file_id}"
