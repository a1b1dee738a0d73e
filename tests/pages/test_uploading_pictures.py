"""Pictures are drawn anew before they are stored (safeguards U01, U02, U05, U06)."""

import io
import struct
import time
import tracemalloc
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms, ImageSequence
from PIL.PngImagePlugin import PngInfo

from pages.images import clean_picture
from pages.uploads import check_picture
from pages.uploads.virus import EICAR

SECRET = b"SERIAL-4711"
PLACE = 0x8825


def saved(picture, kind, **options):
    content = io.BytesIO()
    picture.save(content, kind, **options)
    return content.getvalue()


def refusal_of(content):
    with pytest.raises(ValidationError) as refused:
        clean_picture(io.BytesIO(content))
    assert refused.value.messages[0].endswith(".")
    return refused.value.code


def notes():
    """What a telephone writes beside a picture: place, serial number, the turn, a thumbnail."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = SECRET.decode()
    exif[0xA431] = SECRET.decode()
    exif.get_ifd(PLACE).update({1: "N", 2: (52.0, 22.0, 0.0), 3: "E", 4: (4.0, 54.0, 0.0)})
    return exif


def photograph():
    picture = Image.new("RGB", (60, 30), "white")
    picture.paste("red", (0, 0, 30, 30))
    return picture


def with_notes(kind):
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"
    if kind == "PNG":
        text = PngInfo()
        text.add_text("Author", SECRET.decode())
        text.add_itxt("XML:com.adobe.xmp", xmp.decode())
        return saved(photograph(), kind, exif=notes(), pnginfo=text)
    options = {"exif": notes(), "xmp": xmp}
    if kind == "GIF":
        options = {"comment": SECRET}
    if kind == "JPEG":
        options["comment"] = SECRET
    return saved(photograph(), kind, **options)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "HEIF"])
def test_u06_no_place_serial_number_or_comment_is_left_in_any_byte(kind):
    content = with_notes(kind)
    assert SECRET in content
    stored = clean_picture(io.BytesIO(content))
    clean = stored.read()
    assert SECRET not in clean
    assert b"Exif" not in clean
    assert b"xmpmeta" not in clean
    with Image.open(io.BytesIO(clean)) as picture:
        assert not picture.getexif()
        assert not {"icc_profile", "comment", "xmp", "exif", "Author"} & set(picture.info)


# In HEIC the turn is part of the picture, not of the notes (ISO/IEC 23008-12).
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_u06_the_turn_the_camera_noted_is_applied(kind):
    with Image.open(clean_picture(io.BytesIO(with_notes(kind)))) as picture:
        assert picture.size == (30, 60)
        red, green, _blue = picture.convert("RGB").getpixel((15, 10))
        assert red > 200
        assert green < 60


def test_u06_a_thumbnail_of_the_uncropped_face_goes_too():
    face = saved(Image.new("RGB", (16, 16), "blue"), "JPEG", comment=SECRET)
    tiff = b"MM\x00*\x00\x00\x00\x08" + struct.pack(">HL", 0, 14)
    tiff += struct.pack(">H", 2) + struct.pack(">HHLL", 0x0201, 4, 1, 44)
    tiff += struct.pack(">HHLL", 0x0202, 4, 1, len(face)) + struct.pack(">L", 0)
    block = b"Exif\x00\x00" + tiff.ljust(44, b"\x00") + face
    plain = saved(photograph(), "JPEG")
    content = plain[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + plain[2:]
    assert SECRET in content
    assert SECRET not in clean_picture(io.BytesIO(content)).read()


def test_a_colour_profile_goes_and_the_colours_stay():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = saved(photograph(), "PNG", icc_profile=profile)
    with Image.open(clean_picture(io.BytesIO(content))) as picture:
        assert "icc_profile" not in picture.info
        assert picture.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


def test_a_clear_background_stays_clear():
    drawing = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    for kind in ("PNG", "WEBP", "GIF"):
        with Image.open(clean_picture(io.BytesIO(saved(drawing, kind)))) as picture:
            assert picture.convert("RGBA").getpixel((4, 4))[3] == 0


def test_a_heic_photograph_becomes_a_jpeg_under_a_random_name():
    stored = clean_picture(io.BytesIO(with_notes("HEIF")))
    assert stored.name.endswith(".jpg")
    assert len(stored.name) == 36
    assert Image.open(stored).format == "JPEG"


def test_print_colours_become_screen_colours():
    stored = clean_picture(io.BytesIO(saved(Image.new("CMYK", (9, 9)), "JPEG")))
    assert Image.open(stored).mode == "RGB"


def moving(frames, kind="GIF"):
    pictures = [Image.new("RGB", (9, 9), (number * 40 % 256, 0, 0)) for number in range(frames)]
    return saved(pictures[0], kind, save_all=True, append_images=pictures[1:], duration=50)


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_a_short_moving_picture_still_moves(kind):
    with Image.open(clean_picture(io.BytesIO(moving(5, kind)))) as picture:
        assert len(list(ImageSequence.Iterator(picture))) == 5


def test_u05_a_moving_picture_of_5000_frames_is_refused_in_time():
    content = moving(5000)
    started = time.process_time()
    assert refusal_of(content) == "frames"
    assert time.process_time() - started < 5


def chunk(name, content):
    check = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + check


def test_u05_a_png_of_60000_by_60000_is_refused_before_it_is_drawn():
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
    content += chunk(b"IDAT", zlib.compress(bytes(1_000_000))) + chunk(b"IEND", b"")
    tracemalloc.start()
    assert refusal_of(content) == "pixels"
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10 * 1024 * 1024


@pytest.mark.parametrize("size", [(5001, 5000), (10_000, 9_000)])
def test_u05_more_than_25_million_pixels_are_refused(size):
    assert refusal_of(saved(Image.new("1", size), "PNG")) == "pixels"


def test_25_million_pixels_are_welcome():
    assert check_picture(io.BytesIO(saved(Image.new("1", (5000, 5000)), "PNG"))) == "PNG"


def test_u01_a_gif_that_is_also_a_script_is_refused():
    content = bytearray(saved(photograph(), "GIF"))
    content[6:8] = b"/*"
    assert refusal_of(bytes(content) + b"*/=1;alert(1)") == "polyglot"


@pytest.mark.parametrize("kind", ["GIF", "PNG", "JPEG"])
def test_u01_a_picture_that_is_also_a_page_is_refused(kind):
    content = saved(photograph(), kind) + b"<script>alert(1)</script>"
    assert refusal_of(content) == "polyglot"


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><use href='data:image/svg+xml;base64,x'/></svg>",
        b"<?xml version='1.0'?><!DOCTYPE s [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>",
        b"<svg><script>alert(1)</script></svg>",
    ],
)
def test_u02_a_drawing_in_svg_is_refused(content):
    assert refusal_of(content) in {"content", "polyglot"}


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"MZ", b"%PDF-1.4", b"BM" + bytes(100)])
def test_what_is_no_picture_is_refused_with_what_to_do(content):
    assert refusal_of(content) == "content"


def test_a_picture_cut_short_is_refused():
    content = saved(Image.effect_noise((200, 200), 90), "PNG")
    assert refusal_of(content[: len(content) // 2]) == "damaged"


def test_u11_the_test_virus_behind_a_picture_is_refused():
    assert refusal_of(saved(photograph(), "PNG") + EICAR) == "virus"


def test_the_same_picture_is_drawn_the_same_each_time():
    first, second = (clean_picture(io.BytesIO(with_notes("JPEG"))).read() for _ in range(2))
    assert first == second


def test_pictures_of_the_samples_are_accepted(samples):
    folder = samples / "data" / "corpus" / "hot-toolbox" / "images"
    for path in sorted(folder.iterdir()):
        with path.open("rb") as content, Image.open(path) as before:
            with Image.open(clean_picture(content)) as after:
                assert sorted(after.size) == sorted(before.size)
