"""What a person finds in the demo: texts of invented places, in five languages, well made."""

import json
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from learning.context import versions_of
from learning.demo.loader import plant_library
from learning.demo.reading import FILES, ITEMS, PICTURES, DemoItem, read_items
from learning.models import ArticlePage, CaseStudyPage, ChapterPage, LibraryItem, ManualPage
from learning.prepare import prepare_library
from pages.models import File, FilePage, Picture
from pages.permissions import can_read
from pages.prepare import prepare_ground
from people.demo import WORLD, persons_by_key, plant_people

LANGUAGES = {"en", "fr", "es", "pt", "ar"}
FACTS = {
    *("external_id", "type", "title", "summary", "language", "group", "original", "themes"),
    *("tags", "countries", "organisation", "source", "contact", "edition", "edition_on"),
    *("published_on", "confirmed_on", "confirmed_by", "review_by", "licence", "audience"),
}
SNAPSHOT = {"form", "place", "problem", "done"}
FULL = SNAPSHOT | {
    *("context", "challenge", "results", "cost", "staff_needed", "conditions", "failed"),
    "reusable",
}
OF_TYPE = {
    "manual": set(),
    "article": {"authors", "journal", "issue", "references"},
    "snapshot": SNAPSHOT,
    "full": FULL,
}
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^\s)]+)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
FILE = re.compile(r"\{file: ([^ |]+) \|")
SIGN_LEFT_OVER = re.compile(r"\{steps|\{file|\[!|\[ \]|\*\*|\]\(")

ITEM_FILES = read_items()


def _name(item: DemoItem) -> str:
    return item.path


# -- As they lie in the tree ---------------------------------------------------------------------


@pytest.mark.parametrize("item", ITEM_FILES, ids=_name)
def test_each_text_says_all_that_an_item_carries(item: DemoItem) -> None:
    facts = item.facts
    wanted = FACTS | OF_TYPE[facts.get("form") or facts["type"]]
    if not item.is_original:
        wanted = wanted | {"up_to_date"}
    assert set(facts) == wanted
    assert facts["external_id"] == f"demo/{item.path}"
    assert all(facts[name] for name in ("title", "summary", "themes", "tags", "countries"))
    assert item.path.startswith(f"{facts['language']}/")


def test_all_five_languages_are_there_and_one_text_has_them_all() -> None:
    assert {item.language for item in ITEM_FILES} == LANGUAGES
    versions: dict[str, set[str]] = {}
    for item in ITEM_FILES:
        versions.setdefault(item.group, set()).add(item.language)
    assert LANGUAGES in versions.values()
    assert len(versions) >= 30


def test_originals_are_in_all_five_languages_and_one_to_a_group() -> None:
    originals = [item for item in ITEM_FILES if item.is_original]
    assert {item.language for item in originals} == LANGUAGES
    assert set(Counter(item.group for item in originals).values()) == {1}


def test_language_versions_have_the_same_readers() -> None:
    readers: dict[str, set[str]] = {}
    for item in ITEM_FILES:
        readers.setdefault(item.group, set()).add(item.facts["audience"])
    assert all(len(audiences) == 1 for audiences in readers.values())


@pytest.mark.parametrize("item", ITEM_FILES, ids=_name)
def test_each_picture_says_what_it_shows_and_is_there(item: DemoItem) -> None:
    for alt, name in PICTURE.findall(item.markdown):
        assert len(alt) > 20
        assert (PICTURES / name).is_file()


def test_pictures_are_light_and_all_are_used() -> None:
    used = {name for item in ITEM_FILES for _alt, name in PICTURE.findall(item.markdown)}
    drawn = {picture.name: picture for picture in PICTURES.iterdir()}
    assert used == set(drawn)
    assert all(picture.stat().st_size <= 20_000 for picture in drawn.values())


def test_files_to_download_are_there() -> None:
    used = {name for item in ITEM_FILES for name in FILE.findall(item.markdown)}
    assert used == {file.name for file in FILES.iterdir()}


@pytest.mark.parametrize("item", ITEM_FILES, ids=_name)
def test_links_lead_to_texts_of_the_demo_that_everybody_may_read(item: DemoItem) -> None:
    for href in LINK.findall(item.markdown):
        target = (ITEMS / item.path).parent / href
        assert target.is_file(), href
        path = target.resolve().relative_to(ITEMS.resolve()).as_posix()
        linked = next(one for one in ITEM_FILES if one.path == path)
        assert linked.facts["audience"] == "public"


def test_there_is_no_address_of_a_real_place() -> None:
    texts = [file.read_text("utf-8") for file in ITEMS.rglob("*.md")]
    texts.append((WORLD).read_text("utf-8"))
    for text in texts:
        addresses = re.findall(r"https?://[^\s\")]+|[\w.+-]+@[\w.-]+|\bwww\.\S+", text)
        assert all(address.endswith(".example") for address in addresses), addresses


