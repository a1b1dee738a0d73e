"""The CMS's forms for pictures and files: what comes in is checked and cleaned before it is stored.

Wagtail uses the same form for one upload, for many at once and inside its choosers.
"""

from typing import Any

from django import forms
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from pages.images import clean_picture
from pages.lines import one_line
from pages.models import File
from pages.storing import note_check
from pages.uploads import CheckedFile, check_file

LONGEST_TITLE = 255


class TitleField(forms.CharField):
    """A title, often the file's name: made harmless and cut rather than refused."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "", LONGEST_TITLE)


class PictureField(WagtailImageField):
    """Draws the picture anew before Wagtail looks at it, which fails on a broken one."""

    def to_python(self, data: Any) -> Any:
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        content = clean_picture(upload)
        cleaned = InMemoryUploadedFile(content, "file", content.name, None, content.size, None)
        return super().to_python(cleaned)


class CheckedFileField(WagtailDocumentField):
    """Judges a file by its content; the upload goes on under a random name."""

    checked: CheckedFile | None = None

    def to_python(self, data: Any) -> Any:
        upload = super().to_python(data)
        if upload is not None:
            self.checked = check_file(upload, upload.name or "")
            upload.name = self.checked.storage_name
        return upload


class _WholeUpload:
    """A form whose file is taken with all that belongs to it, or not at all.

    Where another field is wrong, Wagtail's uploader of many would keep the raw file aside,
    unchecked, until that field is mended (safeguards U06).
    """

    file_field: type[forms.FileField]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Before Wagtail's own `__init__` binds them. The model's fields would refuse long names.
        stock: dict[str, Any] = self.base_fields  # type: ignore[has-type]
        kinds: dict[str, Any] = {"title": TitleField, "file": self.file_field}
        self.base_fields = {
            name: kinds[name](label=field.label, required=field.required, widget=field.widget)
            if name in kinds
            else field
            for name, field in stock.items()
        }
        super().__init__(*args, **kwargs)

    def _clean_form(self) -> None:
        super()._clean_form()  # type: ignore[misc]
        errors, changed = self.errors, self.changed_data  # type: ignore[attr-defined]
        if errors and "file" not in errors and "file" in changed:
            self.add_error(  # type: ignore[attr-defined]
                "file", _("It was not kept, since something else is wrong. Choose it again.")
            )


class PictureForm(_WholeUpload, BaseImageForm):
    """A picture in the CMS, drawn anew without metadata under a random name."""

    file_field = PictureField


class FileForm(_WholeUpload, BaseDocumentForm):
    """A file in the CMS: stored under a random name, its text read by the worker."""

    file_field = CheckedFileField

    def save(self, commit: bool = True) -> File:
        checked = getattr(self.fields.get("file"), "checked", None)
        if checked is not None:
            note_check(self.instance, checked)
            # The uploader of many saves the row itself, after this form: pages/signals.py.
            self.instance.is_unread = True
        with transaction.atomic():
            return super().save(commit=commit)
