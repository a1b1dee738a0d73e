"""An item leads to others like it, and to its other languages; to no more than its reader may read.

What every visitor sees is kept in memory, so each test asks twice, or as two readers.
"""

import pytest
from django.test import Client
from wagtail.models import Locale

from pages.registries import settle
from search.engines import current_writer
from search.following import work_off
from tests.factories import library_in, make_article, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(cast):
    current_writer(5).rebuild([])
    return cast


def near(client, page):
    return [one.title for one in client.get(page.address).context["item"]["related"]]


def languages(client, page):
    return [one.language for one in client.get(page.address).context["item"]["versions"]]


def test_an_item_stands_near_one_that_was_read_before_it_was_published(cast):
    first = make_article(title="Handcarts for night rounds")
    settle()
    assert near(Client(), first) == []
    make_article(title="Night rounds with handcarts")
    # Published, and not yet indexed: asked for in between, which must not stay.
    assert near(Client(), first) == []
    work_off()
    assert near(Client(), first) == ["Night rounds with handcarts"]
    assert near(Client(), first) == ["Night rounds with handcarts"]


def test_l19_what_a_member_sees_near_an_item_is_not_kept_for_visitors(cast):
    first = make_article(title="Handcarts for night rounds")
    make_article(
        library_in("en", cast.hill),
        title="Night rounds with handcarts",
        audience=f"association:{cast.hill.pk}",
    )
    settle()
    bruno = sign_in(cast.bruno)
    for _ in range(2):
        assert near(bruno, first) == ["Night rounds with handcarts"]
        assert near(Client(), first) == []
        assert near(sign_in(cast.odette), first) == []


def test_a_version_that_is_taken_back_is_gone_with_the_next_request(cast):
    page = make_article(title="Handcarts")
    french = page.copy_for_translation(Locale.objects.get(language_code="fr"), copy_parents=True)
    french.save_revision().publish()
    for _ in range(2):
        assert languages(Client(), page) == ["fr"]
    french.refresh_from_db()
    french.unpublish()
    for _ in range(2):
        assert languages(Client(), page) == []
