"""The programme puts a paragraph of the funding manual beside the field it is about."""

import html
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from learning.models import ChapterPage
from pages.audiences import set_audience
from pages.blocks import anchor_of
from partnerships.guiding.fields import choices
from partnerships.models import FieldGuidance, Report
from tests.factories import (
    library_in,
    make_cast,
    make_contact,
    make_editor,
    make_manual,
    make_page,
    sign_in,
)
from tests.partnerships.making import make_coordinator, make_partnership
from tests.standing import standing

pytestmark = pytest.mark.django_db

cast = standing(make_cast)
ADDRESS = "/en/partnerships/guidance/"


def text_of(answer):
    return html.unescape(answer.content.decode())


def blocks(*parts):
    """A heading with its words for each part."""
    found = []
    for title, words in parts:
        heading = {"type": "heading", "value": {"level": "2", "text": title}}
        text = {"type": "text", "value": f"<p>{words}</p>"}
        found += [{**one, "id": str(uuid.uuid4())} for one in (heading, text)]
    return found


EN = (("Who pays what", "Half in money."), ("How it is audited", "By <b>somebody else</b>."))
FR = (("Qui paie quoi", "La moitié."), ("Comment on contrôle", "Par un tiers."))


@pytest.fixture
def manual(cast):
    """A manual of one chapter in two languages, with headings of their own."""
    english = make_manual(title="Funding manual")
    chapter = make_page(ChapterPage, english, title="Money", body=blocks(*EN))
    french = make_manual(
        library_in("fr"),
        title="Manuel",
        translation_key=english.translation_key,
        locale=Locale.objects.get(language_code="fr"),
    )
    other = make_page(
        ChapterPage,
        french,
        title="L’argent",
        body=blocks(*FR),
        translation_key=chapter.translation_key,
        locale=Locale.objects.get(language_code="fr"),
    )
    return {"en": chapter, "fr": other, "manual": english, "french": french}


@pytest.fixture
def one(cast):
    one = make_partnership(cast.lake, cast.hill)
    make_coordinator(by=cast.petra, person=cast.odette, partnership=one)
    return one


def address_of(chapter, number=1):
    """Of a heading, with the name of the site and its anchor."""
    heading = [block for block in chapter.body.raw_data if block["type"] == "heading"][number]
    return f"https://towns.example{chapter.address}#{anchor_of(heading['id'])}"


def put(person, field, address):
    return sign_in(person).post(ADDRESS, {"field": field, "address": address})


def form_of(person, one, language="en"):
    return text_of(sign_in(person).get(f"/{language}/partnerships/{one.pk}/papers/new/"))


def test_the_programme_puts_it_there_and_it_stands_in_the_readers_language(cast, one, manual):
    put(cast.petra, "contract.audit", address_of(manual["en"]))
    page = form_of(cast.odette, one)
    assert "How it is audited" in page
    assert "By somebody else." in page
    assert "Half in money." not in page
    assert f'href="{manual["en"].address}#b-' in page
    french = form_of(cast.odette, one, "fr")
    assert "Comment on contrôle" in french
    assert "Par un tiers." in french
    assert 'lang="fr"' in french
    # Where there is none in the language of the screen, it is English, and says so.
    assert 'lang="en" dir="auto">By somebody else.' in form_of(cast.odette, one, "ar")


def test_one_language_offline_leaves_the_other(cast, one, manual):
    put(cast.petra, "contract.audit", address_of(manual["en"]))
    manual["manual"].unpublish()
    page = form_of(cast.odette, one)
    assert "Par un tiers." in page
    assert "By somebody else." not in page


def test_without_an_anchor_it_is_the_chapter(cast, one, manual):
    put(cast.petra, "contract.grant", manual["en"].address)
    page = form_of(cast.odette, one)
    assert ">Money</bdi>" in page
    assert "Half in money." in page
    assert f'href="{manual["en"].address}"' in page


def test_a_heading_that_another_language_lacks_stands_there_in_english(cast, one, manual):
    put(cast.petra, "contract.audit", address_of(manual["en"]))
    french = manual["fr"]
    french.body = french.body.stream_block.to_python(blocks(FR[0]))
    french.save()
    assert "How it is audited" in form_of(cast.odette, one, "fr")


