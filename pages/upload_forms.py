"""The CMS's forms for pictures and files: what comes in is checked and cleaned before it is stored.

Wagtail uses the same form for one upload, for many at once and inside its choosers.
"""

from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from pages.images import clean_picture
from pages.uploads import CheckedFile, check_file


class _WholeUploadForm:
    """An upload is taken with all that belongs to it, or not at all.

    Where another field of the form is wrong, Wagtail's uploader of many would keep the raw file
    aside, unchecked, until the field is mended (safeguards U06).
    """

    def _clean_form(self) -> None:
        super()._clean_form()  # type: ignore[misc]
        if self.errors and "file" not in self.errors and "file" in self.changed_data:  # type: ignore[attr-defined]
            self.add_error(  # type: ignore[attr-defined]
                "file", _("The file was not kept, since something else is wrong. Choose it again.")
            )


class PictureForm(_WholeUploadForm, BaseImageForm):
    """A picture in the CMS, drawn anew without metadata."""

    def clean_file(self) -> Any:
        upload = self.cleaned_data.get("file")
        if not isinstance(upload, UploadedFile):
            return upload
        content = clean_picture(upload)
        return InMemoryUploadedFile(
            content, "file", content.name, upload.content_type, content.size, None
        )


class FileForm(_WholeUploadForm, BaseDocumentForm):
    """A file in the CMS: stored under a random name, its text read by the worker."""

    checked: CheckedFile | None = None

    def clean_file(self) -> Any:
        upload = self.cleaned_data.get("file")
        if isinstance(upload, UploadedFile):
            self.checked = check_file(upload, upload.name or "")
            upload.name = self.checked.storage_name
        return upload
