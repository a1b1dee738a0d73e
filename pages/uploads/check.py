"""The one door for files: which kind it is, and whether that kind may come in."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .names import human_name, storage_name
from .office import check_office
from .pdf import check_pdf
from .text import check_text
from .virus import refuse_test_virus

LARGEST = 30 * 1024 * 1024

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be stored: `kind` is its ending, `size` is in bytes."""

    kind: str
    content_type: str
    storage_name: str
    human_name: str
    title: str
    size: int


def check_file(file: IO[bytes], name: str) -> CheckedFile:
    """Say under which names `file` may be stored, or raise ValidationError with the reason.

    Reads the file and leaves it at its beginning.
    """
    kind = PurePath(name).suffix.lower().lstrip(".")
    if kind not in CONTENT_TYPES:
        raise ValidationError(_refusal_of_ending(kind), code="kind")
    size = file.seek(0, 2)
    if size == 0:
        raise ValidationError(_("This file is empty. Choose another one."), code="empty")
    if size > LARGEST:
        raise ValidationError(
            _("This file is larger than 30 MB. Make it smaller, or divide it."), code="size"
        )
    file.seek(0)
    refuse_test_virus(file)
    file.seek(0)
    _check_content(file, kind)
    file.seek(0)
    return CheckedFile(
        kind=kind,
        content_type=CONTENT_TYPES[kind],
        storage_name=storage_name(kind),
        human_name=human_name(name, kind),
        title=human_name(name),
        size=size,
    )


def _check_content(file: IO[bytes], kind: str) -> None:
    if kind == "pdf":
        check_pdf(file)
    elif kind in {"csv", "txt"}:
        check_text(file)
    else:
        check_office(file, kind)


def _refusal_of_ending(kind: str) -> str:
    if kind in {"doc", "xls", "ppt", "docm", "xlsm", "pptm", "rtf"}:
        return _(
            "Files of this kind may carry programs. "
            "Save it as a PDF, or as docx, xlsx or pptx, and upload that."
        )
    return _(
        "Files of this kind are not accepted. Upload a PDF, docx, xlsx, pptx, odt, csv or txt."
    )
