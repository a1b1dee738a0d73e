"""A folder comes into the library, once, with all that belongs to it."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.models import Locale, Page

from learning.importing.folder import import_folder
from learning.models import ArticlePage, CaseStudyPage, ChapterPage, LibraryItem, ManualPage
from pages.audiences import set_audience
from pages.models import File, ItemUse, PageAddress, Picture, Theme
from pages.prepare import prepare_ground
from people.models import Organisation

pytestmark = pytest.mark.django_db

MANUAL = """# Rounds

How the rounds are kept.

## The carts

See [what it costs](fees.md#who-pays) and [the route](#the-route).

![A cart](../pictures/cart.png)

## The route

| Street | Day |
|---|---|
| Well Street | Monday |
"""
FEES = "# Fees\n\nWhat it costs.\n\n## Why\n\nx\n\n## Who pays\n\nAll. See [rounds](rounds.md).\n"


class Folder:
    """A folder of documents that a test writes and changes."""

    def __init__(self, path):
        self.path = path
        self.texts = []
        self.files = []

    def add(self, path, text, title="A text", kind="manual", language="en", **more):
        self.write(path, text)
        line = {"path": path, "title": title, "language": language, "type": kind}
        self.texts.append(line | {"source": "hall", "attribution": "Town Hall, Notes"} | more)
        return self

    def write(self, path, content):
        target = self.path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())

    def bring_in(self, **options):
        lists = {"corpus.jsonl": self.texts, "files.jsonl": self.files}
        for name, lines in lists.items():
            text = "".join(
                (line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines
            )
            (self.path / name).write_text(text)
        return import_folder(self.path, **options)


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


def png(colour="red"):
    content = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(content, "PNG")
    return content.getvalue()


def two_manuals(folder):
    folder.write("pictures/cart.png", png())
    folder.add("en/rounds.md", MANUAL, "Rounds", themes=["waste"], licence="CC0")
    return folder.add("en/fees.md", FEES, "Fees", themes=["something new"])


def state():
    """All that an import may write, to compare."""
    return (
        list(Page.objects.order_by("pk").values_list("pk", "path", "title", "latest_revision_id")),
        list(LibraryItem.objects.order_by("pk").values_list("pk", "body", "text_changed_at")),
        list(ChapterPage.objects.order_by("pk").values_list("pk", "body")),
        [model.objects.count() for model in (Picture, File, Theme, Organisation, ItemUse)],
    )


def test_a_manual_comes_in_public_with_chapters_pictures_and_what_it_carries(folder):
    report = two_manuals(folder).bring_in()
    assert (report.created, report.chapters, report.pictures, report.problems) == (2, 4, 1, [])
    manual = ManualPage.objects.get(external_id="en/rounds.md")
    assert (manual.title, manual.live, manual.licence) == ("Rounds", True, "CC0")
    assert manual.our_address.address == "/en/library/rounds/"
    assert manual.our_address.is_public
    assert manual.summary == ""
    assert "How the rounds are kept." in manual.body[0].value.source
    assert [str(theme) for theme in manual.themes.all()] == ["Waste"]
    carts, route = ChapterPage.objects.child_of(manual).order_by("path")
    assert [carts.title, route.title] == ["The carts", "The route"]
    assert carts.our_address.address == "/en/library/rounds/the-carts/"
    assert [block.block_type for block in carts.body] == ["text", "picture"]
    assert carts.item_uses.get().picture == Picture.objects.get()
    assert route.body.raw_data[0]["value"]["data"][1] == ["Well Street", "Monday"]


def test_links_lead_to_pages_of_the_site_in_both_directions(folder):
    report = two_manuals(folder).bring_in()
    carts = ChapterPage.objects.get(external_id="en/rounds.md#the-carts")
    route = ChapterPage.objects.get(external_id="en/rounds.md#the-route")
    who_pays = ChapterPage.objects.get(external_id="en/fees.md#who-pays")
    rounds = ManualPage.objects.get(external_id="en/rounds.md")
    text = carts.body[0].value.source
    assert f'<a linktype="page" id="{who_pays.pk}">what it costs</a>' in text
    assert f'<a linktype="page" id="{route.pk}">the route</a>' in text
    assert f'<a linktype="page" id="{rounds.pk}">rounds</a>' in who_pays.body[0].value.source
    assert dict(report.links) == {"document": 2, "place": 1}


def test_the_source_becomes_an_organisation_named_as_its_texts_credit_it(folder):
    folder.add("en/a.md", "# A", attribution="Source: Mura Town, Handbook")
    folder.add("en/b.md", "# B", attribution="Mura Town (the handbook)")
    folder.add("en/c.md", "# C", source="other-hall", attribution="")
    report = folder.bring_in()
    first, second = LibraryItem.objects.filter(external_id__in=["en/a.md", "en/b.md"])
    assert first.source_organisation == second.source_organisation
    assert first.source_organisation.name == "Mura Town"
    assert first.source_organisation.external_id == "hall"
    assert report.organisations_added == ["Mura Town", "Other hall"]


def test_a_theme_that_is_not_in_the_tree_is_added_at_its_end(folder):
    report = two_manuals(folder).bring_in()
    assert report.themes_added == ["something new"]
    theme = Theme.objects.get(name_en="Something new")
    assert theme.parent is None
    assert theme == Theme.objects.filter(parent=None).order_by("order", "slug").last()


def test_importing_again_changes_nothing_and_says_so(folder):
    two_manuals(folder).bring_in()
    before = state()
    report = folder.bring_in()
    assert (report.created, report.updated, report.unchanged) == (0, 0, 2)
    assert state() == before


def test_a_changed_text_changes_its_pages_and_leaves_the_old_words_in_the_history(folder):
    two_manuals(folder).bring_in()
    kept = ChapterPage.objects.get(external_id="en/rounds.md#the-route")
    anchors = [block.id for block in kept.body]
    changed = MANUAL.replace("## The carts", "## Before all\n\nNew words.\n\n## The carts")
    folder.write("en/rounds.md", changed.replace("How the rounds", "How well the rounds"))
    report = folder.bring_in()
    assert (report.created, report.updated, report.unchanged) == (0, 1, 1)
    manual = ManualPage.objects.get(external_id="en/rounds.md")
    assert "How well" in manual.body[0].value.source
    newest = manual.latest_revision.as_object()
    assert list(newest.body.raw_data) == list(manual.body.raw_data)
    chapters = list(ChapterPage.objects.child_of(manual).order_by("path"))
    assert [chapter.title for chapter in chapters] == ["Before all", "The carts", "The route"]
    assert chapters[2].pk == kept.pk
    assert [block.id for block in chapters[2].body] == anchors
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_chapter_that_is_gone_from_the_source_goes(folder):
    two_manuals(folder).bring_in()
    folder.write("en/fees.md", "# Fees\n\n## Who pays\n\nAll.\n\n## When\n\nIn May.\n")
    folder.bring_in()
    fees = ManualPage.objects.get(external_id="en/fees.md")
    chapters = ChapterPage.objects.child_of(fees).order_by("path")
    assert [chapter.title for chapter in chapters] == ["Who pays", "When"]
    rounds = ChapterPage.objects.get(external_id="en/rounds.md#the-carts")
    assert "what it costs</a>" in rounds.body[0].value.source


def test_what_an_editor_has_changed_stays_while_the_source_stays(folder):
    two_manuals(folder).bring_in()
    manual = ManualPage.objects.get(external_id="en/rounds.md")
    manual.summary = "Better words."
    manual.save_revision().publish()
    assert folder.bring_in().unchanged == 2
    manual.refresh_from_db()
    assert manual.summary == "Better words."


def test_what_an_editor_has_taken_off_the_site_stays_off(folder):
    two_manuals(folder).bring_in()
    ManualPage.objects.get(external_id="en/fees.md").unpublish()
    folder.write("en/fees.md", FEES.replace("What it costs.", "What it may cost."))
    assert folder.bring_in().updated == 1
    manual = ManualPage.objects.get(external_id="en/fees.md")
    assert not manual.live
    assert "may cost" in manual.latest_revision.as_object().body[0].value.source
    assert folder.bring_in().unchanged == 2


def test_what_an_editor_has_closed_stays_closed(folder):
    two_manuals(folder).bring_in()
    chapter = ChapterPage.objects.get(external_id="en/rounds.md#the-carts")
    set_audience(chapter.translation_key, "signed-in")
    folder.add("fr/tours.md", MANUAL, "Tours", language="fr", group="g")
    folder.texts[0]["group"] = "g"
    folder.write("en/rounds.md", MANUAL.replace("How the", "Now the"))
    folder.bring_in()
    address = PageAddress.objects.get(page__translation_key=chapter.translation_key, language="en")
    assert not address.is_public
    other = ChapterPage.objects.get(external_id="fr/tours.md#the-carts")
    assert not other.our_address.is_public


# -- Language versions ----------------------------------------------------------------------------


def translated(folder, **more):
    helper = {"origin": "helper translation (not an original)"}
    folder.add("ar/rounds.md", MANUAL, "جولات", language="ar", group="g", **helper)
    folder.add("en/rounds.md", MANUAL, "Rounds", group="g")
    folder.add("fr/tours.md", MANUAL, "Tours", language="fr", group="g")
    three = MANUAL + "\n## More\n\nx\n"
    folder.add("es/rondas.md", three, "Rondas", language="es", group="g")
    folder.add("pt/voltas.md", three, "Voltas", language="pt", group="g")
    folder.add("en/other.md", "# Other\n\nOne.", "Other")
    return folder


def test_the_versions_of_a_group_are_linked_and_one_is_the_original(folder):
    assert translated(folder).bring_in().problems == []
    versions = LibraryItem.objects.exclude(external_id="en/other.md")
    assert len({item.translation_key for item in versions}) == 1
    assert [item.external_id for item in versions.filter(is_original=True)] == ["en/rounds.md"]
    assert {item.locale for item in versions} == set(Locale.objects.all())
    assert len({item.text_changed_at for item in versions}) == 1
    assert ManualPage.objects.get(language="ar").our_address.address == "/ar/library/rounds/"


def test_files_have_no_say_in_which_version_is_the_original(folder):
    folder.write("plan.txt", b"Words")
    folder.files.append({"path": "plan.txt", "title": "P", "language": "fr", "source": "hall"})
    folder.add("fr/a.md", "# A", language="fr", group="g").add("en/a.md", "# A", group="g")
    folder.bring_in()
    assert LibraryItem.objects.get(external_id="en/a.md").is_original


def test_chapters_are_paired_where_their_number_agrees(folder):
    translated(folder).bring_in()

    def keys(path):
        manual = ManualPage.objects.get(external_id=path)
        chapters = ChapterPage.objects.child_of(manual).order_by("path")
        return [chapter.translation_key for chapter in chapters]

    assert keys("en/rounds.md") == keys("fr/tours.md") == keys("ar/rounds.md")
    assert keys("es/rondas.md") == keys("pt/voltas.md")
    assert not set(keys("es/rondas.md")) & set(keys("en/rounds.md"))


def test_a_version_that_comes_later_is_linked_to_those_that_are_there(folder):
    folder.add("en/rounds.md", MANUAL, "Rounds", group="g").bring_in()
    report = folder.add("fr/tours.md", MANUAL, "Tours", language="fr", group="g").bring_in()
    assert (report.created, report.unchanged) == (1, 1)
    english, french = LibraryItem.objects.order_by("pk")
    assert english.translation_key == french.translation_key
    pairs = ChapterPage.objects.values_list("translation_key", flat=True)
    assert (len(pairs), len(set(pairs))) == (4, 2)


def test_a_changed_original_leaves_its_translations_out_of_date(folder):
    translated(folder).bring_in()
    folder.write("en/rounds.md", MANUAL.replace("How the", "Now the"))
    folder.bring_in()
    changed = dict(LibraryItem.objects.values_list("external_id", "text_changed_at"))
    assert changed["en/rounds.md"] > changed["fr/tours.md"]


def test_two_texts_of_one_language_in_a_group_stand_beside_each_other(folder):
    folder.add("en/a.md", "# A", group="g").add("en/b.md", "# B", group="g")
    assert folder.bring_in().problems == []
    first, second = LibraryItem.objects.all()
    assert first.translation_key != second.translation_key


# -- Types, files and addresses -------------------------------------------------------------------


def test_articles_and_case_studies_keep_their_text_whole(folder):
    text = "# T\n\n## A\n\nx\n\n## B\n\ny\n"
    folder.add("en/a.md", text, kind="article").add("en/c.md", text, kind="case study").bring_in()
    article, case = ArticlePage.objects.get(), CaseStudyPage.objects.get()
    assert [block.block_type for block in article.body] == ["heading", "text"] * 2
    assert [block.block_type for block in case.body] == ["heading", "text"] * 2
    assert not ChapterPage.objects.exists()


def test_html_documents_come_in_too(folder):
    html = "<html><head><title>x</title></head><body><nav>menu</nav><h1>T</h1><p>Words</body>"
    folder.add("en/a.html", html, kind="article").bring_in()
    assert ArticlePage.objects.get().body[0].value.source == "<p>Words</p>"


def test_a_file_becomes_an_article_with_a_download_whose_parts_are_its_pages(folder, samples):
    source = samples / "data" / "corpus" / "_files" / "hmrc-assisted-digital-case-study.en.pdf"
    folder.write("_files/study.en.pdf", source.read_bytes())
    line = {"path": "_files/study.en.pdf", "title": "A study", "language": "en", "source": "hall"}
    folder.files.append(line | {"licence": "OGL"})
    report = folder.bring_in()
    assert (report.created, report.problems) == (1, [])
    article = ArticlePage.objects.get()
    assert (article.title, article.licence) == ("A study", "OGL")
    file = article.body[0].value["file"]
    assert (file.kind, file.pages, file.text_pages.count()) == ("pdf", 3, 3)
    assert article.item_uses.get().file == file
    assert file.human_name == "study.en.pdf"
    assert "study" not in file.file.name
    before = state()
    assert folder.bring_in().unchanged == 1
    assert state() == before


def test_a_file_that_is_not_what_it_says_is_a_problem_of_its_line(folder):
    folder.write("a.pdf", b"<html><script>x()</script></html>")
    folder.files.append({"path": "a.pdf", "title": "A", "language": "en"})
    report = folder.add("en/a.md", "# A").bring_in()
    [problem] = report.problems
    assert (problem.manifest, problem.line) == ("files.jsonl", 1)
    assert "something else" in problem.reason
    assert report.created == 1


def test_equal_names_get_addresses_of_their_own(folder):
    for source in ("hall", "town", "town2"):
        folder.add(f"{source}/en/glossary.md", f"# {source}", source=source)
    folder.add("town/more/glossary.md", "# Fourth", source="town")
    assert folder.bring_in().created == 4
    addresses = PageAddress.objects.filter(page__depth=4).values_list("address", flat=True)
    assert sorted(addresses) == [
        "/en/library/glossary-md-2/",
        "/en/library/glossary/",
        "/en/library/town-glossary/",
        "/en/library/town2-glossary/",
    ]


# -- Faults ---------------------------------------------------------------------------------------


def test_a_bad_line_costs_nothing_else_and_is_named(folder):
    two_manuals(folder)
    folder.texts.insert(1, "{broken")
    folder.add("en/latin.md", "café".encode("latin-1"))
    report = folder.bring_in()
    assert report.created == 2
    assert [(problem.line, problem.reason) for problem in report.problems][1:] == [
        (4, "the document is not UTF-8 (byte 3)")
    ]
    assert any("corpus.jsonl:2: the line is not JSON" in line for line in report.lines())


def test_a_text_whose_type_has_changed_is_named_and_left(folder):
    folder.add("en/a.md", "# A\n\nOne.", kind="article").bring_in()
    folder.texts[0]["type"] = "manual"
    report = folder.bring_in()
    assert "type or language has changed" in report.problems[0].reason
    assert ArticlePage.objects.get().live


def test_a_link_to_a_document_that_could_not_be_read_leaves_its_words(folder):
    folder.add("en/a.md", "# A\n\nSee [there](b.md#x) and [here](b.md).", kind="article")
    folder.add("en/b.md", b"\xff", kind="article")
    report = folder.bring_in()
    assert ArticlePage.objects.get().body[0].value.source == "<p>See there and here.</p>"
    assert (report.created, report.links["plain"]) == (1, 2)


def test_a_dry_run_says_what_would_be_done_and_does_nothing(folder):
    prepare_ground()
    two_manuals(folder)
    before = state()
    report = folder.bring_in(is_dry=True)
    assert (report.created, report.chapters, report.themes_added) == (2, 4, ["something new"])
    assert "Would be: 2 new, 0 changed, 0 unchanged." in report.lines()
    assert state() == before
    folder.bring_in()
    before = state()
    assert folder.bring_in(is_dry=True).unchanged == 2
    folder.write("en/fees.md", FEES.replace("All.", "Some."))
    report = folder.bring_in(is_dry=True)
    assert (report.updated, report.unchanged) == (1, 1)
    assert state() == before


# -- The command ----------------------------------------------------------------------------------


def test_the_command_prints_the_report_and_shows_progress_beside_it(folder, capfd):
    two_manuals(folder).bring_in()
    output = io.StringIO()
    call_command("import_library", str(folder.path), stdout=output)
    assert "Items: 0 new, 0 changed, 2 unchanged." in output.getvalue()
    shown = capfd.readouterr()
    assert "100%" in shown.err
    assert shown.out == ""


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_the_command_says_what_to_give_where_there_is_no_list(tmp_path, name):
    with pytest.raises(CommandError, match="Give the folder"):
        call_command("import_library", str(tmp_path / name))


@pytest.mark.slow
def test_all_of_the_samples_come_in(samples):
    report = import_folder(samples / "data" / "corpus")
    assert (report.created, report.problems, report.pictures_missing) == (401, [], 0)
    assert report.chapters > 1000
    assert LibraryItem.objects.filter(our_address__is_public=True).count() == 401
    assert File.objects.filter(has_text_layer=False).count() == 1
    assert report.links["document"] > 180
    assert Page.find_problems() == ([], [], [], [], [])
    again = import_folder(samples / "data" / "corpus")
    assert (again.created, again.updated, again.unchanged) == (0, 0, 401)
