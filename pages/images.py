"""Pictures lose everything but what they show before they are first stored (safeguards U06)."""

import io
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, ImageSequence

from pages.uploads import check_picture, storage_name

_OPTIONS: dict[str, dict[str, Any]] = {"WEBP": {"quality": 90}, "PNG": {"optimize": True}}
_ENDINGS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp", "GIF": "gif"}


def clean_picture(file: IO[bytes]) -> ContentFile:
    """The same picture, drawn anew without metadata, under a random name that fits its format.

    Place, camera, thumbnails, comments and colour profiles go; the turn that the camera noted is
    applied and colours become sRGB. HEIC becomes JPEG. Raises ValidationError, with a sentence,
    for what is no picture or too big.
    """
    kind = check_picture(file)
    try:
        with Image.open(file, formats=[kind]) as picture:
            content, kind = _drawn_anew(picture, kind)
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise ValidationError(
            _("This picture is damaged. Save it anew as PNG or JPEG, and upload that."),
            code="damaged",
        ) from error
    return ContentFile(content, name=storage_name(_ENDINGS[kind]))


def _drawn_anew(picture: Image.Image, kind: str) -> tuple[bytes, str]:
    target = io.BytesIO()
    if getattr(picture, "n_frames", 1) > 1 and kind in {"GIF", "WEBP"}:
        frames = [_bare(frame.convert("RGBA")) for frame in ImageSequence.Iterator(picture)]
        frames[0].save(
            target,
            kind,
            save_all=True,
            append_images=frames[1:],
            duration=picture.info.get("duration", 100),
            loop=picture.info.get("loop", 0),
            disposal=2,
        )
        return target.getvalue(), kind
    # In place where that can be: 25 million pixels are 100 MB for each copy.
    ImageOps.exif_transpose(picture, in_place=True)
    still = _bare(_in_common_colours(picture))
    if kind in {"HEIF", "JPEG"}:
        still = still if still.mode == "RGB" else still.convert("RGB")
        still.save(target, "JPEG", quality=88, optimize=True, progressive=True)
        return target.getvalue(), "JPEG"
    still.save(target, kind, **_OPTIONS.get(kind, {}))
    return target.getvalue(), kind


def _in_common_colours(picture: Image.Image) -> Image.Image:
    """In sRGB, so that the profile can go without a change of what is seen."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK"}:
        return picture.convert("RGB") if picture.mode == "CMYK" else picture
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        converted = ImageCms.profileToProfile(
            picture, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except ImageCms.PyCMSError:
        # A broken profile says nothing about the colours.
        return picture.convert(mode)
    return converted or picture


def _bare(picture: Image.Image) -> Image.Image:
    """`picture` without its notes, but for the one that says which colour is clear."""
    clear = picture.info.get("transparency")
    picture.info = {} if clear is None else {"transparency": clear}
    return picture
