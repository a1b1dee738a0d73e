"""A picture or a file comes with a post, is checked like every upload, and read by its readers."""

import uuid
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from forums.models import Attachment
from tests.factories import ask, drawn_picture, make_board, sign_in

pytestmark = pytest.mark.django_db


def named(content, name):
    file = BytesIO(content)
    file.name = name
    return file


def post(person, topic, file, **more):
    said = {"text": "See it.", "key": str(uuid.uuid4()), "then": "post", "file": file, **more}
    return sign_in(person).post(reverse("reply", args=[topic.pk]), said)


def address_of(kept):
    return reverse("attachment", args=[kept.pk, kept.human_name])


def test_u06_a_picture_is_drawn_anew_and_shown_with_its_words(odette, bruno, board):
    drawn = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Camera of Odette"
    Image.new("RGB", (60, 40), "teal").save(drawn, "JPEG", exif=exif)
    topic = ask(odette, board)
    assert post(odette, topic, named(drawn.getvalue(), "a.jpg"), alt="A wall").status_code == 302
    kept = Attachment.objects.get()
    served = sign_in(bruno).get(address_of(kept))
    assert b"Camera of Odette" not in b"".join(served.streaming_content)
    page = sign_in(bruno).get(reverse("topic", args=[topic.pk])).content.decode()
    assert 'alt="A wall"' in page
    assert address_of(kept) in page


def test_a_file_is_a_download_under_its_own_name(odette, bruno, board):
    topic = ask(odette, board)
    post(odette, topic, named(b"ward,fee\n4,12\n", "fees of ward 4.csv"))
    served = sign_in(bruno).get(address_of(Attachment.objects.get()))
    assert served["Content-Disposition"].startswith("attachment")
    assert b"".join(served.streaming_content) == b"ward,fee\n4,12\n"


def test_u01_what_is_no_such_file_is_refused_and_the_words_stay(odette, board):
    topic = ask(odette, board)
    for file in (named(b"<html><script>", "plan.pdf"), named(b"MZ\x90", "run.exe")):
        page = post(odette, topic, file).content.decode()
        assert "Nothing you wrote was lost" in page
        assert "See it." in page
    assert topic.posts.count() == 1
    assert not Attachment.objects.exists()


def test_a_picture_needs_words_and_a_file_a_size(odette, board):
    topic = ask(odette, board)
    page = post(odette, topic, named(drawn_picture(), "a.png")).content.decode()
    assert "Say what the picture shows" in page
    page = post(odette, topic, named(b"x," * 3_000_000, "long.csv")).content.decode()
    assert "larger than 5 MB" in page


def test_l20_what_came_with_a_post_is_as_closed_as_its_board(odette, bruno):
    from people.models import ClosedGroup

    group = ClosedGroup.objects.create(name="Circle")
    group.members.add(odette)
    topic = ask(odette, make_board("Closed", f"group:{group.pk}"))
    post(odette, topic, named(b"ward,fee\n4,12\n", "fees.csv"))
    kept = Attachment.objects.get()
    assert sign_in(odette).get(address_of(kept)).status_code == 200
    assert sign_in(bruno).get(address_of(kept)).status_code == 404
    assert Client().get(address_of(kept)).status_code == 302
    assert Client().get(f"/media/{kept.file.name}").status_code == 404
