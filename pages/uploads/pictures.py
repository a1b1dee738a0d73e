"""Pictures, by their first bytes and their declared size; none is decoded here."""

import re
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError
from pillow_heif import register_heif_opener

from .text import PAGE
from .virus import refuse_test_virus

# Telephones take pictures in HEIC; they become JPEG before they are stored.
register_heif_opener()

LARGEST = 10 * 1024 * 1024
MOST_PIXELS = 25_000_000
MOST_FRAMES = 200
MOST_PIXELS_OF_ALL_FRAMES = 30_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "HEIF")
# A GIF whose width reads as the start of a comment or an assignment is a script in disguise.
_GIF_AND_SCRIPT = re.compile(rb"GIF8[79]a(?:/\*|//|=|\s=)")


def check_picture(file: IO[bytes]) -> str:
    """The format (`PNG`, `JPEG`, `WEBP`, `GIF`, `HEIF`), or ValidationError with the reason.

    Reads only the head of the picture and leaves the file at its beginning.
    """
    if file.seek(0, 2) > LARGEST:
        raise ValidationError(
            _("This picture is larger than 10 MB. Make it smaller and upload that."), code="size"
        )
    file.seek(0)
    refuse_test_virus(file)
    file.seek(0)
    content = file.read()
    file.seek(0)
    if _GIF_AND_SCRIPT.match(content) or PAGE.search(content):
        raise ValidationError(
            _("This picture also holds a program. Save it anew as PNG or JPEG, upload that."),
            code="polyglot",
        )
    try:
        with Image.open(file, formats=FORMATS) as picture:
            _check_size(picture)
            return picture.format or ""
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise ValidationError(
            _("This is no picture we can read. Upload a PNG, JPEG, WebP, GIF or HEIC."),
            code="content",
        ) from error
    finally:
        file.seek(0)


def _check_size(picture: Image.Image) -> None:
    pixels = picture.width * picture.height
    if pixels > MOST_PIXELS:
        raise _too_many_pixels()
    frames = getattr(picture, "n_frames", 1)
    if frames > MOST_FRAMES or frames * pixels > max(MOST_PIXELS_OF_ALL_FRAMES, pixels):
        raise ValidationError(
            _("This picture moves for too long. Shorten it, or upload a still picture."),
            code="frames",
        )


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("This picture has more than 25 million pixels. Make it smaller and upload that."),
        code="pixels",
    )