# -- On the site ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """The demo, planted once for this module and taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        prepare_ground()
        prepare_library()
        plant_people()
        plant_library()
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.usefixtures("planted")
class TestPlanted:
    def test_every_text_is_on_the_site(self) -> None:
        wanted = {item.facts["external_id"] for item in ITEM_FILES}
        assert set(LibraryItem.objects.values_list("external_id", flat=True)) == wanted
        assert not LibraryItem.objects.filter(live=False).exists()

    def test_no_sign_of_the_dialect_is_left_in_a_text(self) -> None:
        for model in (ManualPage, ArticlePage, CaseStudyPage, ChapterPage):
            for page in model.objects.all():
                stored = json.dumps(page.body.get_prep_value(), ensure_ascii=False)
                assert not SIGN_LEFT_OVER.search(stored), page.slug

    def test_every_kind_of_block_but_video_is_in_use_with_an_id_of_its_own(self) -> None:
        kinds: set[str] = set()
        ids: list[str] = []
        for model in (ManualPage, ArticlePage, CaseStudyPage, ChapterPage):
            for page in model.objects.all():
                kinds |= {block["type"] for block in page.body.get_prep_value()}
                ids += [block["id"] for block in page.body.get_prep_value()]
        assert kinds == {
            *("heading", "text", "picture", "table", "steps", "checklist", "callout"),
            *("quote", "file"),
        }
        assert len(ids) == len(set(ids))

    def test_manuals_have_chapters_and_a_translation_may_have_fewer(self) -> None:
        manuals = {
            manual.slug: manual.get_children().count() for manual in ManualPage.objects.all()
        }
        assert len(manuals) >= 6
        assert all(3 <= count <= 7 for count in manuals.values())
        assert manuals["des-points-deau-qui-coulent"] == 5
        assert manuals["water-points-that-still-run"] == 3

    def test_chapters_are_versions_of_one_another(self) -> None:
        manual = ManualPage.objects.get(slug="a-waste-fee-that-holds")
        for chapter in manual.get_children():
            versions = ChapterPage.objects.filter(translation_key=chapter.translation_key)
            assert {one.locale.language_code for one in versions} == {"en", "fr", "ar"}

    @pytest.mark.parametrize("item", ITEM_FILES, ids=_name)
    def test_a_translation_is_out_of_date_where_its_text_says_so(self, item: DemoItem) -> None:
        if item.is_original:
            return
        original = LibraryItem.objects.get(
            translation_key=LibraryItem.objects.get(
                external_id=item.facts["external_id"]
            ).translation_key,
            is_original=True,
        )
        versions, _this = versions_of(original, None, None)
        found = next(one for one in versions if one.language == item.language)
        assert found.is_out_of_date is not item.facts["up_to_date"]

    def test_closed_texts_open_for_those_in_their_circle_alone(self) -> None:
        persons = persons_by_key()
        readers = {
            "ten-questions-your-auditor-will-ask": {"thandiwe-mulenga", "esther-katongo"},
            "answering-the-grant-circular": {"thandiwe-mulenga", "marijke-doornveld"},
            "what-rounds-really-cost-in-eleven-towns": {"rosalia-quispe-arce"},
            "ce-que-coute-une-reunion-deplacee": {"youssef-tamlali", "nadia-lafraoui"},
            "the-telephone-chain": {"armindo-fortes"},
        }
        outside = {
            "answering-the-grant-circular": {"esther-katongo", "samira-benhaddi"},
            "what-rounds-really-cost-in-eleven-towns": {"ivo-monteiro-lima"},
            "ce-que-coute-une-reunion-deplacee": {"daniel-sikota"},
            "the-telephone-chain": {"thandiwe-mulenga", "ivo-monteiro-lima"},
        }
        for slug, inside in readers.items():
            item = LibraryItem.objects.get(slug=slug)
            assert not can_read(None, item)
            assert all(can_read(persons[key], item) for key in inside), slug
            assert not any(can_read(persons[key], item) for key in outside.get(slug, ()))
        assert LibraryItem.objects.visible_to(None).count() == len(ITEM_FILES) - len(readers)

    def test_some_are_overdue_some_have_nobody_to_ask_and_some_a_vacant_post(self) -> None:
        items = list(LibraryItem.objects.all())
        assert sum(item.is_overdue() for item in items) >= 5
        assert any(not item.has_contact for item in items)
        assert any(item.contact_post and item.contact_person is None for item in items)

    def test_the_text_of_the_pdf_can_be_searched(self) -> None:
        file = File.objects.get(title="folha-de-aviso.pdf")
        pages = FilePage.objects.filter(file=file)
        assert [page.number for page in pages] == [1, 2]
        assert "sino" in pages[0].text

    def test_planting_again_changes_nothing(self) -> None:
        before = _count_of_rows()
        stamps = dict(LibraryItem.objects.values_list("pk", "text_changed_at"))
        plant_people()
        plant_library()
        assert _count_of_rows() == before
        assert dict(LibraryItem.objects.values_list("pk", "text_changed_at")) == stamps

    def test_a_text_that_somebody_has_changed_stays_as_it_is(self) -> None:
        item = LibraryItem.objects.get(slug="what-a-receipt-is-for").specific
        with transaction.atomic():
            item.title = "Changed by hand"
            item.save()
            plant_library()
            item.refresh_from_db()
            assert item.title == "Changed by hand"
            transaction.set_rollback(True)

    def test_pictures_are_stored_once(self) -> None:
        assert Picture.objects.count() == len(list(PICTURES.iterdir()))


def _count_of_rows() -> dict[str, int]:
    counts = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
    return counts