def test_another_paragraph_takes_its_place_and_it_can_be_taken_away(cast, one, manual):
    put(cast.petra, "contract.audit", address_of(manual["en"]))
    put(cast.petra, "contract.audit", address_of(manual["en"], 0))
    tied = FieldGuidance.objects.get()
    assert tied.tied_by == cast.petra
    assert "Who pays what" in text_of(sign_in(cast.petra).get(ADDRESS))
    sign_in(cast.petra).post(ADDRESS, {"remove": tied.pk})
    assert "Who pays what" not in form_of(cast.odette, one)


@pytest.mark.parametrize(
    "address",
    [
        "/en/library/none/",
        "/en/partnerships/",
        "",
        "http://[",
        "{chapter}#b-00000000",
        "{chapter}#x",
    ],
)
def test_what_is_no_paragraph_is_refused_and_stays_typed(cast, manual, address):
    written = address.format(chapter=manual["en"].address)
    answer = put(cast.petra, "contract.audit", written)
    assert answer.status_code == 200
    assert not FieldGuidance.objects.exists()
    if written:
        assert "No paragraph of a manual has this address." in text_of(answer)
        assert written in text_of(answer)


def test_a_field_that_is_none_is_refused(cast, manual):
    assert put(cast.petra, "contract.pk", manual["en"].address).status_code == 200
    assert not FieldGuidance.objects.exists()


def test_nobody_else_chooses_paragraphs(cast, manual):
    for person in (cast.lena, cast.odette, cast.simon):
        assert sign_in(person).get(ADDRESS).status_code == 404
        assert put(person, "contract.audit", manual["en"].address).status_code == 404


def test_who_may_not_read_the_manual_is_shown_nothing(cast, one, manual):
    make_editor(cast.petra)
    put(cast.petra, "contract.audit", address_of(manual["en"]))
    set_audience(manual["manual"].translation_key, f"association:{cast.hill.pk}")
    assert "How it is audited" not in form_of(cast.odette, one)
    set_audience(manual["manual"].translation_key, "public")
    assert "How it is audited" in form_of(cast.odette, one)


@pytest.mark.parametrize("gone", [("manual", "french"), ("en", "fr")])
def test_what_is_taken_offline_is_not_shown(cast, one, manual, gone):
    put(cast.petra, "contract.audit", address_of(manual["en"]))
    for key in gone:
        manual[key].unpublish()
    page = form_of(cast.odette, one)
    assert "How it is audited" not in page
    assert "From the manual" not in page
    assert "Nothing is shown." in text_of(sign_in(cast.petra).get(ADDRESS))


def test_a_manual_that_is_deleted_leaves_the_form_as_it_was(cast, one, manual):
    put(cast.petra, "contract.audit", address_of(manual["en"]))
    manual["manual"].delete()
    assert "From the manual" not in form_of(cast.odette, one)


def test_it_stands_where_a_report_is_handed_in_and_stays_when_something_is_to_mend(
    cast, one, manual
):
    make_contact(cast.bruno, cast.high_pasture)
    put(cast.petra, "report.words", address_of(manual["en"], 0))
    report = Report.objects.create(
        partnership=one, owed_by=cast.high_pasture, title="The year", due_on="2031-01-01"
    )
    address = reverse("hand_report_in", args=[report.pk])
    bruno = sign_in(cast.bruno)
    assert "Who pays what" in text_of(bruno.get(address))
    assert "Who pays what" in text_of(bruno.post(address, {"words": " "}))


def test_queries_are_the_same_for_one_field_and_for_twenty(cast, one, manual):
    keys = [key for _label, fields in choices() for key, _name in fields]
    odette, url = sign_in(cast.odette), reverse("new_contract", args=[one.pk])
    put(cast.petra, "contract.audit", address_of(manual["en"]))

    def counted():
        with CaptureQueriesContext(connection) as queries:
            odette.get(url)
        return len(queries)

    counted()
    before = counted()
    for number, key in enumerate(key for key in keys if key.startswith("contract.")):
        with translation.override("en"):
            put(cast.petra, key, address_of(manual["en"], number % 2))
    assert counted() == before


def test_every_field_has_a_key_of_its_own():
    keys = [key for _label, fields in choices() for key, _name in fields]
    assert len(keys) == len(set(keys))
    assert all(len(key) <= 60 for key in keys)
