"""An editor makes news of an association from a Word file."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from people.models import NewsIndexPage, NewsPage
from tests.factories import make_cast, sign_in, space_in
from tests.learning.test_beginning_with_a_word_file import docx, paragraph
from tests.standing import standing

pytestmark = pytest.mark.django_db


@standing
def cast():
    cast = make_cast()
    space_in(cast.lake)
    return cast


def word_file(words="Rounds"):
    content = docx(paragraph(words, "Title") + paragraph("Carts go at six."))
    return SimpleUploadedFile("plan.docx", content.read())


def test_the_file_becomes_a_draft_that_its_editor_goes_on_with(cast):
    lena = sign_in(cast.lena, with_second_factor=True)
    address = reverse("word_news", args=[cast.lake.pk])
    answer = lena.post(address, {"file": word_file()})
    news = NewsPage.objects.get()
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[news.pk])
    assert (news.title, news.live, news.owner, news.association) == (
        "Rounds",
        False,
        cast.lena,
        cast.lake,
    )
    assert "Carts go at six." in str(news.body.get_prep_value())
    assert lena.get(answer["Location"]).status_code == 200


def test_what_is_no_word_file_is_refused_with_what_to_do(cast):
    lena = sign_in(cast.lena)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("x", "y")
    upload = SimpleUploadedFile("plan.docx", content.getvalue())
    answer = lena.post(reverse("word_news", args=[cast.lake.pk]), {"file": upload})
    assert answer.status_code == 200
    assert "Something needs mending" in answer.content.decode()
    assert not NewsPage.objects.exists()


def test_a_language_without_news_says_so_and_makes_nothing(cast):
    lena = sign_in(cast.lena)
    NewsIndexPage.objects.get(locale__language_code="pt").delete()
    address = reverse("word_news", args=[cast.lake.pk]).replace("/en/", "/pt/")
    answer = lena.post(address, {"file": word_file()})
    assert answer.status_code == 200
    assert not NewsPage.objects.exists()


def test_l28_no_editor_writes_news_of_another_association(cast):
    lena = sign_in(cast.lena)
    space_in(cast.hill)
    address = reverse("word_news", args=[cast.hill.pk])
    assert lena.post(address, {"file": word_file()}).status_code == 404
    assert not NewsPage.objects.exists()
