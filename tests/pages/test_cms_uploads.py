"""Whatever door of the CMS a picture or file comes through, it is checked and cleaned first."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from pages.models import File, Picture
from tests.factories import do_waiting_work, drawn_picture, sign_in

pytestmark = pytest.mark.django_db

SECRET = b"47.0123 N, camera of Odette"
DISGUISED = [
    (b"<!doctype html><script>alert(1)</script>", "plan.pdf"),
    (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "plan.pdf"),
    (b"MZ\x90\x00" + b"\x00" * 60, "plan.pdf"),
    (b"<?php system($_GET['a']); ?>", "plan.pdf"),
    (b"<html><script>1</script></html>", "table.csv"),
]


@pytest.fixture
def lena(cast):
    return sign_in(cast.lena, with_second_factor=True)


def collection_of(cast) -> Collection:
    return cast.lake.role_group.collection


def tagged_picture() -> bytes:
    """A JPEG with a place, a camera and a comment in it."""
    notes = Image.Exif()
    notes[0x010F] = SECRET.decode()
    stored = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(stored, "JPEG", exif=notes, comment=SECRET)
    assert SECRET in stored.getvalue()
    return stored.getvalue()


def every_stored_byte(settings) -> bytes:
    from pathlib import Path

    return b"".join(p.read_bytes() for p in Path(settings.MEDIA_ROOT).rglob("*") if p.is_file())


def post_picture(browser, cast, door, content, name, **more):
    upload = SimpleUploadedFile(name, content)
    data = {"title": name, "collection": collection_of(cast).pk, **more}
    if door == "one":
        return browser.post(reverse("wagtailimages:add"), {**data, "file": upload})
    if door == "many":
        return browser.post(reverse("wagtailimages:add_multiple"), {**data, "files[]": upload})
    chooser = {f"image-chooser-upload-{key}": value for key, value in data.items()}
    chooser["image-chooser-upload-file"] = upload
    return browser.post(reverse("wagtailimages_chooser:create"), chooser)


def post_file(browser, cast, door, content, name, **more):
    upload = SimpleUploadedFile(name, content)
    data = {"title": name, "collection": collection_of(cast).pk, **more}
    if door == "one":
        return browser.post(reverse("wagtaildocs:add"), {**data, "file": upload})
    if door == "many":
        return browser.post(reverse("wagtaildocs:add_multiple"), {**data, "files[]": upload})
    chooser = {f"document-chooser-upload-{key}": value for key, value in data.items()}
    chooser["document-chooser-upload-file"] = upload
    return browser.post(reverse("wagtaildocs_chooser:create"), chooser)


DOORS = pytest.mark.parametrize("door", ["one", "many", "chooser"])


@DOORS
def test_u06_a_picture_loses_its_metadata_before_it_is_stored(cast, lena, door, settings):
    post_picture(lena, cast, door, tagged_picture(), "odette-at-home.jpg")
    picture = Picture.objects.get()
    assert re.fullmatch(r"original_images/[0-9a-f]{32}\.jpg", picture.file.name)
    assert (picture.width, picture.height) == (60, 40)
    assert picture.file_hash
    assert picture.collection == collection_of(cast)
    picture.get_rendition("width-30")
    assert SECRET not in every_stored_byte(settings)


def test_u06_where_another_field_is_wrong_the_raw_picture_is_not_kept_aside(cast, settings):
    petra = sign_in(cast.petra, with_second_factor=True)
    answer = post_picture(petra, cast, "many", tagged_picture(), "a.jpg", collection=10**6)
    assert answer.json()["success"] is False
    assert not UploadedFile.objects.exists()
    assert not Picture.objects.exists()
    assert SECRET not in every_stored_byte(settings)


def test_u06_a_picture_put_in_anothers_place_is_cleaned_too(cast, lena, settings):
    post_picture(lena, cast, "one", drawn_picture(), "first.png")
    picture = Picture.objects.get()
    old = picture.file.name
    upload = SimpleUploadedFile("second.jpg", tagged_picture())
    lena.post(
        reverse("wagtailimages:edit", args=[picture.pk]),
        {"title": "Second", "collection": collection_of(cast).pk, "file": upload},
    )
    picture.refresh_from_db()
    assert picture.file.name != old
    assert SECRET not in every_stored_byte(settings)


@DOORS
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png"),
        (b"GIF89a/*" + b"\x00" * 20, "a.gif"),
        (b"%PDF-1.4", "a.jpg"),
    ],
    ids=["svg", "svg named png", "gif and script", "pdf named jpg"],
)
def test_u01_what_is_no_picture_is_refused(cast, lena, door, content, name):
    post_picture(lena, cast, door, content, name)
    assert not Picture.objects.exists()
    assert not UploadedFile.objects.exists()


@DOORS
@pytest.mark.parametrize(
    ("content", "name"), DISGUISED, ids=["html", "svg", "exe", "php", "html named csv"]
)
def test_u01_a_file_that_is_not_what_its_name_says_is_refused(cast, lena, door, content, name):
    post_file(lena, cast, door, content, name)
    assert not File.objects.exists()
    assert not UploadedFile.objects.exists()


@DOORS
def test_a_file_gets_a_random_name_and_is_read_by_the_worker(cast, lena, door, samples):
    content = next((samples / "data").rglob("*.pdf")).read_bytes()
    post_file(lena, cast, door, content, "Waste plan.pdf")
    file = File.objects.get()
    assert re.fullmatch(r"documents/[0-9a-f]{32}\.pdf", file.file.name)
    assert (file.kind, file.human_name) == ("pdf", "Waste plan.pdf")
    assert file.pages is None
    do_waiting_work()
    file.refresh_from_db()
    assert file.pages == file.text_pages.count() > 0


def test_another_content_in_the_same_place_is_read_anew(cast, lena, samples):
    pdf = next((samples / "data").rglob("*.pdf")).read_bytes()
    post_file(lena, cast, "one", pdf, "Waste plan.pdf")
    do_waiting_work()
    file = File.objects.get()
    upload = SimpleUploadedFile("weights.csv", b"day,weight\n1,20\n")
    lena.post(
        reverse("wagtaildocs:edit", args=[file.pk]),
        {"title": "Weights", "collection": collection_of(cast).pk, "file": upload},
    )
    do_waiting_work()
    file.refresh_from_db()
    assert (file.kind, file.pages, file.text_pages.count()) == ("csv", None, 0)
    assert file.human_name == "weights.csv"


NAMES = [
    "line\nbreak.csv",
    'say "yes".csv',
    "evil\u202evsc.exe.csv",
    "n" * 300 + ".csv",
    "zero\x00byte.csv",
    "..\\..\\windows.csv",
    "../../etc/passwd.csv",
]


@pytest.mark.parametrize("name", NAMES)
def test_u08_a_hostile_name_reaches_neither_disk_nor_header(cast, lena, name):
    post_file(lena, cast, "many", b"day,weight\n1,20\n", name)
    file = File.objects.get()
    assert re.fullmatch(r"documents/[0-9a-f]{32}\.csv", file.file.name)
    answer = lena.get(file.url)
    header = answer["Content-Disposition"]
    assert answer.status_code == 200
    assert header.startswith("attachment")
    for sign in ("\n", "\r", "\x00", "\u202e", "..", "\\", "/etc"):
        assert sign not in header
        assert sign not in file.human_name
    assert len(file.human_name) <= 160


def test_u14_a_title_with_a_script_is_shown_as_text(cast, lena):
    upload = SimpleUploadedFile("weights.csv", b"day,weight\n1,20\n")
    title = "<script>alert('title')</script>"
    data = {"title": title, "collection": collection_of(cast).pk, "file": upload}
    answer = lena.post(reverse("wagtaildocs:add"), data, follow=True)
    assert title not in answer.content.decode()
    assert "&lt;script&gt;alert(" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_file_is_stored_with_the_task_that_reads_it_or_not_at_all(ground, monkeypatch):
    file = File(title="Plan", file=SimpleUploadedFile("plan.txt", b"Carts by plan."))
    file.is_unread = True
    # As when the process is killed in between: the task cannot be left.
    monkeypatch.setattr("pages.signals.read_file", None)
    with pytest.raises(AttributeError):
        file.save()
    assert not File.objects.exists()
