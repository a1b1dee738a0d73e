"""Pages by the thousand, for measuring: whole, the same for a seed, found at once."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from learning.models import ArticlePage, LibraryItem, ManualPage
from learning.planting import plant
from pages.models import Barrier, PageAddress, SiteVersion

pytestmark = pytest.mark.django_db
PAGES = 300


@pytest.fixture
def planted():
    before = Page.objects.count()
    plant(PAGES, seed=3, grown=lambda count: None)
    return before


def test_exactly_as_many_pages_are_planted_as_were_asked_for(planted):
    assert Page.objects.count() == planted + PAGES
    found = LibraryItem.objects.values_list("language", "item_type")
    assert {language for language, _ in found} == {"en", "fr", "es", "pt", "ar"}
    assert {kind for _, kind in found} == {"article", "case study", "manual"}


def test_the_tree_is_sound_and_grows_on_by_hand(planted):
    assert Page.find_problems() == ([], [], [], [], [])
    library = ArticlePage.objects.first().get_parent()
    library.add_child(instance=ArticlePage(title="By hand", locale=library.locale))
    assert Page.find_problems() == ([], [], [], [], [])


def test_what_stands_beside_a_page_is_what_a_save_would_have_written(planted):
    for page in (ArticlePage.objects.first(), ManualPage.objects.first().get_children().first()):
        before = PageAddress.objects.filter(page=page).values().get()
        version = SiteVersion.current()
        page.specific.save()
        assert PageAddress.objects.filter(page=page).values().get() == before
        assert SiteVersion.current() > version


def test_some_pages_are_closed_with_all_that_hangs_below(planted):
    closed = set(Barrier.objects.values_list("page_id", flat=True))
    assert closed
    assert closed == set(
        PageAddress.objects.filter(is_public=False, page__live=True).values_list(
            "page_id", flat=True
        )
    )


def test_the_same_seed_is_refused_and_another_adds(planted):
    with pytest.raises(CommandError, match="seed 3 are already here"):
        call_command("plant", pages=5, seed=3)
    plant(40, seed=4, grown=lambda count: None)
    assert Page.objects.count() == planted + PAGES + 40


def test_a_reader_opens_a_planted_page(planted, client):
    article = ArticlePage.objects.filter(language="ar").first()
    response = client.get(article.our_address.address)
    assert response.status_code == 200
    assert article.title in response.content.decode()
