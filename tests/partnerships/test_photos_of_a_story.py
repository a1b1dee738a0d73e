"""The author of a story adds photos; who reads it sees them; they are taken out again."""

import html
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from partnerships.models import Story, StoryPhoto
from partnerships.models.monitoring import MOST_PHOTOS
from partnerships.roles import CONTROLLER, give
from people.models import AuditEntry
from tests.factories import drawn_picture, make_cast, make_contact, sign_in
from tests.partnerships.making import make_coordinator, make_partnership
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
WORDS = {"described": "Stalls at noon", "agreed": "Asked on the day."}


def text_of(answer):
    return html.unescape(answer.content.decode())


def a_photo(name="p.png", **more):
    return SimpleUploadedFile(name, drawn_picture(**more))


def from_a_telephone():
    """A JPEG that says who made it, turned by a note."""
    picture = Image.new("RGB", (900, 300), "teal")
    exif = picture.getexif()
    exif[0x010F], exif[0x0112] = "Kelpie phone", 6
    written = io.BytesIO()
    picture.save(written, "JPEG", exif=exif)
    return SimpleUploadedFile("p.jpg", written.getvalue())


@pytest.fixture
def story(cast):
    """Bruno of High Pasture told it; Odette coordinates, Lena speaks for the other side."""
    one = make_partnership(cast.high_pasture, cast.lake)
    make_contact(cast.bruno, cast.high_pasture)
    make_coordinator(by=cast.petra, person=cast.odette, partnership=one)
    return Story.objects.create(partnership=one, title="They pay", words="W.", author=cast.bruno)


def add(person, story, content=None, **more):
    address = reverse("new_photo", args=[story.pk])
    return sign_in(person).post(address, {"content": content or a_photo(), **WORDS, **more})


def addresses_of(photo):
    names = ("story_photo", "small_story_photo")
    return [reverse(name, args=[photo.story_id, photo.pk]) for name in names]


def page_of(person, story):
    return text_of(sign_in(person).get(reverse("story", args=[story.pk])))


def test_a_photo_is_drawn_anew_and_shown_small_with_its_words(cast, story):
    assert add(cast.bruno, story, from_a_telephone()).status_code == 302
    photo = StoryPhoto.objects.get()
    assert (photo.width, photo.height, photo.added_by) == (300, 900, cast.bruno)
    page = page_of(cast.lena, story)
    large, small = addresses_of(photo)
    assert f'src="{small}"' in page
    assert f'href="{large}"' in page
    assert 'alt="Stalls at noon"' in page
    for address, kind, longest in ((large, "JPEG", 900), (small, "WEBP", 640)):
        answer = sign_in(cast.lena).get(address)
        content = b"".join(answer.streaming_content)
        assert b"Kelpie" not in content
        picture = Image.open(io.BytesIO(content))
        assert (picture.format, max(picture.size)) == (kind, longest)
        assert answer.headers["Content-Type"] == f"image/{kind.lower()}"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"described": ""}, "required"),
        ({"agreed": " "}, "required"),
        ({"content": SimpleUploadedFile("p.png", b"no picture")}, "no picture we can read"),
    ],
)
def test_without_words_or_a_picture_it_is_not_kept(cast, story, sent, said):
    answer = add(cast.bruno, story, **sent)
    assert answer.status_code == 200
    assert said in text_of(answer)
    assert not StoryPhoto.objects.exists()


def test_only_its_author_adds_photos(cast, story):
    for person in (cast.lena, cast.odette, cast.petra, cast.yara):
        assert add(person, story).status_code == 404
    assert "Add a photo" not in page_of(cast.odette, story)


def test_controllers_see_them_while_the_author_lets_them_read_the_story(cast, story):
    give(CONTROLLER, by=cast.petra, person=cast.yara, partnership=story.partnership)
    add(cast.bruno, story)
    yara, addresses = sign_in(cast.yara), addresses_of(StoryPhoto.objects.get())
    bruno, share = sign_in(cast.bruno), reverse("share_story", args=[story.pk])

    def seen():
        return {yara.get(address).status_code for address in addresses}

    assert seen() == {404}
    bruno.post(share, {"then": "open"})
    assert seen() == {200}
    assert "Asked on the day." not in page_of(cast.yara, story)
    bruno.post(share, {"then": "close"})
    assert seen() == {404}


def test_nobody_else_sees_them_nor_under_another_story(cast, story):
    add(cast.bruno, story)
    photo = StoryPhoto.objects.get()
    for address in addresses_of(photo):
        assert sign_in(cast.simon).get(address).status_code == 404
    other = Story.objects.create(
        partnership=story.partnership, title="Other", words="W.", author=cast.bruno
    )
    astray = reverse("story_photo", args=[other.pk, photo.pk])
    assert sign_in(cast.bruno).get(astray).status_code == 404


def test_a_story_has_so_many_photos_and_no_more(cast, story):
    for _number in range(MOST_PHOTOS):
        add(cast.bruno, story)
    assert "Add a photo" not in page_of(cast.bruno, story)
    sent = {"content": a_photo(), **WORDS}
    answer = sign_in(cast.bruno).post(reverse("new_photo", args=[story.pk]), sent, follow=True)
    assert "Take one out first." in text_of(answer)
    assert story.photos.count() == MOST_PHOTOS
    photo = story.photos.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        StoryPhoto.objects.filter(pk=photo.pk).update(place=MOST_PHOTOS + 1)
    sign_in(cast.bruno).post(reverse("remove_photo", args=[story.pk, photo.pk]))
    add(cast.bruno, story)
    assert sorted(story.photos.values_list("place", flat=True)) == list(range(1, MOST_PHOTOS + 1))


@pytest.mark.parametrize("who", ["bruno", "odette", "petra"])
def test_it_is_taken_out_with_its_files(cast, story, who, django_capture_on_commit_callbacks):
    add(cast.bruno, story)
    photo = StoryPhoto.objects.get()
    person = getattr(cast, who)
    files = [(file.storage, file.name) for file in (photo.picture, photo.small)]
    assert all(storage.exists(name) for storage, name in files)
    address = reverse("remove_photo", args=[story.pk, photo.pk])
    assert sign_in(cast.lena).post(address).status_code == 404
    browser = sign_in(person)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(address)
    assert not StoryPhoto.objects.exists()
    assert not any(storage.exists(name) for storage, name in files)
    assert AuditEntry.objects.get(act="partnerships.photo-taken-out").by == person
    assert browser.post(address).status_code == 404


def test_queries_do_not_grow_with_photos(cast, story):
    lena, address = sign_in(cast.lena), reverse("story", args=[story.pk])
    add(cast.bruno, story)

    def counted():
        with CaptureQueriesContext(connection) as queries:
            lena.get(address)
        return len(queries)

    counted()
    before = counted()
    for _number in range(MOST_PHOTOS - 1):
        add(cast.bruno, story)
    assert counted() == before
