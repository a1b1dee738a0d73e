"""A reader asks for a text in their language, and is told when it is there."""

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.models import WantedTranslation
from learning.wanted.actions import tell_who_asked
from learning.wanted.querysets import wanted_translations
from pages.audiences import set_audience
from people.models import ClosedGroup
from tests.factories import (
    PersonFactory,
    do_waiting_work,
    library_in,
    make_article,
    make_draft,
    sign_in,
)
from tests.learning.making import make_wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(cast):
    return make_article(title="Heron Papers")


def ask(person, article, language="ar", then="ask"):
    address = reverse("want_translation", args=[article.pk])
    return sign_in(person).post(address, {"language": language, "then": then}, follow=True)


def publish_in(language, article, **fields):
    version = make_draft(
        library_in(language), PersonFactory(), translation_key=article.translation_key, **fields
    )
    version.get_latest_revision().publish()
    return version


def test_a_reader_asks_once_and_takes_it_back(cast, article, client):
    assert "In another language?" not in client.get(article.address).content.decode()
    cast.odette.language = "ar"
    cast.odette.save()
    assert "I need this in" in sign_in(cast.odette).get(article.address).content.decode()
    for _ in range(2):
        html = ask(cast.odette, article).content.decode()
    assert "You are told when it is there" in html
    assert WantedTranslation.objects.get().language == "ar"
    for _ in range(2):
        ask(cast.odette, article, then="take-back")
    assert not WantedTranslation.objects.exists()
    assert (
        "/account/login/" in client.post(reverse("want_translation", args=[article.pk]))["Location"]
    )


def test_c07_the_database_holds_one_wish_of_a_person(cast, article):
    make_wish(cast.odette, article)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_wish(cast.odette, article)


def test_only_languages_it_does_not_have_are_offered(cast, article):
    publish_in("fr", article)
    html = sign_in(cast.odette).get(article.address).content.decode()
    offered = html.split('id="wanted-language"')[1].split("</select>")[0]
    assert [code for code in ("en", "fr", "es", "pt", "ar") if f'value="{code}"' in offered] == [
        "es",
        "pt",
        "ar",
    ]
    assert (
        "It is already available in Français." in ask(cast.odette, article, "fr").content.decode()
    )
    assert not WantedTranslation.objects.exists()


def test_what_is_no_language_or_no_move_is_refused(cast, article):
    assert ask(cast.odette, article, "xx").status_code == 404
    assert ask(cast.odette, article, then="perhaps").status_code == 400
    set_audience(article.translation_key, f"association:{cast.hill.pk}")
    assert ask(cast.odette, article).status_code == 404


def test_a_version_that_is_closed_to_the_reader_is_not_told_of(cast, article):
    shelf = library_in("fr", cast.hill)
    make_article(shelf, translation_key=article.translation_key)
    set_audience(shelf.translation_key, f"association:{cast.hill.pk}")
    html = ask(cast.odette, article, "fr").content.decode()
    assert "It is there" not in html


def test_who_asked_is_told_when_it_is_published_as_far_as_they_may_read(cast, article):
    for person in (cast.odette, cast.bruno):
        ask(person, article)
    ask(cast.odette, article, "es")
    version = publish_in("ar", article, slug="awraq")
    assert list(WantedTranslation.objects.values_list("language", flat=True)) == ["es"]
    do_waiting_work()
    assert {one.to[0] for one in mail.outbox} == {cast.odette.email, cast.bruno.email}
    assert version.address in mail.outbox[0].body


def test_who_may_not_read_it_when_it_is_sent_is_not_told(cast, article):
    for person in (cast.odette, cast.bruno):
        ask(person, article)
    publish_in("ar", article)
    set_audience(article.translation_key, f"association:{cast.hill.pk}")
    do_waiting_work()
    assert [one.to[0] for one in mail.outbox] == [cast.bruno.email]


def test_editors_see_what_is_wanted_of_the_texts_they_edit(cast, article):
    of_hill = make_article(library_in("en", cast.hill), title="Of Hill")
    for person in (cast.odette, cast.bruno, cast.lena):
        make_wish(person, article)
    make_wish(cast.bruno, article, "fr")
    make_wish(cast.bruno, of_hill, "fr")
    rows = wanted_translations(cast.petra)
    assert (rows[0].title, rows[0].language, rows[0].asked) == ("Heron Papers", "ar", 3)
    assert rows[0].url == article.address
    begin = reverse("wagtail_localize:submit_page_translation", args=[article.pk])
    assert rows[0].translate_url == begin
    assert sign_in(cast.petra).get(begin).status_code == 200
    (own,) = wanted_translations(cast.yara)
    assert (own.title, own.asked) == ("Of Hill", 1)
    assert sign_in(cast.yara).get(own.translate_url).status_code == 200
    for stranger in (cast.odette, cast.lena):
        assert wanted_translations(stranger) == []


def test_an_administrator_without_a_grant_sees_what_is_wanted(cast, article):
    make_wish(cast.bruno, article)
    make_wish(cast.bruno, make_article(library_in("en", cast.hill), title="Of Hill"), "fr")
    root = PersonFactory(is_superuser=True)
    assert {one.title for one in wanted_translations(root)} == {"Heron Papers", "Of Hill"}
    page = sign_in(root).get(reverse("gaps")).content.decode()
    assert "Heron Papers" in page
    assert "Nobody has asked for a translation" not in page


def test_what_is_there_or_closed_is_not_wanted_and_a_draft_is_gone_on_with(cast, article):
    make_wish(cast.odette, article, "fr")
    make_wish(cast.odette, article, "es")
    draft = make_draft(library_in("es"), cast.petra, translation_key=article.translation_key)
    make_article(library_in("fr"), translation_key=article.translation_key)
    (row,) = wanted_translations(cast.petra)
    assert row.language == "es"
    assert row.translate_url == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    circle = ClosedGroup.objects.create(name="A circle of nobody")
    set_audience(article.translation_key, f"group:{circle.pk}")
    assert wanted_translations(cast.petra) == []


def test_the_list_costs_the_same_with_one_and_with_twenty(cast, article):
    def costs():
        with CaptureQueriesContext(connection) as asked:
            wanted_translations(cast.petra)
        return len(asked)

    make_wish(cast.odette, article)
    costs()
    before = costs()
    for _ in range(20):
        make_wish(cast.odette, make_article())
    assert costs() == before


def test_a_wish_outlives_a_version_that_its_person_may_not_read(cast, article):
    ask(cast.odette, article, "fr")
    shelf = library_in("fr")
    french = make_article(
        shelf,
        title="Cahiers",
        translation_key=article.translation_key,
    )
    WantedTranslation.objects.get_or_create(
        person=cast.odette, translation_key=article.translation_key, language="fr"
    )
    set_audience(article.translation_key, f"association:{cast.hill.pk}")
    tell_who_asked(french)
    assert WantedTranslation.objects.filter(person=cast.odette, language="fr").exists()
    set_audience(article.translation_key, "public")
    tell_who_asked(french)
    assert not WantedTranslation.objects.filter(person=cast.odette, language="fr").exists()
